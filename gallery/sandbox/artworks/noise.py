"""Smooth randomness: small arrays of values, stretched over a sheet when it is drawn."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import PIL.Image

from gallery.sandbox.artworks.canvas import Field, Frame

PAPER_SIDE = 1200  # grains


def clouds(
    random: np.random.Generator,
    frame: Frame,
    cells: float = 3,
    octaves: int = 4,
    *,
    stretch: float = 1,
    fine: int = 160,
) -> Field:
    """Fractal noise over a frame, mean about 0, mostly within ±1.

    `cells`: waves along the shorter side; each octave doubles them and halves their
    height. `stretch` above 1 draws them out sideways. `fine`: samples per unit.
    """
    columns, rows = (max(8, round(side * fine)) for side in (frame.width, frame.height))
    total = np.zeros((rows, columns), dtype=np.float32)
    height = 1.0
    for octave in range(octaves):
        count = cells * 2**octave
        across = max(2, round(count * frame.width / stretch) + 1)
        down = max(2, round(count * frame.height) + 1)
        lattice = random.uniform(-1, 1, (down, across)).astype(np.float32)
        picture = PIL.Image.fromarray(lattice, "F")
        total += height * np.asarray(picture.resize((columns, rows), PIL.Image.Resampling.BICUBIC))
        height /= 2
    return total


def lookup(lattice: Field, frame: Frame, x: Field, y: Field) -> Field:
    """Values of a lattice at any places, in units; outside the frame it is mirrored."""
    rows, columns = lattice.shape
    column = _mirror(x / np.float32(frame.width)) * (columns - 1.001)
    row = _mirror(y / np.float32(frame.height)) * (rows - 1.001)
    left, top = column.astype(np.int32), row.astype(np.int32)
    across, down = (column - left).astype(np.float32), (row - top).astype(np.float32)
    flat = lattice.ravel()
    at = top * columns + left
    upper = flat[at] * (1 - across) + flat[at + 1] * across
    at += columns
    lower = flat[at] * (1 - across) + flat[at + 1] * across
    return np.asarray(upper * (1 - down) + lower * down, dtype=np.float32)


def _mirror(value: Field) -> Field:
    return np.asarray(1 - np.abs(1 - np.mod(value, 2)), dtype=np.float32)


def grain(frame: Frame, levels: float, seed: int, fine: int = 420) -> Field:
    """Paper: noise of about ± `levels` brightness steps, `fine` grains along the shorter side.

    All sheets are cut from one large paper, each at its own place.
    """
    longest = min(PAPER_SIDE, fine * frame.longer)
    columns = max(2, round(longest * frame.width / frame.longer))
    rows = max(2, round(longest * frame.height / frame.longer))
    # Grains of a very long sheet are large, so they are made fainter.
    levels *= longest / (fine * frame.longer)
    left = seed * 131 % (PAPER_SIDE - columns + 1)
    top = seed * 173 % (PAPER_SIDE - rows + 1)
    return _paper()[top : top + rows, left : left + columns] * np.float32(levels)


@lru_cache(maxsize=1)
def _paper() -> Field:
    return np.random.default_rng(420).standard_normal((PAPER_SIDE, PAPER_SIDE), dtype=np.float32)


def smooth(value: Field, low: float, high: float) -> Field:
    """0 below `low`, 1 above `high`, a soft step between."""
    t = ((value - np.float32(low)) / np.float32(high - low)).clip(0, 1)
    return np.asarray(t * t * (3 - 2 * t), dtype=np.float32)


def covered(value: Field) -> Field:
    """How much of each pixel lies where ``value > 0``, 0 to 1: a hard edge without steps."""
    down, across = np.gradient(value)
    steep = np.hypot(down, across) + np.float32(1e-6)
    return np.asarray((value / steep + np.float32(0.5)).clip(0, 1), dtype=np.float32)
