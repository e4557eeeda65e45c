"""sRGB, linear light, OKLab and OKLCH, as numpy arrays of shape ``(..., 3)``.

OKLab and its constants: Björn Ottosson, "A perceptual color space for image processing",
2020 (https://bottosson.github.io/posts/oklab/). The sRGB transfer curve: IEC 61966-2-1.

Units: sRGB bytes 0 to 255 or, where a name ends in ``_unit``, 0 to 1; OKLab lightness 0 to
1, ``a`` and ``b`` about -0.4 to 0.4; hue in degrees from 0 to 360. A ΔE is the Euclidean
distance in OKLab; people are shown it times 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_LINEAR_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LMS_TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LMS_TO_LINEAR = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)
_OKLAB_TO_LMS = np.array(
    [
        [1.0, 0.3963377774, 0.2158037573],
        [1.0, -0.1055613458, -0.0638541728],
        [1.0, -0.0894841775, -1.2914855480],
    ]
)
_HEX = re.compile(r"#[0-9a-f]{6}\Z", re.IGNORECASE)


def hex_to_rgb(color: str) -> tuple[int, int, int]:
    """``"#rrggbb"`` (either case) as three bytes; ``ValueError`` for anything else."""
    if not _HEX.match(color):
        raise ValueError(f"{color!r} is not a colour written #rrggbb")
    value = int(color[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255


def rgb_to_hex(rgb: Iterable[int]) -> str:
    """Three bytes as ``"#rrggbb"``, lower case."""
    red, green, blue = rgb
    return f"#{red:02x}{green:02x}{blue:02x}"


def hexes_to_rgb(colors: Iterable[str]) -> npt.NDArray[np.uint8]:
    """``n`` hexes as ``uint8 (n, 3)``."""
    return np.array([hex_to_rgb(color) for color in colors], dtype=np.uint8).reshape(-1, 3)


def srgb_to_linear(unit: npt.ArrayLike) -> Floats:
    """Encoded sRGB 0 to 1 as linear light 0 to 1."""
    value = np.asarray(unit, dtype=np.float64)
    return np.where(value <= 0.04045, value / 12.92, ((value.clip(0.0) + 0.055) / 1.055) ** 2.4)


def linear_to_srgb(linear: npt.ArrayLike) -> Floats:
    """Linear light as encoded sRGB 0 to 1. What lies outside the gamut is not clipped."""
    value = np.asarray(linear, dtype=np.float64)
    return np.where(value <= 0.0031308, value * 12.92, 1.055 * value.clip(0.0) ** (1 / 2.4) - 0.055)


def rgb_to_oklab(rgb: npt.ArrayLike) -> Floats:
    """SRGB bytes ``(..., 3)`` as OKLab ``(..., 3)``."""
    linear = srgb_to_linear(np.asarray(rgb, dtype=np.float64) / 255)
    return np.cbrt(linear @ _LINEAR_TO_LMS.T) @ _LMS_TO_OKLAB.T


def oklab_to_srgb_unit(oklab: npt.ArrayLike) -> Floats:
    """OKLab ``(..., 3)`` as sRGB 0 to 1, outside that range where sRGB cannot show it."""
    lms = (np.asarray(oklab, dtype=np.float64) @ _OKLAB_TO_LMS.T) ** 3
    return linear_to_srgb(lms @ _LMS_TO_LINEAR.T)


def oklab_to_rgb(oklab: npt.ArrayLike) -> npt.NDArray[np.uint8]:
    """OKLab ``(..., 3)`` as the nearest sRGB bytes, clipped channel by channel."""
    return np.rint(oklab_to_srgb_unit(oklab).clip(0, 1) * 255).astype(np.uint8)


def oklab_to_oklch(oklab: npt.ArrayLike) -> Floats:
    """OKLab as lightness, chroma, hue in degrees 0 to 360."""
    lightness, a, b = np.moveaxis(np.asarray(oklab, dtype=np.float64), -1, 0)
    hue = np.degrees(np.arctan2(b, a)) % 360
    return np.stack([lightness, np.hypot(a, b), hue], axis=-1)


def oklch_to_oklab(oklch: npt.ArrayLike) -> Floats:
    """Lightness, chroma, hue in degrees as OKLab."""
    lightness, chroma, hue = np.moveaxis(np.asarray(oklch, dtype=np.float64), -1, 0)
    turn = np.radians(hue)
    return np.stack([lightness, chroma * np.cos(turn), chroma * np.sin(turn)], axis=-1)


def hex_to_oklab(color: str) -> Floats:
    """One hex as OKLab ``(3,)``."""
    return rgb_to_oklab(hex_to_rgb(color))


def delta_e(first: str, second: str) -> float:
    """OKLab distance of two hexes, 0 to about 1."""
    return float(np.linalg.norm(hex_to_oklab(first) - hex_to_oklab(second)))
