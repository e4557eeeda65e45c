"""Why a colour search found a picture: its bar with the matched part framed, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gallery.records import Swatch
from gallery.search.results import ColorMatch
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
        bar_text=f"Palette, the matching part framed: {words}",
    )


def match_text(match: ColorMatch) -> str:
    """A match in words: "18% · ΔE 6.2 · near Firebrick"."""
    share = f"{match.share:.0%}" if match.share >= 0.005 else "under 1%"
    return f"{share} · ΔE {match.delta_e:.1f} · near {match.near}"


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
