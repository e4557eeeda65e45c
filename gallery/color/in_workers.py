"""What workers do with a picture, in JSON: see `gallery.decoding`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from PIL.Image import Resampling

from gallery.color.extraction import extract_palette
from gallery.color.pictures import FORMATS, MAX_PIXELS, flat_rgb, open_picture


def palette(
    file: BinaryIO, max_pixels: int = MAX_PIXELS, formats: Sequence[str] = FORMATS
) -> list[tuple[str, float]]:
    """The palette of `file`: colours as ``#rrggbb`` with their shares; raises PictureError."""
    with open_picture(file, max_pixels, tuple(formats)) as picture:
        return [(entry.color, entry.share) for entry in extract_palette(picture)]


def thumbnail(file: BinaryIO, max_pixels: int = MAX_PIXELS, side: int = 8) -> list[int]:
    """Luminance, 0 to 255, of `side` × `side` equal cells of `file`; raises PictureError."""
    with open_picture(file, max_pixels) as picture:
        cells = flat_rgb(picture).convert("L").resize((side, side), Resampling.BOX)
        return list(cells.tobytes())


def pixels(file: BinaryIO, max_pixels: int = MAX_PIXELS) -> tuple[tuple[int, int], bytes]:
    """Width and height of `file` in px, and its RGB bytes, row by row; raises PictureError."""
    with open_picture(file, max_pixels) as picture:
        flat = flat_rgb(picture)
        return flat.size, flat.tobytes()
