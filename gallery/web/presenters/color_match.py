"""Why a colour search found a picture: its bar with the matched part framed, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gallery.records import Swatch
from gallery.search.results import ColorMatch
from gallery.web.presenters import figures
from gallery.web.presenters.color_words import css_label
from gallery.web.presenters.palettes import Segment, bar


@dataclass(frozen=True, slots=True)
class Matched:
    """``text`` reads "18% · ΔE 6.2 · near Firebrick".

    ``bar`` stands with the matched colours first, so that one frame from the left edge to
    ``frame`` (of 100) goes around all of them. ``bar_text`` says the same of the bar.
    """

    text: str
    bar: tuple[Segment, ...]
    frame: str
    bar_text: str


def matched(palette: Sequence[Swatch], match: ColorMatch | None) -> Matched | None:
    """What the card of a result shows; None where no colour is asked for or none is near."""
    if match is None or not match.matched:
        return None
    near = [palette[number] for number in match.matched]
    rest = [swatch for number, swatch in enumerate(palette) if number not in match.matched]
    first, second = bar(near), bar(rest)
    total = sum(max(0.0, swatch.share) for swatch in palette)
    part = 100 * sum(max(0.0, swatch.share) for swatch in near) / total if total else 0.0
    words = match_text(match)
    return Matched(
        text=words,
        bar=(*_within(first, 0.0, part), *_within(second, part, 100.0 - part)),
        frame=f"{part:.4g}",
        bar_text=_("Palette, the matching part framed: {match}").format(match=words),
    )


def match_text(match: ColorMatch) -> str:
    """A match in words: "18% · ΔE 6.2 · near Firebrick"."""
    share, near = whole_percent(match.share), css_label(match.near)
    said = _("{share} · ΔE {distance} · near {color}")
    return said.format(share=share, distance=figures.decimal(match.delta_e, 1), color=near)


def whole_percent(share: float) -> str:
    """A share from 0 to 1: "18%", "under 1%"."""
    if 0 < share < 0.005:
        return _("under {share}").format(share=figures.percent(0.01))
    return figures.percent(share)


def _within(segments: Sequence[Segment], start: float, width: float) -> tuple[Segment, ...]:
    """A full bar of segments fitted into a part of it."""
    return tuple(
        Segment(
            it.color,
            f"{start + float(it.x) * width / 100:.4g}",
            f"{float(it.width) * width / 100:.4g}",
        )
        for it in segments
    )
