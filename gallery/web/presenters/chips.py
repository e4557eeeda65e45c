"""The active filters, each of which can be taken away."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.search.query import DEFAULT_TOLERANCE, SearchQuery
from gallery.sources import SOURCES
from gallery.web.presenters import figures
from gallery.web.presenters.color_panel import color_name
from gallery.web.presenters.facet_names import decade_name, named, part_name

FACET_WORDS = {"word": noop("some {value}"), "hue": noop("museum’s hue {value}"), "size": "{value}"}
PLAIN = {
    "make": noop("make"),
    "model": noop("model"),
    "software": noop("software"),
    "film": noop("film"),
    "format": noop("format"),
}
MANY = {
    "has": noop("with {part}"),
    "lacks": noop("without {part}"),
    "marks": noop("marked “{part}”"),
}
DATES = {"date_from": noop("from {day}"), "date_to": noop("to {day}")}


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter and the address without it."""

    text: str
    href: str


def active_filters(query: SearchQuery, path: str | None = None) -> list[Chip]:
    """One chip for everything that narrows the result, each with the address without it.

    The addresses are those of the page at `path`.
    """
    words = _("“{words}”").format(words=query.q)
    chips = [Chip(words, query.but(q="").url(path))] if query.q else []
    if query.source:
        chips.append(Chip(SOURCES[query.source].label, query.but(source="").url(path)))
    for many in ("colors", "not_colors"):
        terms = getattr(query, many)
        for term in terms:
            share = f" {figures.of_hundred(str(term.share))}" if term.share else ""
            rest = tuple(one for one in terms if one != term)
            name = color_name(term.color)
            text = name if many == "colors" else _("not {color}").format(color=name)
            chips.append(Chip(f"{text}{share}", query.but(**{many: rest}).url(path)))
    for name in ("word", "hue", "size"):
        if value := getattr(query, name):
            said = _(FACET_WORDS[name]).format(value=named(value))
            chips.append(Chip(said, query.but(**{name: ""}).url(path)))
    if query.orientation:
        chips.append(Chip(named(query.orientation), query.but(orientation="").url(path)))
    if query.min_width:
        said = _("{count} px and wider").format(count=figures.count(query.min_width))
        chips.append(Chip(said, query.but(min_width=0).url(path)))
    chips += [
        Chip(f"{_(said)} {value}", query.but(**{name: ""}).url(path))
        for name, said in PLAIN.items()
        if (value := getattr(query, name))
    ]
    for many, word in MANY.items():
        parts = getattr(query, many)
        for part in parts:
            rest = tuple(one for one in parts if one != part)
            said = _(word).format(part=part_name(part))
            chips.append(Chip(said, query.but(**{many: rest}).url(path)))
    for field, word in DATES.items():
        if value := getattr(query, field):
            said = _(word).format(day=figures.day(value))
            chips.append(Chip(said, query.but(**{field: None}).url(path)))
    if query.decade:
        chips.append(Chip(decade_name(query.decade), query.but(decade=0).url(path)))
    if query.colors and query.tolerance != DEFAULT_TOLERANCE:
        said = _("tolerance {number}").format(number=query.tolerance)
        chips.append(Chip(said, query.but(tolerance=DEFAULT_TOLERANCE).url(path)))
    return chips
