"""The frame of a picture's hard crop, found from its two smallest files and remembered.

Only files that the server may read are opened; what was found is kept no longer than the
providers' data may be, two weeks.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import PIL.Image
from django.core.cache import cache

from gallery import upstreams
from gallery.color.pictures import PictureError
from gallery.decoding.workshop import DecodingError, workshop
from gallery.delivery import CROPPED, SCALED, renditions
from gallery.harvest.palettes import may_read
from gallery.records import ImageRecord, Rendition
from gallery.responsive.crop_match import CropFrame, find_crop

KEPT_SECONDS = 14 * 24 * 3600
FAILURE_KEPT_SECONDS = 300
MOST_PIXELS = 4_000_000  # the smallest files have 0.1 megapixels


@dataclass(frozen=True, slots=True)
class CropFiles:
    """The two files that are compared."""

    whole: Rendition
    crop: Rendition

    @property
    def key(self) -> str:
        """Where the cache keeps what was found."""
        names = f"{self.whole.url} {self.crop.url}"
        return f"crop:{hashlib.sha256(names.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class CropFound:
    """What came of it: ``frame``; None where the two differ, or with a ``failure`` in words."""

    frame: CropFrame | None = None
    failure: str = ""


def crop_files(record: ImageRecord) -> CropFiles | None:
    """The narrowest file of each kind, None where the picture has no crop to show."""
    shown = renditions(record)
    whole, crop = (_narrowest(shown, family) for family in (SCALED, CROPPED))
    return CropFiles(whole, crop) if whole and crop else None


def kept_crop(files: CropFiles) -> CropFound | None:
    """What is remembered of these files; None: never looked at, or long ago."""
    found: CropFound | None = cache.get(files.key)
    return found


def find_frame(files: CropFiles) -> CropFound:
    """The frame of these two files, from memory or by reading and matching them."""
    found = kept_crop(files)
    if found is None:
        found = _match(files)
        cache.set(files.key, found, FAILURE_KEPT_SECONDS if found.failure else KEPT_SECONDS)
    return found


def _match(files: CropFiles) -> CropFound:
    if not (may_read(files.whole.url) and may_read(files.crop.url)):
        return CropFound(failure="this server may not read the provider's files")
    try:
        return CropFound(find_crop(_opened(files.whole.url), _opened(files.crop.url)))
    except PictureError as error:
        return CropFound(failure=str(error))
    except OSError as error:
        # The address stands on the page already; a proxy's words may hold anything.
        return CropFound(failure=str(error).rpartition(": ")[2][:160] or "it could not be read")


def _opened(url: str) -> PIL.Image.Image:
    file = upstreams.fetch_picture(url)
    try:
        size, data = workshop().call(
            "gallery.color.in_workers:pixels", file, max_pixels=MOST_PIXELS
        )
    except DecodingError as error:
        raise PictureError(str(error)) from None
    return PIL.Image.frombytes("RGB", tuple(size), data)


def _narrowest(files: tuple[Rendition, ...], family: str) -> Rendition | None:
    of_family = [it for it in files if it.family == family]
    return min(of_family, key=lambda it: it.width or 10**6, default=None)
