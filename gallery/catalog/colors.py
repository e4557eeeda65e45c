"""The palettes of many rows as arrays: for the colour index, colour words, hues, and tones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gallery.color.labels import HUE_PROTOTYPES
from gallery.color.rows import LONGEST, SHARE_UNIT, Rows
from gallery.color.spaces import oklab_to_oklch, rgb_to_hex, rgb_to_oklab
from gallery.color.words import COLOR_WORDS, color_word

HUES = tuple(HUE_PROTOTYPES)
NOTABLE = 5
"""A picture has a colour word or hue when it covers at least 5/255 of it, about 2%."""

NO_TONE = 65_535
_STEPS = 24  # of hue, 15° each
_SHADES = 128
_NEUTRAL_BELOW = 0.03  # OKLCH chroma: off-whites among the whites, as on the colour map
_FAINT = 0.004  # share × chroma: 4% of a dull colour, or 2% of a vivid one

Bits = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Palettes:
    """n palettes. ``areas`` uint8 (n, 15): of each of COLOR_WORDS, in 255ths.

    ``words``, ``hues`` uint16 (n,): one bit for each word or hue that is notable. ``tones``
    uint16 (n,): place on an unrolled colour wheel, neutrals after all hues, NO_TONE last.
    """

    rows: Rows
    areas: npt.NDArray[np.uint8]
    words: Bits
    hues: Bits
    tones: npt.NDArray[np.uint16]


def read_palettes(stored: Sequence[str | list[list[object]]]) -> Palettes:
    """From the values of `Image.palette`, as JSON texts or as lists.

    Entries without share, or whose colour is no ``#rrggbb``, are left out.
    """
    texts = [it if isinstance(it, str) else json.dumps(it) for it in stored]
    palettes = json.loads(f"[{','.join(texts)}]")
    entries = [entry for palette in palettes for entry in palette[:LONGEST]]
    lengths = np.array([min(len(palette), LONGEST) for palette in palettes], dtype=np.intp)
    owners = np.repeat(np.arange(len(palettes)), lengths)
    shares = np.array([float(entry[1]) for entry in entries], dtype=np.float64)
    rgb, is_color = _rgb([entry[0] for entry in entries])
    hues = np.array([_HUE_NUMBERS.get(entry[2], len(HUES)) for entry in entries], dtype=np.intp)
    good = is_color & (shares > 0)
    if not good.all():
        owners, shares, rgb, hues = owners[good], shares[good], rgb[good], hues[good]
        lengths = np.bincount(owners, minlength=len(palettes))
    excess = np.maximum(1.0, np.bincount(owners, shares, minlength=len(palettes)))
    shares = shares / excess[owners]
    return _measured(Rows.of(lengths, rgb, shares), owners, shares, rgb, hues)


def _rgb(hexes: list[str]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    digits = "".join(hexes)
    if len(digits) == 7 * len(hexes):  # the usual case at once: all but the signs is hex
        try:
            found = bytes.fromhex(digits.replace("#", ""))
        except ValueError:
            found = b""
        if len(found) == 3 * len(hexes):
            whole = np.frombuffer(found, dtype=np.uint8).reshape(-1, 3)
            return whole, np.ones(len(hexes), dtype=np.bool_)
    parts = [_rgb_of(color) for color in hexes]
    black = (0, 0, 0)
    rgb = np.array([part or black for part in parts], dtype=np.uint8).reshape(-1, 3)
    return rgb, np.array([part is not None for part in parts], dtype=np.bool_)


def _rgb_of(color: str) -> tuple[int, ...] | None:
    try:
        found = tuple(bytes.fromhex(color.removeprefix("#")))
    except ValueError:
        return None
    return found if len(found) == 3 else None


def _measured(
    rows: Rows,
    owners: npt.NDArray[np.intp],
    shares: npt.NDArray[np.float64],
    rgb: npt.NDArray[np.uint8],
    hues: npt.NDArray[np.intp],
) -> Palettes:
    packed = rgb.astype(np.uint32) @ np.array([65_536, 256, 1], dtype=np.uint32)
    distinct, at = np.unique(packed, return_inverse=True)
    properties = np.array([_properties(int(color)) for color in distinct]).reshape(-1, 4)[at]
    words = properties[:, 0].astype(np.intp)
    areas = _areas(len(rows), owners, words, shares, len(COLOR_WORDS))
    hue_areas = _areas(len(rows), owners, hues, shares, len(HUES) + 1)[:, : len(HUES)]
    tones = np.full(len(rows), NO_TONE, dtype=np.uint16)
    # The most colourful part decides; written from the least to the most, the last one stays.
    weight = shares * properties[:, 1]
    order = np.argsort(weight, kind="stable")
    is_neutral = (properties[:, 3] > 0) | (weight < _FAINT)
    tone = properties[:, 2] + np.where(is_neutral, _STEPS * _SHADES, 0)
    lightness = properties[:, 2] % _SHADES
    tone = np.where(is_neutral, _STEPS * _SHADES + lightness, tone)
    tones[owners[order]] = tone[order].astype(np.uint16)
    return Palettes(rows, areas, _bits(areas), _bits(hue_areas), tones)


@lru_cache(maxsize=65_536)
def _properties(packed: int) -> tuple[float, float, float, float]:
    """Number of its word, chroma, step and shade on the wheel, and whether it is neutral."""
    rgb = (packed >> 16, packed >> 8 & 255, packed & 255)
    word = color_word(rgb_to_hex(rgb))
    lightness, chroma, hue = oklab_to_oklch(rgb_to_oklab(np.array(rgb, dtype=np.uint8))).tolist()
    shade = min(_SHADES - 1, int((1 - lightness) * _SHADES))
    step = int(hue / 360 * _STEPS) % _STEPS
    number = COLOR_WORDS.index(word)
    is_neutral = word in ("black", "grey", "white") or chroma < _NEUTRAL_BELOW
    return number, chroma, step * _SHADES + shade, float(is_neutral)


def _areas(
    count: int,
    owners: npt.NDArray[np.intp],
    kinds: npt.NDArray[np.intp],
    shares: npt.NDArray[np.float64],
    width: int,
) -> npt.NDArray[np.uint8]:
    summed = np.bincount(owners * width + kinds, shares, minlength=count * width)
    units = np.rint(summed * SHARE_UNIT).clip(0, SHARE_UNIT)
    return units.astype(np.uint8).reshape(count, width)


def _bits(areas: npt.NDArray[np.uint8]) -> Bits:
    weights = 1 << np.arange(areas.shape[1])
    return ((areas >= NOTABLE) @ weights).astype(np.uint16)


_HUE_NUMBERS = {name: number for number, hue in enumerate(HUES) for name in (hue, hue.lower())}
