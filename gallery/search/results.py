"""What a search gives back: plain values for pages and exports."""

from __future__ import annotations

from dataclasses import dataclass, field

from gallery.records import ImageRecord
from gallery.search.highlight import Span
from gallery.search.query import SearchQuery


@dataclass(frozen=True, slots=True)
class ColorMatch:
    """Why a colour search found a picture, as in "18% · ΔE 6.2 · near Firebrick".

    ``share``: of the picture within the tolerance of any wanted colour, 0 to 1.
    ``delta_e``: smallest OKLab distance × 100, one decimal. ``near``: CSS name of the palette
    colour that is so near. ``matched``: numbers of the palette entries within the tolerance,
    to be outlined. ``score``: 0 to 1, what the results are ranked by.
    """

    share: float
    delta_e: float
    near: str
    matched: tuple[int, ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the record, its row's key, and what shows why it matched.

    ``excerpt``: pieces of the text that holds a wanted word, `is_match` on those words;
    empty when there are no words or the match is the provider's own. ``color``: None when
    no colour is asked for.
    """

    record: ImageRecord
    key: int
    excerpt: tuple[Span, ...] = ()
    color: ColorMatch | None = None


@dataclass(frozen=True, slots=True)
class ColorAnswer:
    """What a colour search says about its edges; ways out only where few or none are found.

    ``without_palette``: pictures that fit all else but have no colours, so are left out.
    ``wider``: (tolerance, how many it would find), wider ones only. ``fewer``: (colour
    ``#rrggbb``, how many would be found without it), for colours wanted or not, where that
    is more. ``without_words``: how many without the words, None where there are none.
    """

    without_palette: int = 0
    wider: tuple[tuple[int, int], ...] = ()
    fewer: tuple[tuple[str, int], ...] = ()
    without_words: int | None = None


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value of a facet: how many results it would give, all other choices standing.

    ``share``: of those results, 0 to 1, and ``area``: how much of such a picture it covers on
    average, 0 to 1; both for colour words only, None elsewhere.
    """

    value: str
    label: str
    count: int
    is_chosen: bool = False
    share: float | None = None
    area: float | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of values to choose from; `name` is its field of the query string."""

    name: str
    label: str
    options: tuple[FacetOption, ...]

    @property
    def chosen(self) -> FacetOption | None:
        """The first option that is chosen, None where none is."""
        return next((option for option in self.options if option.is_chosen), None)


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of an answer: `total` results on `pages` pages, `hits` those of `query.page`.

    ``color`` is None when no colour is asked for.
    """

    query: SearchQuery
    hits: tuple[Hit, ...] = ()
    total: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
    color: ColorAnswer | None = None

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
