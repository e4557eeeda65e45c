"""Opening a picture that a stranger supplied, and bringing any kind of it to plain RGB.

Errors, all with a message that may be shown to a visitor::

    PictureError (ValueError)
    ├── UnknownFormatError     not JPEG, PNG, WebP, TIFF or GIF
    ├── TooManyPixelsError   more than the limit, refused before it is decoded
    └── BrokenPictureError   truncated or damaged
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import PIL.Image

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")
"""What is opened at all. Pillow knows thirty more, each one more decoder to attack."""

MAX_PIXELS = 80_000_000
"""Largest picture decoded, in pixels: 10,000 × 8,000, more than either museum delivers."""

# What Pillow's decoders raise on damaged data, as seen by feeding them truncated and
# altered files; a bare OSError also covers "image file is truncated".
_DECODER_ERRORS = (OSError, SyntaxError, ValueError, struct.error, zlib.error, EOFError, IndexError)

Source = str | os.PathLike[str] | BinaryIO


class PictureError(ValueError):
    """A file that cannot be used as a picture; the message says which and why."""


class UnknownFormatError(PictureError):
    """The file is none of ``FORMATS``, whatever its name says."""


class TooManyPixelsError(PictureError):
    """The file declares more pixels than allowed."""


class BrokenPictureError(PictureError):
    """The file ends early or its data are damaged."""


@contextmanager
def open_picture(
    source: Source, max_pixels: int = MAX_PIXELS, formats: tuple[str, ...] = FORMATS
) -> Iterator[PIL.Image.Image]:
    """Open a path or binary file as an image that is not decoded yet, and close it after.

    ``formats``: which of ``FORMATS`` are taken.

    Damage found while the caller decodes inside the ``with`` block is reported as
    ``BrokenPictureError`` too. A missing file raises ``FileNotFoundError`` as usual.
    """
    name = _name(source)
    try:
        picture = PIL.Image.open(source, formats=formats)
    except PIL.Image.DecompressionBombError:
        raise TooManyPixelsError(
            f"{name} has far more pixels than the {max_pixels:,} allowed"
        ) from None
    except PIL.UnidentifiedImageError:
        raise UnknownFormatError(
            f"{name} is not a {', '.join(formats[:-1])} or {formats[-1]}"
        ) from None
    except FileNotFoundError:
        raise
    except _DECODER_ERRORS as error:
        raise BrokenPictureError(f"{name} is damaged: {error}") from error
    with picture:
        pixels = picture.width * picture.height
        if pixels > max_pixels:
            raise TooManyPixelsError(
                f"{name} has {picture.width:,} × {picture.height:,} pixels;"
                f" at most {max_pixels:,} are allowed"
            )
        try:
            yield picture
        except PictureError:
            raise
        except _DECODER_ERRORS as error:
            raise BrokenPictureError(f"{name} is damaged or ends early: {error}") from error


def reduce_on_decoding(
    picture: PIL.Image.Image, at_least: tuple[int, int]
) -> tuple[float, float, float, float]:
    """Have a JPEG decoded at 1/2, 1/4 or 1/8, neither side below ``at_least`` px.

    Comes out: the part of the decoded image that is picture, (left, upper, right, lower) in
    its pixels. Other formats are left as they are.
    """
    if picture.format == "JPEG":
        reduced = picture.draft(None, at_least)
        if reduced is not None:
            return reduced[1]
    return (0.0, 0.0, float(picture.width), float(picture.height))


def flat_rgb(picture: PIL.Image.Image) -> PIL.Image.Image:
    """The current frame as 8-bit RGB, whatever its mode; what is transparent shows white."""
    if picture.mode == "RGB" and "transparency" not in picture.info:
        picture.load()
        return picture
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        return _eight_bits(picture).convert("RGB")
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        white = PIL.Image.new("RGBA", layered.size, "white")
        return PIL.Image.alpha_composite(white, layered).convert("RGB")
    return picture.convert("RGB")


def _eight_bits(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Deep greys as 8-bit ones, by range; Pillow's own conversion clips at 255 instead."""
    values = np.asarray(picture)
    top = values.max(initial=0)
    if picture.mode == "F" and top <= 1:  # floats are 0 to 1 by custom
        values = values * 255
    elif picture.mode.startswith("I;16") or top > 255:
        values = values / 257  # 65,535 is white
    return PIL.Image.fromarray(np.rint(values).clip(0, 255).astype(np.uint8))


def _name(source: Source) -> str:
    given = getattr(source, "name", "") if hasattr(source, "read") else source
    return Path(given).name if isinstance(given, str | os.PathLike) and str(given) else "The file"
