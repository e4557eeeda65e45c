"""What workers do with a picture of a folder: see `gallery.decoding`."""

from __future__ import annotations

from typing import Any, BinaryIO

import PIL.Image
import PIL.ImageOps

from gallery.color.pictures import flat_rgb, open_picture
from gallery.sandbox.records_survey import SURVEYED_SIDE, api_colors

ORIENTATION_TAG = 0x0112  # Exif 2.3, 4.6.4 A
ON_ITS_SIDE = (5, 6, 7, 8)


def look(file: BinaryIO) -> tuple[tuple[int, int], list[dict[str, Any]]]:
    """Width and height in px as it is shown upright, and its colours as the API has them."""
    with open_picture(file) as opened:
        size = opened.size
        if opened.getexif().get(ORIENTATION_TAG, 1) in ON_ITS_SIDE:
            size = size[::-1]
        return size, api_colors(_upright(opened, (SURVEYED_SIDE, SURVEYED_SIDE)))


def upright(file: BinaryIO, width: int, height: int) -> tuple[None, bytes]:
    """The whole picture at `width` × `height` px, upright: RGB bytes, row by row."""
    with open_picture(file) as opened:
        shown = _upright(opened, (width, height))
        return None, shown.resize((width, height), PIL.Image.Resampling.LANCZOS).tobytes()


def _upright(opened: PIL.Image.Image, size: tuple[int, int]) -> PIL.Image.Image:
    """RGB, turned by its EXIF orientation, decoded no larger than twice `size` needs."""
    turned = opened.getexif().get(ORIENTATION_TAG, 1)
    wanted = (size[1], size[0]) if turned in ON_ITS_SIDE else size
    opened.draft("RGB", (wanted[0] * 2, wanted[1] * 2))
    return PIL.ImageOps.exif_transpose(flat_rgb(opened))
