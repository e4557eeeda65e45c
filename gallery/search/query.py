"""A search, and its query string: one value in two forms, exactly convertible.

`SearchQuery.from_params` never raises: what cannot be used is left out and explained in
a sentence for its field. `to_params` is canonical: one order, no defaults.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from gallery.catalog.marks import MARKS
from gallery.catalog.rows import PARTS, SHAPES, SIZES
from gallery.catalog.words import read_words
from gallery.color.labels import HUE_PROTOTYPES
from gallery.color.words import COLOR_WORDS
from gallery.search import params as read
from gallery.search.fields import Fields, Params
from gallery.search.params import ColorTerm, Wrong
from gallery.sources import SOURCES

ORIENTATIONS = SHAPES[1:]
HAVE = tuple(PARTS)
HUES = tuple(hue.lower() for hue in HUE_PROTOTYPES)
PROVIDER_SORTS = ("relevance", "newest", "oldest", "widest")  # those that providers know too
SORTS = (*PROVIDER_SORTS, "narrowest", "title", "make", "color")
VIEWS = ("grid", "contact", "table")

DEFAULT_TOLERANCE = 12  # ΔE in OKLab × 100 (color.md: τ = 0.12)
LARGEST_TOLERANCE = 50
DEFAULT_PER_PAGE = 24
LARGEST_PER_PAGE = 100
LARGEST_PAGE = 10_000
LARGEST_WIDTH = 100_000
MOST_COLORS = 10  # as many as a palette of the museums has


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Everything a visitor can ask for; the fields are those of product.md, and four more.

    `tolerance` is ΔE in OKLab × 100, `min_width` px, dates inclusive days. `word` is one of
    our colour words, `hue` one of the museums', `size` one of SIZES, `decade` the first of
    its years (0: any).
    """

    q: str = ""
    source: str = ""
    colors: tuple[ColorTerm, ...] = ()
    tolerance: int = DEFAULT_TOLERANCE
    not_colors: tuple[ColorTerm, ...] = ()
    word: str = ""
    hue: str = ""
    orientation: str = ""
    size: str = ""
    min_width: int = 0
    make: str = ""
    model: str = ""
    software: str = ""
    film: str = ""
    format: str = ""
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    decade: int = 0
    sort: str = "relevance"
    page: int = 1
    per_page: int = DEFAULT_PER_PAGE
    view: str = "grid"

    @classmethod
    def from_params(cls, params: Params) -> tuple[SearchQuery, dict[str, str]]:
        """The query in `params` (a QueryDict, or lists by name) and the problems by field.

        Of a field that takes one value the last one given counts. Unknown names are
        ignored. Problems are sentences for people.
        """
        return _Reader(params).query()

    def to_params(self) -> list[tuple[str, str]]:
        """(name, value) pairs in the order of product.md, defaults left out."""
        pairs: list[tuple[str, str]] = []

        def add(name: str, value: object, default: object = "") -> None:
            if value != default:
                pairs.append((name, str(value)))

        add("q", self.q)
        add("source", self.source)
        pairs += [("color", str(term)) for term in self.colors]
        add("tolerance", self.tolerance, DEFAULT_TOLERANCE)
        pairs += [("not_color", str(term)) for term in self.not_colors]
        for name in ("word", "hue", "orientation", "size"):
            add(name, getattr(self, name))
        add("min_width", self.min_width, 0)
        for name in ("make", "model", "software", "film", "format"):
            add(name, getattr(self, name))
        pairs += [("has", part) for part in self.has]
        pairs += [("lacks", part) for part in self.lacks]
        pairs += [("mark", name) for name in self.marks]
        add("from", self.date_from, None)
        add("to", self.date_to, None)
        add("decade", f"{self.decade:04}" if self.decade else "")
        add("sort", self.sort, "relevance")
        add("page", self.page, 1)
        add("per_page", self.per_page, DEFAULT_PER_PAGE)
        add("view", self.view, "grid")
        return pairs

    def url(self, path: str | None = None) -> str:
        """`path`, by default the search page's, with the canonical query string."""
        path = get_script_prefix() if path is None else path
        pairs = self.to_params()
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def but(self, **changes: Any) -> SearchQuery:
        """The same query with `changes`, back on page 1 unless `page` is among them."""
        return replace(self, **({"page": 1} | changes))

    @property
    def seed(self) -> str:
        """The seed of a random order, "" for any other order."""
        return self.sort.removeprefix("random:") if self.sort.startswith("random:") else ""

    @property
    def offset(self) -> int:
        """How many results come before this page."""
        return (self.page - 1) * self.per_page

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but order, page and view is asked for."""
        plain = SearchQuery(
            sort=self.sort,
            page=self.page,
            per_page=self.per_page,
            view=self.view,
            tolerance=self.tolerance,
        )
        return self != plain


class _Reader(Fields):
    """Reads each field in turn."""

    def words(self, value: str) -> str:
        plain = read.text(value)
        if not read_words(plain):
            raise Wrong(_("There is no letter or digit to search for."), "")
        return plain

    def sort(self, value: str) -> str:
        word = value.strip().lower()
        if word == "random":
            return "random:1"
        if word.startswith("random:"):
            if not re.fullmatch(r"random:[a-z0-9]{1,16}", word, re.ASCII):
                raise Wrong(_("After random: stand 1 to 16 letters or digits."))
            return word
        try:
            return read.choice(value, SORTS)
        except Wrong:
            raise read.not_among(value, (*SORTS, "random:SEED")) from None

    def colors(self) -> tuple[ColorTerm, ...]:
        found = self.many("color", read.color, MOST_COLORS)
        # One colour twice has no meaning; its first share counts.
        return tuple({term.color: term for term in reversed(found)}.values())[::-1]

    def dates(self) -> tuple[dt.date | None, dt.date | None]:
        first: dt.date | None = self.one("from", None, read.day)
        last: dt.date | None = self.one("to", None, lambda value: read.day(value, is_end=True))
        if first and last and last < first:
            said = _("It ends before it begins ({first}); the end is left out.")
            self.problems["to"] = said.format(first=first)
            last = None
        return first, last

    def query(self) -> tuple[SearchQuery, dict[str, str]]:
        date_from, date_to = self.dates()
        has = self.many("has", lambda value: read.choice(value, HAVE), len(HAVE))
        lacks = self.many("lacks", lambda value: read.choice(value, HAVE), len(HAVE))
        marks = self.many("mark", lambda value: read.choice(value, tuple(MARKS)), len(MARKS))
        if both := [part for part in lacks if part in has]:
            said = _("Nothing both has and lacks {parts}.")
            self.problems["lacks"] = said.format(parts=", ".join(both))
        query = SearchQuery(
            q=self.one("q", "", self.words),
            source=self.among("source", SOURCES),
            colors=self.colors(),
            tolerance=self.whole("tolerance", DEFAULT_TOLERANCE, 1, LARGEST_TOLERANCE),
            not_colors=self.many(
                "not_color", lambda value: read.color(value, with_share=False), MOST_COLORS
            ),
            word=self.among("word", COLOR_WORDS),
            hue=self.among("hue", HUES),
            orientation=self.among("orientation", ORIENTATIONS),
            size=self.among("size", SIZES[1:]),
            min_width=self.whole("min_width", 0, 0, LARGEST_WIDTH),
            make=self.exact("make"),
            model=self.exact("model"),
            software=self.exact("software"),
            film=self.exact("film"),
            format=self.exact("format").lower(),
            has=tuple(part for part in HAVE if part in has),
            lacks=tuple(part for part in HAVE if part in lacks),
            marks=tuple(name for name in MARKS if name in marks),
            date_from=date_from,
            date_to=date_to,
            decade=self.one("decade", 0, read.decade),
            sort=self.one("sort", "relevance", self.sort),
            page=self.whole("page", 1, 1, LARGEST_PAGE),
            per_page=self.whole("per_page", DEFAULT_PER_PAGE, 1, LARGEST_PER_PAGE),
            view=self.among("view", VIEWS, "grid"),
        )
        return query, self.problems
