"""The edges of a colour search: what is left out, and which changes would find more."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gallery.search.query import SearchQuery
from gallery.search.results import ColorAnswer
from gallery.web.presenters import figures
from gallery.web.presenters.color_panel import color_name


@dataclass(frozen=True, slots=True)
class WayOut:
    """A link to a search that finds more, as in "ΔE 20 instead of 12: 14"."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Edges:
    """``left_out``: a sentence on pictures without colours, "" where there are none."""

    left_out: str
    left_out_url: str
    ways: tuple[WayOut, ...]


def edges(query: SearchQuery, found: ColorAnswer | None) -> Edges | None:
    """What to say below the results; None where there is nothing to say."""
    if found is None:
        return None
    ways = (*_wider(query, found), *_fewer(query, found), *_without_words(query, found))
    if not ways and not found.without_palette:
        return None
    lacks = tuple(dict.fromkeys((*query.lacks, "colors")))
    return Edges(
        left_out=_left_out(found.without_palette),
        left_out_url=query.but(colors=(), not_colors=(), lacks=lacks).url(),
        ways=ways,
    )


def _left_out(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "{count} picture whose colours are not known is left out",
        "{count} pictures whose colours are not known are left out",
        count,
    )
    return said.format(count=figures.count(count))


def _wider(query: SearchQuery, found: ColorAnswer) -> list[WayOut]:
    return [
        WayOut(
            _("{results} with ΔE {wider} instead of {now}").format(
                results=_count(count), wider=tolerance, now=query.tolerance
            ),
            query.but(tolerance=tolerance).url(),
        )
        for tolerance, count in found.wider
    ]


def _fewer(query: SearchQuery, found: ColorAnswer) -> list[WayOut]:
    ways = []
    for color, count in found.fewer:
        is_unwanted = color in {term.color for term in query.not_colors}
        name = color_name(color)
        wish = _("“not {color}”").format(color=name) if is_unwanted else name
        ways.append(
            WayOut(
                _("{results} without {wish}").format(results=_count(count), wish=wish),
                query.but(
                    colors=tuple(one for one in query.colors if one.color != color),
                    not_colors=tuple(one for one in query.not_colors if one.color != color),
                ).url(),
            )
        )
    return ways


def _without_words(query: SearchQuery, found: ColorAnswer) -> list[WayOut]:
    if not found.without_words:
        return []
    said = _("{results} without “{wish}”")
    text = said.format(results=_count(found.without_words), wish=query.q)
    return [WayOut(text, query.but(q="").url())]


def _count(number: int) -> str:
    said = ngettext("{count} result", "{count} results", number)
    return said.format(count=figures.count(number))
