"""Facets as links: each option adds itself to the search, or takes itself back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.utils.translation import gettext as _

from gallery.search.query import SearchQuery
from gallery.search.results import Facet, FacetOption
from gallery.web.presenters import figures
from gallery.web.presenters.color_match import whole_percent
from gallery.web.presenters.color_panel import NAMED
from gallery.web.presenters.facet_names import FACETS, option_name
from gallery.web.presenters.palettes import share_text

IN_THE_FORM = ("source", "orientation")  # the rail has radio buttons for these
SHOWN_AT_ONCE = 8
STAND_IN = 99_999  # no decade


@dataclass(frozen=True, slots=True)
class Option:
    """One value. ``share`` and ``area`` are percentages in words, "" outside colour words.

    ``word`` is the colour word as queries have it. ``bar`` and ``inner`` are lengths of 100: the share of the result, and the area within it.
    """

    label: str
    count: int
    href: str
    is_chosen: bool
    word: str = ""
    color: str = ""
    share: str = ""
    area: str = ""
    bar: str = ""
    inner: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One facet: the options shown at once, and the rest behind a disclosure."""

    name: str
    label: str
    chosen: str
    options: tuple[Option, ...]
    more: tuple[Option, ...]

    @property
    def is_open(self) -> bool:
        """Whether something in it is chosen."""
        return bool(self.chosen)


@dataclass(frozen=True, slots=True)
class Facets:
    """``words``: the colour words, with their numbers; ``groups``: all others."""

    words: tuple[Option, ...]
    groups: tuple[Group, ...]


def facet_links(found: Sequence[Facet], query: SearchQuery) -> Facets:
    """Every facet that the rail has no field for."""
    by_name = {facet.name: facet for facet in found}
    words = by_name.get("word")
    others = [it for it in found if it.name not in ("word", *IN_THE_FORM)]
    return Facets(
        words=_words(words, query) if words else (),
        groups=tuple(_group(facet, query) for facet in others),
    )


def _words(facet: Facet, query: SearchQuery) -> tuple[Option, ...]:
    link = _links(query, "word")
    return tuple(_word(option, link(option)) for option in facet.options)


def _word(option: FacetOption, href: str) -> Option:
    share, area = option.share or 0.0, option.area or 0.0
    return Option(
        label=option_name("word", option.value, option.label),
        word=option.value,
        count=option.count,
        href=href,
        is_chosen=option.is_chosen,
        color=NAMED[option.label],
        share=whole_percent(share),
        area=share_text(area) if 0 < area < 0.01 else figures.percent(area),
        bar=f"{share * 100:.4g}",
        inner=f"{share * area * 100:.4g}",
    )


def _group(facet: Facet, query: SearchQuery) -> Group:
    link = _links(query, facet.name)
    options = tuple(
        Option(option_name(facet.name, it.value, it.label), it.count, link(it), it.is_chosen)
        for it in facet.options
    )
    ordered = sorted(options, key=lambda it: not it.is_chosen)  # what is chosen is never hidden
    return Group(
        name=facet.name,
        label=_(FACETS.get(facet.name, facet.label)),
        chosen=", ".join(it.label for it in options if it.is_chosen),
        options=tuple(ordered[:SHOWN_AT_ONCE]),
        more=tuple(ordered[SHOWN_AT_ONCE:]),
    )


def _links(query: SearchQuery, name: str) -> Callable[[FacetOption], str]:
    """From an option to its address; of a facet with one value all are alike but for that."""
    if name in ("has", "lacks"):
        return lambda option: _toggled(query, name, option).url()
    value, written = (STAND_IN, str(STAND_IN)) if name == "decade" else ("\0", "%00")
    # No text can hold this: in an address "=" stands only behind the name of a field.
    before, after = query.but(**{name: value}).url().split(f"{name}={written}")

    def link(option: FacetOption) -> str:
        if option.is_chosen:
            return _toggled(query, name, option).url()
        return f"{before}{name}={quote_plus(option.value)}{after}"

    return link


def _toggled(query: SearchQuery, name: str, option: FacetOption) -> SearchQuery:
    value: Any = option.value
    if name in ("has", "lacks"):
        before = tuple(it for it in getattr(query, name) if it != value)
        return query.but(**{name: before if option.is_chosen else (*before, value)})
    if name == "decade":
        return query.but(decade=0 if option.is_chosen else int(value))
    return query.but(**{name: "" if option.is_chosen else value})
