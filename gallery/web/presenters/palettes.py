"""A palette as a bar of rectangles and as a list in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gallery.records import Swatch
from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery
from gallery.web.presenters import figures
from gallery.web.presenters.color_words import color_word, css_name, named


@dataclass(frozen=True, slots=True)
class Segment:
    """One rectangle of a bar 100 units wide; numbers as SVG attributes take them."""

    color: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class NamedSwatch:
    """One line of the palette list. ``share`` reads "22.8%"; ``href`` searches for the colour.

    ``hue`` is the museum's word where it is another than ours, else "".
    """

    color: str
    share: str
    css_name: str
    hue: str
    word: str
    href: str


def bar(palette: Sequence[Swatch]) -> tuple[Segment, ...]:
    """The palette as a full bar, widths in proportion to the shares, largest first."""
    ordered = [swatch for swatch in _ordered(palette) if swatch.share > 0]
    total = sum(swatch.share for swatch in ordered)
    segments, x = [], 0.0
    for swatch in ordered:
        width = 100 * swatch.share / total
        segments.append(Segment(swatch.color, f"{x:.4g}", f"{width:.4g}"))
        x += width
    return tuple(segments)


def named_swatches(
    palette: Sequence[Swatch], *, is_measured_here: bool = False
) -> tuple[NamedSwatch, ...]:
    """The palette in words, largest share first.

    `is_measured_here`: the hues are ours too, by the museums' rule, and no word of theirs.
    """
    return tuple(
        NamedSwatch(
            color=swatch.color,
            share=share_text(swatch.share),
            css_name=css_name(swatch.color),
            hue="" if is_measured_here else _other_hue(swatch),
            word=color_word(swatch.color),
            href=SearchQuery(colors=(ColorTerm(swatch.color),)).url(),
        )
        for swatch in _ordered(palette)
    )


def _other_hue(swatch: Swatch) -> str:
    ours, theirs = color_word(swatch.color), named(swatch.hue)
    return "" if theirs.casefold() == ours.casefold() else theirs


def share_text(share: float) -> str:
    """A share from 0 to 1 as people read it: "22.8%", "under 0.1%"."""
    if 0 < share < 0.0005:
        return _("under {share}").format(share=figures.percent(0.001, 1))
    return figures.percent(share, 1)


def main_words(palette: Sequence[Swatch], most: int = 2) -> list[str]:
    """The color words that cover most of the picture, each once."""
    return list(_word_shares(palette))[:most]


def summary(palette: Sequence[Swatch]) -> str:
    """The bar in one sentence, for those who do not see it."""
    shares = list(_word_shares(palette).items())[:3]
    parts = [f"{word} {share_text(share)}" for word, share in shares]
    return _("Palette: {parts}").format(parts=", ".join(parts)) if parts else ""


def placeholder(palette: Sequence[Swatch]) -> str:
    """The color to stand where the picture will be, "" where the palette is unknown."""
    ordered = _ordered(palette)
    return ordered[0].color if ordered else ""


def _ordered(palette: Sequence[Swatch]) -> list[Swatch]:
    return sorted(palette, key=lambda swatch: -swatch.share)


def _word_shares(palette: Sequence[Swatch]) -> dict[str, float]:
    """Color word → the share of all swatches of that word, largest first."""
    shares: dict[str, float] = {}
    for swatch in palette:
        word = color_word(swatch.color)
        shares[word] = shares.get(word, 0.0) + swatch.share
    return dict(sorted(shares.items(), key=lambda pair: -pair[1]))
