"""The active filters, each of which can be taken away."""

from __future__ import annotations

from dataclasses import dataclass

from gallery.search.query import DEFAULT_TOLERANCE, SOURCES, SearchQuery
from gallery.web.presenters.color_panel import color_name

FACET_WORDS = {"word": "some {}", "hue": "museum’s hue {}", "size": "{}"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter and the address without it."""

    text: str
    href: str


def active_filters(query: SearchQuery, path: str = "/") -> list[Chip]:
    """One chip for everything that narrows the result, each with the address without it.

    The addresses are those of the page at `path`.
    """
    chips = [Chip(f"“{query.q}”", query.but(q="").url(path))] if query.q else []
    if query.source:
        chips.append(Chip(SOURCES[query.source], query.but(source="").url(path)))
    for many, sign in (("colors", ""), ("not_colors", "not ")):
        terms = getattr(query, many)
        for term in terms:
            share = f" {term.share}%" if term.share else ""
            rest = tuple(one for one in terms if one != term)
            name = color_name(term.color)
            chips.append(Chip(f"{sign}{name}{share}", query.but(**{many: rest}).url(path)))
    for name in ("word", "hue", "size"):
        if value := getattr(query, name):
            said = FACET_WORDS[name].format(value)
            chips.append(Chip(said, query.but(**{name: ""}).url(path)))
    if query.orientation:
        chips.append(Chip(query.orientation, query.but(orientation="").url(path)))
    if query.min_width:
        chips.append(Chip(f"{query.min_width:,} px and wider", query.but(min_width=0).url(path)))
    chips += [
        Chip(f"{name} {value}", query.but(**{name: ""}).url(path))
        for name in ("make", "model", "software", "film", "format")
        if (value := getattr(query, name))
    ]
    for many, word in (("has", "with"), ("lacks", "without"), ("marks", "marked")):
        parts = getattr(query, many)
        for part in parts:
            rest = tuple(one for one in parts if one != part)
            chips.append(Chip(f"{word} {part}", query.but(**{many: rest}).url(path)))
    for field, word in (("date_from", "from"), ("date_to", "to")):
        if value := getattr(query, field):
            chips.append(Chip(f"{word} {value}", query.but(**{field: None}).url(path)))
    if query.decade:
        chips.append(Chip(f"{query.decade}s", query.but(decade=0).url(path)))
    if query.colors and query.tolerance != DEFAULT_TOLERANCE:
        chips.append(
            Chip(f"tolerance {query.tolerance}", query.but(tolerance=DEFAULT_TOLERANCE).url(path))
        )
    return chips
