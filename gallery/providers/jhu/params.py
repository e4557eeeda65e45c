"""Questions → the Hub's query parameters. Contract: JHU docs, files."""

from __future__ import annotations

from dataclasses import dataclass

from gallery.providers.base import LARGEST_PAGE, ProviderRequest

Params = list[tuple[str, str]]

# Sent with every call. Never `callback`: with it, errors come as status 200.
ALWAYS = (("v", "1"),)

NEWEST = (("publish_date", "desc"), ("id", "desc"))
OLDEST = (("publish_date", "asc"), ("id", "asc"))


@dataclass(frozen=True)
class FilesQuery:
    """Every parameter of ``/files`` but key, version and ``callback``.

    `order_by`: (field, direction) pairs; fields ``id``, ``list``, ``publish_date``,
    ``score``. Without one, the Hub sorts by id, oldest first.
    """

    page: int = 1
    per_page: int = LARGEST_PAGE
    order_by: tuple[tuple[str, str], ...] = ()
    ids: tuple[int, ...] = ()
    excluded_ids: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        """How many files a page holds at most."""
        return min(max(self.per_page, 1), LARGEST_PAGE)

    def params(self) -> Params:
        """As they are sent; parameters that say nothing are left out."""
        given = [
            ("page", str(max(self.page, 1))),
            ("per_page", str(self.rows)),
            ("order_by", ",".join(f"{field}|{direction}" for field, direction in self.order_by)),
            ("ids", ",".join(str(one) for one in self.ids)),
            ("excluded_ids", ",".join(str(one) for one in self.excluded_ids)),
        ]
        return [(name, value) for name, value in given if value]


def files_query(request: ProviderRequest) -> FilesQuery:
    """`request` as far as the Hub can express it: paging, and newest or oldest first.

    It has no search, no filter and no widths: whatever else is asked, its newest come.
    """
    order = OLDEST if request.sort == "oldest" else NEWEST
    return FilesQuery(page=max(request.page, 1), per_page=request.page_size, order_by=order)
