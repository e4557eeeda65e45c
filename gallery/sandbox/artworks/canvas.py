"""A sheet of paper measured in its own units, so that a work looks alike at every size.

The shorter side of a frame is 1 unit long. Styles draw in units and never ask for pixels;
the canvas draws several times larger than asked and averages down, which smooths edges.
Random choices are made before, in ``compose``: nothing here is random.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import PIL.Image
import PIL.ImageChops
import PIL.ImageDraw

Field = npt.NDArray[np.float32]
Color = tuple[int, int, int]
Points = npt.ArrayLike

# Above this many pixels a sheet is drawn once instead of several times larger (memory).
LARGEST_SUPERSAMPLED = 12_000_000
# Measured: a filled polygon comes out larger by 0.31 px on every side.
PILLOW_SWELL = 0.31
LARGEST_DRAWN = 3600  # px on the longer side that shapes are enlarged to before averaging


@dataclass(frozen=True)
class Frame:
    """A sheet's sides in units: the shorter one is 1."""

    width: float
    height: float

    @classmethod
    def of(cls, width: int, height: int) -> Frame:
        """The frame with the proportions of `width` × `height` px."""
        shorter = min(width, height)
        return cls(width / shorter, height / shorter)

    @property
    def longer(self) -> float:
        """The longer side in units."""
        return max(self.width, self.height)


class Canvas:
    """One drawing of a work at `width` × `height` px.

    ``by_field`` canvases are filled from arrays, which cost more per pixel than shapes
    and bring their own soft edges: they are drawn less enlarged.
    """

    def __init__(self, width: int, height: int, frame: Frame, *, by_field: bool = False) -> None:
        self.size = (width, height)
        self._by_field = by_field
        self.frame = frame
        self.factor = _factor(width, height, by_field=by_field)
        drawn = (round(width * self.factor), round(height * self.factor))
        self.scale_x = drawn[0] / frame.width
        self.scale_y = drawn[1] / frame.height
        self.image = PIL.Image.new("RGB", drawn)
        self._draw = PIL.ImageDraw.Draw(self.image, "RGBA")

    @property
    def pixel(self) -> float:
        """How many units one drawn pixel is wide."""
        return 1 / self.scale_x

    # Shapes ---------------------------------------------------------------------------
    def fill(self, color: Color) -> None:
        """Paint the whole sheet."""
        self.image.paste(color, (0, 0, *self.image.size))

    def polygon(self, points: Points, color: Color, alpha: float = 1) -> None:
        """Fill a polygon given by points ``(n, 2)`` in units."""
        placed = self._placed(points)
        self._draw.polygon(placed.ravel().tolist(), fill=_ink(color, alpha))

    def polygons(self, batch: Points, color: Color, alpha: float = 1) -> None:
        """Fill many polygons of equally many points, ``(count, points, 2)``, in one colour."""
        placed = self._placed(batch)
        ink = _ink(color, alpha)
        for outline in placed.reshape(len(placed), -1).tolist():
            self._draw.polygon(outline, fill=ink)

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, color: Color, alpha: float = 1
    ) -> None:
        """Fill an upright rectangle."""
        x0, x1 = left * self.scale_x, right * self.scale_x
        y0, y1 = top * self.scale_y, bottom * self.scale_y
        if x1 - x0 >= 1 and y1 - y0 >= 1:  # Pillow counts the last pixel in
            self._draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=_ink(color, alpha))

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, color: Color, alpha: float = 1
    ) -> None:
        """Fill an upright ellipse round ``x, y``."""
        # Pillow's boxes are inclusive: half a pixel less on every side.
        left, top = (x - rx) * self.scale_x + 0.5, (y - ry) * self.scale_y + 0.5
        right, bottom = (x + rx) * self.scale_x - 0.5, (y + ry) * self.scale_y - 0.5
        box = (left, top, max(left, right), max(top, bottom))
        self._draw.ellipse(box, fill=_ink(color, alpha))

    def disc(self, x: float, y: float, radius: float, color: Color, alpha: float = 1) -> None:
        """Fill a circle."""
        self.ellipse(x, y, radius, radius, color, alpha)

    def ribbon(self, points: Points, width: float | Field, color: Color, alpha: float = 1) -> None:
        """Stroke along points ``(n, 2)``; `width` is one number or one per point, in units."""
        path = np.asarray(points, dtype=np.float64)
        half = np.broadcast_to(self.thinned(np.asarray(width, dtype=np.float64) / 2), len(path))
        self.polygon(band(path[None], half)[0], color, alpha)

    def thinned(self, half: float | npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """Half widths of strokes less what Pillow adds: a third of a drawn pixel."""
        return np.maximum(np.asarray(half) - PILLOW_SWELL * self.pixel, 0.1 * self.pixel)

    def _placed(self, points: Points) -> npt.NDArray[np.float64]:
        return np.asarray(points, dtype=np.float64) * (self.scale_x, self.scale_y)

    # Fields ---------------------------------------------------------------------------
    def grid(self, longest: int = 1700) -> tuple[Field, Field]:
        """Units of each pixel's centre as two arrays, at most `longest` px on a side."""
        width, height = self.image.size
        if not self._by_field:  # a soft veil over shapes needs no more than the final pixels
            longest = min(longest, max(self.size))
        shrink = min(1.0, longest / max(width, height))
        columns, rows = max(1, round(width * shrink)), max(1, round(height * shrink))
        x = (np.arange(columns, dtype=np.float32) + 0.5) * np.float32(self.frame.width / columns)
        y = (np.arange(rows, dtype=np.float32) + 0.5) * np.float32(self.frame.height / rows)
        return np.broadcast_to(x, (rows, columns)), np.broadcast_to(y[:, None], (rows, columns))

    def spread(self, lattice: Field, shape: tuple[int, ...]) -> Field:
        """A small array stretched smoothly over the sheet, as an array of `shape`."""
        picture = PIL.Image.fromarray(lattice, "F")
        return np.asarray(picture.resize((shape[1], shape[0]), PIL.Image.Resampling.BICUBIC))

    def paint(self, pixels: npt.NDArray[np.uint8]) -> None:
        """Cover the sheet with an array ``(rows, columns, 3)``."""
        picture = PIL.Image.fromarray(np.ascontiguousarray(pixels), "RGB")
        self.image.paste(_fit(picture, self.image.size))

    def veil(self, strength: npt.NDArray[np.floating[Any]], color: Color) -> None:
        """Lay a colour over the sheet through an array of strengths from 0 to 1."""
        mask = PIL.Image.fromarray((strength.clip(0, 1) * 255).astype(np.uint8), "L")
        self.image.paste(color, (0, 0), _fit(mask, self.image.size))

    # The end --------------------------------------------------------------------------
    def finish(self, grain: Field | None = None) -> PIL.Image.Image:
        """The picture at the size asked for, with a grain of levels round 0 added."""
        picture = self.image
        if picture.size != self.size:
            picture = picture.resize(self.size, PIL.Image.Resampling.BOX)
        if grain is None:
            return picture
        tile = PIL.Image.fromarray((grain + 128).clip(0, 255).astype(np.uint8), "L")
        tile = _fit(tile, self.size)
        return PIL.ImageChops.add(picture, PIL.Image.merge("RGB", (tile, tile, tile)), 1, -128)


def _factor(width: int, height: int, *, by_field: bool) -> float:
    """How many times larger than asked a sheet is drawn: more for small ones, 1 for huge."""
    if width * height > LARGEST_SUPERSAMPLED:
        return 1
    longest = max(width, height)
    if by_field:
        return 3 if longest <= 240 else 2 if longest <= 700 else 1
    if longest <= 360:
        return 4 if longest <= 200 else 3
    return max(1, min(2, LARGEST_DRAWN / longest))


def _ink(color: Color, alpha: float) -> tuple[int, ...]:
    return color if alpha >= 1 else (*color, round(alpha * 255))


def _fit(picture: PIL.Image.Image, size: tuple[int, int]) -> PIL.Image.Image:
    if picture.size == size:
        return picture
    return picture.resize(size, PIL.Image.Resampling.BILINEAR)


def band(paths: npt.NDArray[Any], half: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Outlines ``(count, 2·points, 2)`` of strokes along paths ``(count, points, 2)``.

    ``half``: half widths, ``(points,)`` or ``(count, points)``.
    """
    step = np.gradient(paths, axis=1)
    length = np.hypot(step[..., 0], step[..., 1]).clip(1e-9)
    aside = np.stack([-step[..., 1] / length, step[..., 0] / length], axis=-1)
    aside *= np.broadcast_to(half, paths.shape[:2])[..., None]
    return np.concatenate([paths + aside, (paths - aside)[:, ::-1]], axis=1)


def arc(
    x: float, y: float, rx: float, ry: float, start: float, end: float, points: int = 48
) -> npt.NDArray[np.float64]:
    """Points along an ellipse from `start` to `end` degrees, 0 to the right, 90 down."""
    turn = np.radians(np.linspace(start, end, points))
    return np.stack([x + rx * np.cos(turn), y + ry * np.sin(turn)], axis=1)


def curve(points: Sequence[Sequence[float]], per_span: int = 12) -> npt.NDArray[np.float64]:
    """A smooth path (Catmull-Rom) through a few points."""
    given = np.asarray(points, dtype=np.float64)
    padded = np.concatenate([2 * given[:1] - given[1:2], given, 2 * given[-1:] - given[-2:-1]])
    t = np.linspace(0, 1, per_span, endpoint=False)[:, None]
    spans = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
    ]
    return np.concatenate([*spans, given[-1:]])
