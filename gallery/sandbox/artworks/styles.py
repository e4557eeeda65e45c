"""Every style by name, with the palettes that suit it (none named: all do)."""

from __future__ import annotations

from dataclasses import dataclass

from gallery.sandbox.artworks import (
    agate,
    birches,
    bokeh,
    botanical,
    circles,
    city_night,
    color_field,
    contours,
    cutouts,
    flow,
    halftone,
    ink_wash,
    marbled,
    midcentury,
    night_sky,
    op_art,
    paper_relief,
    quilt,
    ridges,
    scales,
    stained_glass,
    still_life,
    sunset,
    weave,
)
from gallery.sandbox.artworks.work import Compose


@dataclass(frozen=True)
class Style:
    """A style and the palettes that suit it."""

    compose: Compose
    palettes: tuple[str, ...] = ()


STYLES: dict[str, Style] = {
    "agate": Style(agate.compose),
    "birches": Style(birches.compose),
    "bokeh": Style(bokeh.compose),
    "botanical": Style(botanical.compose),
    "circles": Style(circles.compose),
    "city_night": Style(city_night.compose),
    "color_field": Style(color_field.compose),
    "contours": Style(contours.compose),
    "cutouts": Style(cutouts.compose),
    "flow": Style(flow.compose),
    "halftone": Style(halftone.compose),
    "ink_wash": Style(ink_wash.compose),
    "marbled": Style(marbled.compose),
    "midcentury": Style(midcentury.compose),
    "night_sky": Style(night_sky.compose),
    "op_art": Style(op_art.compose),
    "paper_relief": Style(paper_relief.compose),
    "quilt": Style(quilt.compose),
    "ridges": Style(ridges.compose),
    "scales": Style(scales.compose),
    "stained_glass": Style(stained_glass.compose),
    "still_life": Style(still_life.compose),
    "sunset": Style(sunset.compose),
    "weave": Style(weave.compose),
}
