"""The colour panel: which colours are offered, which are chosen, how near is near."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.color.css_names import DISPLAY_NAMES
from gallery.color.words import UnknownColorError
from gallery.search.coloring import share_left_open
from gallery.search.params import ColorTerm
from gallery.search.query import LARGEST_TOLERANCE, SearchQuery
from gallery.web.color_form import MOST_CHOSEN, colors_typed
from gallery.web.color_names import parse, plain, spoken
from gallery.web.presenters.color_words import css_label, css_name, named

NAMED: dict[str, str] = {
    "Red": "#c8281e",
    "Orange": "#e6821e",
    "Yellow": "#f0d232",
    "Olive": "#6e6e28",
    "Green": "#3c8c46",
    "Teal": "#1e8c8c",
    "Blue": "#2864be",
    "Navy": "#19285a",
    "Violet": "#7d46a0",
    "Pink": "#f096af",
    "Brown": "#6b4423",
    "Beige": "#e1c8a0",
    "White": "#fafafa",
    "Grey": "#7d7d7d",
    "Black": "#191919",
}
"""One colour for each of our words, from the middle of what pictures hold of it."""

NAMES_AS_TYPED = frozenset(name.lower().replace(" ", "") for name in DISPLAY_NAMES)
NAMES = {color: name for name, color in NAMED.items()}
FIELDS = ("color", "not_color", "tolerance")
"""Fields of the query string that the panel has controls for."""

# Of two spellings the British one, as everywhere on the pages.
CSS_NAMES = tuple(name for name in DISPLAY_NAMES if "Gray" not in name)

STEPS = ((noop("Near"), 6), (noop("Similar"), 12), (noop("Loose"), 20))


@dataclass(frozen=True, slots=True)
class Offered:
    """One swatch with its tick. ``code`` is the colour without ``#``."""

    color: str
    code: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """One colour of the query. ``share`` is in percent, "" for an equal part."""

    color: str
    code: str
    name: str
    share: str
    equal: int
    is_unwanted: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One tolerance by name."""

    name: str
    value: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ColorPanel:
    """What templates/color/_panel.html prints. ``added`` is what was typed and is no colour."""

    swatches: tuple[Offered, ...]
    chosen: tuple[Chosen, ...]
    steps: tuple[Step, ...]
    number: int
    is_number: bool
    largest: int
    added: str
    problem: str
    is_full: bool
    css_names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What was typed as words is also a colour: the search for that."""

    color: str
    name: str
    href: str


def color_name(color: str) -> str:
    """What a colour is called on the pages: our word for an offered one, else by CSS."""
    return named(NAMES[color]) if color in NAMES else css_name(color)


@lru_cache(maxsize=8)
def css_names(_language: str) -> tuple[tuple[str, str], ...]:
    """(name as it is typed, name in this language) of every CSS colour."""
    return tuple((name, css_label(name)) for name in CSS_NAMES)


def color_panel(query: SearchQuery, problems: Mapping[str, str], added: str = "") -> ColorPanel:
    """The panel for `query`; `added` is what of the text field could not be used."""
    chosen = _chosen(query)
    colors = {one.color for one in chosen}
    offered = [*NAMES, *(one.color for one in chosen if one.color not in NAMES)]
    is_number = query.tolerance not in {tolerance for _, tolerance in STEPS}
    return ColorPanel(
        swatches=tuple(
            Offered(color, color[1:], color_name(color), color in colors) for color in offered
        ),
        chosen=chosen,
        steps=tuple(
            Step(_(name), str(tolerance), tolerance == query.tolerance) for name, tolerance in STEPS
        ),
        number=query.tolerance,
        is_number=is_number,
        largest=LARGEST_TOLERANCE,
        added=added,
        problem=_problem(problems, added),
        is_full=len(chosen) >= MOST_CHOSEN,
        css_names=css_names(get_language() or ""),
    )


def offer(query: SearchQuery) -> Offer | None:
    """The colour that the words of `query` name: by CSS, or as a hex with a digit or a #."""
    words = query.q.strip()
    is_name = words.lower() in NAMES_AS_TYPED or spoken(words)
    if not words or (words.isalpha() and not is_name):  # "fade" and "cab" are words first
        return None
    try:
        color = _offered_as(words) or parse(words)
    except UnknownColorError:
        return None
    if color in {term.color for term in query.colors} or len(query.colors) >= MOST_CHOSEN:
        return None
    colors = (*query.colors, ColorTerm(color))
    return Offer(color, color_name(color), query.but(q="", colors=colors).url())


def _offered_as(words: str) -> str:
    """The offered colour of this name, in English or in the page's language; "" for none."""
    typed = plain(words)
    return next((hexed for name, hexed in NAMED.items() if typed in _written(name)), "")


def _written(name: str) -> tuple[str, str]:
    return name.lower(), plain(named(name))


def _chosen(query: SearchQuery) -> tuple[Chosen, ...]:
    equal = round(share_left_open(query))
    pairs = [(term, False) for term in query.colors] + [(term, True) for term in query.not_colors]
    return tuple(
        Chosen(
            color=term.color,
            code=term.color[1:],
            name=color_name(term.color),
            share=str(term.share or ""),
            equal=equal,
            is_unwanted=is_unwanted,
        )
        for term, is_unwanted in pairs
    )


def _problem(problems: Mapping[str, str], added: str) -> str:
    said = [problems[name] for name in ("color", "not_color", "tolerance") if name in problems]
    if added:
        known, unknown = colors_typed(added)
        if unknown:
            names = ", ".join(_("“{words}”").format(words=text[:40]) for text in unknown)
            sentence = ngettext(
                "{names} is no colour: write a hex such as #b22222, or a CSS name.",
                "{names} are no colours: write a hex such as #b22222, or a CSS name.",
                len(unknown),
            )
            said.append(sentence.format(names=names))
        if known:
            sentence = _("At most {most} colours at once; take one away first.")
            said.append(sentence.format(most=MOST_CHOSEN))
    return " ".join(said)
