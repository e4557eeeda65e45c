"""The collection's colours: each palette is a few numbers in OKLCH, from which tones follow.

Five tones of one hue run from dark to light and turn by ``shift`` degrees on the way, as
pigments do; two accents answer them. Equal steps of lightness keep any palette calm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from gallery.color.spaces import oklab_to_rgb, oklab_to_srgb_unit, oklch_to_oklab, rgb_to_oklab
from gallery.sandbox.artworks.canvas import Color

TONE_LIGHTNESS = (0.32, 0.45, 0.58, 0.71, 0.84)
TONE_CHROMA = (0.75, 1.0, 1.0, 0.85, 0.55)


@dataclass(frozen=True)
class Palette:
    """Colours to draw one work with, as sRGB bytes.

    ``name`` is a pigment's or a thing's, for titles. ``tones`` runs from dark to light.
    """

    name: str
    ground: Color
    ink: Color
    tones: tuple[Color, ...]
    accent: Color
    second: Color

    @property
    def is_dark(self) -> bool:
        """Whether the ground is darker than the ink."""
        return sum(self.ground) < sum(self.ink)

    @property
    def all(self) -> tuple[Color, ...]:
        """Tones and accents."""
        return (*self.tones, self.accent, self.second)


@dataclass(frozen=True)
class Recipe:
    """What a palette is made of. Hues in degrees (OKLCH), chroma at the middle tone."""

    name: str
    hue: float
    shift: float
    chroma: float
    accent: tuple[float, float, float]
    second: tuple[float, float, float]
    is_dark: bool = False
    lift: float = 0.0

    def mixed(self, turn: float = 0) -> Palette:
        """The palette, all hues turned by `turn` degrees."""
        steps = np.linspace(-0.5, 0.5, len(TONE_LIGHTNESS)) * self.shift
        tones = tuple(
            oklch(lightness + self.lift, self.chroma * part, self.hue + step + turn)
            for lightness, part, step in zip(TONE_LIGHTNESS, TONE_CHROMA, steps, strict=True)
        )
        dark = oklch(0.20, min(self.chroma, 0.05), self.hue + turn)
        light = oklch(0.955, 0.018, 85 if self.chroma > 0.02 else self.hue)
        ground, ink = (dark, light) if self.is_dark else (light, dark)
        accent, second = (
            oklch(lightness, chroma, hue + turn)
            for lightness, chroma, hue in (self.accent, self.second)
        )
        return Palette(self.name, ground, ink, tones, accent, second)


def oklch(lightness: float, chroma: float, hue: float) -> Color:
    """One colour as sRGB bytes; chroma is lowered until sRGB can show it."""
    for part in np.linspace(1, 0, 26):
        lab = oklch_to_oklab((lightness, chroma * part, hue % 360))
        unit = oklab_to_srgb_unit(lab)
        if unit.min() >= -0.002 and unit.max() <= 1.002:
            break
    red, green, blue = (int(value) for value in oklab_to_rgb(lab))
    return red, green, blue


@lru_cache(maxsize=8192)
def mix(first: Color, second: Color, share: float) -> Color:
    """`share` of the second colour in the first, mixed in OKLab."""
    labs = rgb_to_oklab((first, second))
    red, green, blue = (int(value) for value in oklab_to_rgb(labs[0] + (labs[1] - labs[0]) * share))
    return red, green, blue


def ramp(colors: tuple[Color, ...], steps: int = 512) -> npt.NDArray[np.uint8]:
    """`steps` colours from the first to the last of `colors`, ``(steps, 3)``, through OKLab."""
    labs = rgb_to_oklab(colors)
    at = np.linspace(0, len(colors) - 1, steps)
    channels = [np.interp(at, np.arange(len(colors)), labs[:, channel]) for channel in range(3)]
    return oklab_to_rgb(np.stack(channels, axis=1))


def shade(
    values: npt.NDArray[np.floating[Any]], colors: npt.NDArray[np.uint8]
) -> npt.NDArray[np.uint8]:
    """Values from 0 to 1 as colours of a ramp: ``(rows, columns, 3)``."""
    index = (values.clip(0, 1) * (len(colors) - 1)).astype(np.int32)
    return np.take(colors, index, axis=0)
