"""Why a picture was found: how much of it, how near, and what the colour is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gallery.color.query import ColorQuery, distances
from gallery.color.spaces import hexes_to_rgb, rgb_to_oklab
from gallery.color.words import css_name


@dataclass(frozen=True, slots=True)
class Match:
    """What a card says of one result, as in "18% · ΔE 6.2 · near Firebrick".

    ``share``: of the picture within the tolerance of any wanted colour, 0 to 1.
    ``delta_e``: smallest OKLab distance × 100, one decimal. ``color``: the palette entry
    that is so near; ``name`` its nearest CSS name. ``entries``: which palette entries (by
    number) are within the tolerance, for outlining them in the bar.
    """

    share: float
    delta_e: float
    color: str
    name: str
    entries: tuple[int, ...]


def explain(query: ColorQuery, palette: Sequence[tuple[str, float]]) -> Match | None:
    """How a palette of (``#rrggbb``, share) pairs matches; None when nothing is near."""
    if not palette or not query.colors:
        return None
    away = distances(rgb_to_oklab(hexes_to_rgb(color for color, _ in palette)), query.oklab)
    nearest = away.min(axis=1)
    near = tuple(
        number
        for number, (distance, (_, share)) in enumerate(zip(nearest, palette, strict=True))
        if distance < query.tolerance and share > 0
    )
    if not near:
        return None
    best = min(near, key=lambda number: nearest[number])
    return Match(
        share=sum(palette[number][1] for number in near),
        delta_e=round(float(nearest[best]) * 100, 1),
        color=palette[best][0],
        name=css_name(palette[best][0]),
        entries=near,
    )
