"""Facets as links: each option adds itself to the search, or takes itself back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gallery.search.query import SearchQuery
from gallery.search.results import Facet, FacetOption
from gallery.web.presenters.color_panel import NAMED
from gallery.web.presenters.palettes import share_text

IN_THE_FORM = ("source", "orientation")  # the rail has radio buttons for these
SHOWN_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One value. ``share`` and ``area`` are percentages in words, "" outside colour words.

    ``bar`` and ``inner`` are lengths of 100: the share of the result, and the area within it.
    """

    label: str
    count: int
    href: str
    is_chosen: bool
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
        words=tuple(_word(option, query) for option in words.options) if words else (),
        groups=tuple(_group(facet, query) for facet in others),
    )


def _word(option: FacetOption, query: SearchQuery) -> Option:
    share, area = option.share or 0.0, option.area or 0.0
    return Option(
        label=option.label,
        count=option.count,
        href=_toggled(query, "word", option).url(),
        is_chosen=option.is_chosen,
        color=NAMED[option.label],
        share=f"{share:.0%}" if share >= 0.005 or not share else "<1%",
        area=share_text(area) if 0 < area < 0.01 else f"{area:.0%}",
        bar=f"{share * 100:.4g}",
        inner=f"{share * area * 100:.4g}",
    )


def _group(facet: Facet, query: SearchQuery) -> Group:
    options = tuple(
        Option(it.label, it.count, _toggled(query, facet.name, it).url(), it.is_chosen)
        for it in facet.options
    )
    ordered = sorted(options, key=lambda it: not it.is_chosen)  # what is chosen is never hidden
    return Group(
        name=facet.name,
        label=facet.label,
        chosen=", ".join(it.label for it in options if it.is_chosen),
        options=tuple(ordered[:SHOWN_AT_ONCE]),
        more=tuple(ordered[SHOWN_AT_ONCE:]),
    )


def _toggled(query: SearchQuery, name: str, option: FacetOption) -> SearchQuery:
    value: Any = option.value
    if name in ("has", "lacks"):
        before = tuple(it for it in getattr(query, name) if it != value)
        return query.but(**{name: before if option.is_chosen else (*before, value)})
    if name == "decade":
        return query.but(decade=0 if option.is_chosen else int(value))
    return query.but(**{name: "" if option.is_chosen else value})
