"""The museums' grid: 11 steps a channel, 0, 25, …, 250, together 1,331 colours.

Harvard's colour service snaps every pixel to it, so every ``colors`` entry of the Harvard
API is one of these. A grid colour's index is ``red * 121 + green * 11 + blue`` in steps.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gallery.color.spaces import hex_to_rgb, rgb_to_hex, rgb_to_oklab

STEP = 25
LEVELS = 11
SIZE = LEVELS**3

# The service's rounding: int((v + 11.5) / 25) * 25. In whole numbers (2v + 23) // 50.
LEVEL_OF_BYTE: tuple[int, ...] = tuple((2 * value + 23) // 50 for value in range(256))

_LEVELS = np.array(LEVEL_OF_BYTE, dtype=np.uint16)

GRID: npt.NDArray[np.uint8] = (np.indices((LEVELS,) * 3).reshape(3, -1).T * STEP).astype(np.uint8)
"""sRGB bytes of every grid colour, ``(1331, 3)``, by index."""

GRID_OKLAB = rgb_to_oklab(GRID)
"""OKLab of every grid colour, ``(1331, 3)``, by index."""

GRID_HEX: tuple[str, ...] = tuple(rgb_to_hex(rgb) for rgb in GRID.tolist())

GRID.setflags(write=False)
GRID_OKLAB.setflags(write=False)

_INDEX = {color: index for index, color in enumerate(GRID_HEX)}


def is_on_grid(color: str) -> bool:
    """Whether a hex (lower case) is one of the 1,331."""
    return color in _INDEX


def nearest_index(color: str) -> int:
    """Index 0 to 1330 of the grid colour that the service's rounding gives for a hex."""
    index = _INDEX.get(color)
    if index is not None:
        return index
    red, green, blue = (LEVEL_OF_BYTE[value] for value in hex_to_rgb(color))
    return (red * LEVELS + green) * LEVELS + blue


def nearest_hex(color: str) -> str:
    """The grid colour that the service's rounding gives for a hex."""
    return GRID_HEX[nearest_index(color)]


def nearest_indices(rgb: npt.ArrayLike) -> npt.NDArray[np.uint16]:
    """Indices ``(...)`` of sRGB bytes ``(..., 3)``, by the same rounding."""
    levels = _LEVELS[np.asarray(rgb, dtype=np.uint8)]
    red, green, blue = np.moveaxis(levels, -1, 0)
    indices: npt.NDArray[np.uint16] = (red * LEVELS + green) * LEVELS + blue
    return indices
