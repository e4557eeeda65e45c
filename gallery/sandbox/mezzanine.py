"""Whole pictures at halved sizes, kept in memory, from which regions are cut.

A region needs the whole picture drawn first. A viewer asks for dozens of tiles of one
picture, so the drawing is kept: full size, half, quarter and so on, whichever is the
smallest that still holds every pixel asked for.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

import PIL.Image

from gallery.sandbox.once import KeyedLocks

if TYPE_CHECKING:
    from gallery.sandbox.collection import Picture

MAX_BYTES = 96 * 2**20
BYTES_PER_PIXEL = 4  # what Pillow spends on an RGB pixel


def level_for(scale: float) -> int:
    """How often a picture may be halved and still reach `scale` (1 is native size)."""
    return max(0, math.floor(-math.log2(min(scale, 1.0)) + 1e-9))


class MezzanineCache:
    """The drawings last used, together at most `max_bytes` unless one alone is larger."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self.max_bytes = max_bytes
        self._drawing = KeyedLocks()
        self._guard = threading.Lock()
        self._kept: OrderedDict[tuple[str, str, int], PIL.Image.Image] = OrderedDict()

    @property
    def kept_bytes(self) -> int:
        """Memory of the drawings kept now."""
        return sum(image.width * image.height * BYTES_PER_PIXEL for image in self._kept.values())

    def draw(self, picture: Picture, level: int) -> PIL.Image.Image:
        """`picture` halved `level` times, RGB. Shared: callers must not change it."""
        key = (picture.id, picture.version, level)
        with self._drawing.holding(key):
            with self._guard:
                image = self._kept.get(key)
                if image is not None:
                    self._kept.move_to_end(key)
                    return image
            width = max(1, math.ceil(picture.width / 2**level))
            height = max(1, math.ceil(picture.height / 2**level))
            image = picture.render(width, height)
            # A lazily opened file would be decoded by two threads at once.
            image.load()
            with self._guard:
                self._kept[key] = image
                while len(self._kept) > 1 and self.kept_bytes > self.max_bytes:
                    self._kept.popitem(last=False)
            return image
