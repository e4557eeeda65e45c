"""Width, height and kind of a picture file from its first bytes, without decoding it.

Pillow's incremental parser is fed until it knows the header; what follows is never read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import PIL.Image
import PIL.ImageFile

from gallery.color.pictures import (
    FORMATS,
    BrokenPictureError,
    PictureError,
    TooManyPixelsError,
    UnknownFormatError,
)

# The parser would try every decoder that Pillow has; only these kinds are let near it.
_SIGNATURES = {
    "JPEG": (b"\xff\xd8\xff",),
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "GIF": (b"GIF87a", b"GIF89a"),
    "WEBP": (b"RIFF",),
    "TIFF": (b"II*\0", b"MM\0*"),
}
_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
}
_LONGEST_SIGNATURE = 12
# A header that has not come by then never does; real ones need under 64 kB, colour
# profile and EXIF with its preview included.
MOST_HEADER_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Measured:
    """A file as it really is: px, Pillow's name of its kind ("JPEG"), bytes (None: unknown)."""

    width: int
    height: int
    format: str
    bytes: int | None = None

    @property
    def media_type(self) -> str:
        """The media type it should be served as."""
        return _MEDIA_TYPES.get(self.format, "")


class PictureStart(Protocol):
    """The first bytes of a file, and what its server says of the whole."""

    @property
    def length(self) -> int | None:
        """Bytes of the whole file, None where the server does not say."""


# Fetches a URL chunk by chunk until the callable says that it has enough; raises OSError.
Start = Callable[[str, Callable[[bytes], bool]], PictureStart]


class HeaderReader:
    """Takes a file chunk by chunk until its header is known."""

    def __init__(self) -> None:
        self._parser = PIL.ImageFile.Parser()
        self._held = b""
        self._fed = 0
        self._found: tuple[int, int, str] | None = None

    def feed(self, chunk: bytes) -> bool:
        """Take the next bytes; True once the header is known. Raises PictureError."""
        if self._found:
            return True
        if not self._fed:
            self._held += chunk
            if len(self._held) < _LONGEST_SIGNATURE:
                return False
            _check_signature(self._held)
            chunk, self._held = self._held, b""
        self._fed += len(chunk)
        self._parse(chunk)
        if not self._found and self._fed > MOST_HEADER_BYTES:
            raise BrokenPictureError(f"no header in the first {MOST_HEADER_BYTES:,} bytes")
        return self._found is not None

    def _parse(self, chunk: bytes) -> None:
        try:
            self._parser.feed(chunk)
        except PIL.Image.DecompressionBombError:
            raise TooManyPixelsError("it declares far too many pixels") from None
        except (OSError, SyntaxError, ValueError, IndexError, EOFError) as error:
            raise BrokenPictureError(f"its header is damaged: {error}") from error
        image = self._parser.image
        if image is not None:
            if image.format not in FORMATS:
                raise UnknownFormatError(f"{image.format} is no kind of picture used here")
            self._found = (image.width, image.height, image.format)

    def result(self, length: int | None = None) -> Measured:
        """Return what was found; `length` is the whole file's, bytes. Raises PictureError."""
        if not self._found:
            if self._held:
                _check_signature(self._held)
            raise BrokenPictureError("it ends before its header does")
        width, height, kind = self._found
        return Measured(width, height, kind, length)


def measure_file(data: bytes) -> Measured:
    """Measure a file that is at hand, whole or its beginning. Raises PictureError."""
    reader = HeaderReader()
    step = 16 * 1024
    for start in range(0, len(data), step):
        if reader.feed(data[start : start + step]):
            break
    return reader.result(len(data))


def measure_url(url: str, start: Start) -> Measured:
    """Measure the file at `url`, reading no more than its header needs.

    Raises PictureError for what is no picture, OSError for what cannot be had.
    """
    reader = HeaderReader()
    found = start(url, reader.feed)
    return reader.result(found.length)


def _check_signature(data: bytes) -> None:
    for kind, signatures in _SIGNATURES.items():
        is_webp = kind != "WEBP" or data[8:12] == b"WEBP"
        if data.startswith(signatures) and is_webp:
            return
    raise UnknownFormatError("it is no picture")


__all__ = ["HeaderReader", "Measured", "PictureError", "Start", "measure_file", "measure_url"]
