"""What a search gives back: plain values for pages and exports."""

from __future__ import annotations

from dataclasses import dataclass, field

from gallery.records import ImageRecord
from gallery.search.highlight import Span
from gallery.search.query import SearchQuery


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the record, its row's key, and the text that shows why it matched.

    ``excerpt``: pieces of the text that holds a wanted word, `is_match` on those words;
    empty when there are no words or the match is the provider's own.
    """

    record: ImageRecord
    key: int
    excerpt: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of an answer: `total` results on `pages` pages, `hits` those of `query.page`."""

    query: SearchQuery
    hits: tuple[Hit, ...] = ()
    total: int = 0
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> int:
        """The page shown, from 1."""
        return self.query.page

    @property
    def pages(self) -> int:
        """How many pages there are; 1 when there is no result."""
        return max(1, -(-self.total // self.query.per_page))

    @property
    def first(self) -> int:
        """Number of the first result shown, from 1; 0 when none is."""
        return self.query.offset + 1 if self.hits else 0

    @property
    def last(self) -> int:
        """Number of the last result shown."""
        return self.query.offset + len(self.hits) if self.hits else 0

    @property
    def is_past_the_end(self) -> bool:
        """Whether there are results, but not that many pages of them."""
        return self.total > 0 and self.query.page > self.pages

    @property
    def next_query(self) -> SearchQuery | None:
        """The query of the next page, None on the last one."""
        return self.query.but(page=self.page + 1) if self.page < self.pages else None

    @property
    def previous_query(self) -> SearchQuery | None:
        """The query of the page before (the last page, from past the end), or None."""
        if self.page == 1:
            return None
        return self.query.but(page=min(self.page - 1, self.pages))
