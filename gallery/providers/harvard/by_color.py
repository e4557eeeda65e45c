"""Pictures by exact colour. Two calls: only objects can be asked for a colour.

Harvard docs, object: ``color``. The maintainers: by exact hex, several joined by pipes, any
of which will do. The colours of an object are those of its first picture, and its list of
pictures comes without any; so those pictures are asked for with their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from gallery.providers import values
from gallery.providers.base import LARGEST_PAGE, Answered, ProviderPage
from gallery.providers.harvard.mapper import PROVIDER
from gallery.providers.harvard.params import BULK_FIELDS, WINDOW, ImageQuery, Params
from gallery.providers.payloads import Payload, Tally

if TYPE_CHECKING:
    from gallery.providers.harvard.client import HarvardClient


def objects_of_colors(colors: Iterable[str], page: int) -> Params:
    """``/object`` for those with pictures and any of these ``#rrggbb``."""
    return [
        ("color", "|".join(colors)),
        ("hasimage", "1"),
        ("fields", f"{BULK_FIELDS},colors"),
        ("size", str(LARGEST_PAGE)),
        ("page", str(page)),
    ]


def first_images(objects: Iterable[Any]) -> list[int]:
    """Of each object payload the picture whose colours its ``colors`` are."""
    found: dict[int, None] = {}
    for data in objects:
        images = Payload(data, Tally()).objects("images") if isinstance(data, dict) else []
        ordered = sorted(images, key=lambda it: values.whole(it.data.get("displayorder")) or 0)
        numbers = (values.whole(it.data.get("imageid")) for it in ordered)
        if number := next(filter(None, numbers), None):
            found[number] = None
    return list(found)


def images_of_colors(
    client: HarvardClient, colors: Sequence[str], page: int, *, deadline: float
) -> ProviderPage:
    """The first pictures of up to 100 objects with one of `colors`, with their palettes.

    ``total`` counts objects. Raises `ProviderError`.
    """
    if not colors or page * LARGEST_PAGE > WINDOW:
        return ProviderPage(PROVIDER, (), None, page, LARGEST_PAGE, False, (), Answered(0.0))
    objects = client.session.get("/object", objects_of_colors(colors, page), deadline=deadline)
    rows = objects.payload["records"]
    info = objects.payload.get("info")
    total = values.whole(info.get("totalrecords")) if isinstance(info, dict) else None
    has_next = total is not None and page * LARGEST_PAGE < total
    wanted = first_images(rows)
    if not wanted:
        return ProviderPage(PROVIDER, (), total, page, LARGEST_PAGE, has_next, (), objects.answered)
    images = client.session.get("/image", ImageQuery(ids=tuple(wanted)).params(), deadline=deadline)
    mapped = client.mapper.images(images.payload["records"], client.mapper.depicted_by_image(rows))
    # A server that does not know `id` sends any pictures: those were not asked for.
    asked = set(wanted)
    return ProviderPage(
        provider=PROVIDER,
        records=tuple(record for record in mapped.records if record.identifier in asked),
        total=total,
        page=page,
        page_size=LARGEST_PAGE,
        has_next=has_next,
        skipped=mapped.skipped,
        answered=_both(objects.answered, images.answered),
        cleaned=mapped.cleaned,
    )


def _both(first: Answered, second: Answered) -> Answered:
    """Two answers as one: from the cache only if both are, as old as the older."""
    elapsed = first.elapsed + second.elapsed
    if not (first.from_cache and second.from_cache):
        return Answered(elapsed)
    older = max(first, second, key=lambda it: it.age)
    return Answered(elapsed, True, older.age, older.at)
