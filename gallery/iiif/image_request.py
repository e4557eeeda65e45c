"""IIIF image requests: ``{region}/{size}/{rotation}/{quality}.{format}``.

Image API 2.1 and 3.0, §4. The one place where such a URL is put together.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from urllib.parse import unquote

from gallery.iiif.parameters import ImageRequestError, Region, Rotation, Size
from gallery.iiif.resolution import NO_LIMITS, Box, Limits, height_at, resolve_region, resolve_size

__all__ = [
    "FORMATS",
    "QUALITIES",
    "Box",
    "ImageRequest",
    "ImageRequestError",
    "Limits",
    "Region",
    "Resolved",
    "Rotation",
    "Size",
    "image_url",
]

# §4.4 and §4.5 of 2.1 and 3.0.
QUALITIES = ("default", "color", "gray", "bitonal")
FORMATS = {
    "jpg": "image/jpeg",
    "tif": "image/tiff",
    "png": "image/png",
    "gif": "image/gif",
    "jp2": "image/jp2",
    "pdf": "application/pdf",
    "webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What to do with the pixels, in this order: crop, scale, mirror, rotate.

    ``degrees`` clockwise; ``width`` × ``height`` is the size before the rotation.
    """

    box: Box
    width: int
    height: int
    mirror: bool
    degrees: Decimal


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One image request; ``str`` gives its URI form. The default is all of the picture."""

    region: Region = field(default_factory=Region)
    size: Size = field(default_factory=Size)
    rotation: Rotation = field(default_factory=Rotation)
    quality: str = "default"
    format: str = "jpg"

    @classmethod
    def parse(
        cls,
        text: str,
        version: int | None = None,
        *,
        qualities: tuple[str, ...] = QUALITIES,
        formats: tuple[str, ...] = tuple(FORMATS),
    ) -> ImageRequest:
        """Read the part of a URL behind the identifier, percent-encoded or not.

        `version` 2 or 3 holds it to that version's sizes; None takes either's. Raises
        ImageRequestError naming the parameter at fault.
        """
        segments = [unquote(segment) for segment in text.split("/")]
        if len(segments) != 4:
            raise ImageRequestError(
                "request", text, "it is not {region}/{size}/{rotation}/{quality}.{format}"
            )
        quality, dot, extension = segments[3].rpartition(".")
        if not dot:
            raise ImageRequestError("format", segments[3], "there is no format, as in default.jpg")
        if quality not in qualities:
            raise ImageRequestError("quality", quality, f"it is not one of {', '.join(qualities)}")
        if extension not in formats:
            raise ImageRequestError("format", extension, f"it is not one of {', '.join(formats)}")
        return cls(
            Region.parse(segments[0]),
            Size.parse(segments[1], version),
            Rotation.parse(segments[2]),
            quality,
            extension,
        )

    def __str__(self) -> str:
        return f"{self.region}/{self.size}/{self.rotation}/{self.quality}.{self.format}"

    def resolve(
        self,
        version: int,
        full_width: int,
        full_height: int,
        *,
        upscaling: bool = True,
        limits: Limits = NO_LIMITS,
    ) -> Resolved:
        """Return what this request comes to on a picture of `full_width` × `full_height` px.

        Raises ImageRequestError as :func:`resolve_region` and :func:`resolve_size` do.
        """
        box = resolve_region(self.region, full_width, full_height)
        width, height = resolve_size(self.size, box, version, upscaling=upscaling, limits=limits)
        return Resolved(box, width, height, self.rotation.mirror, self.rotation.degrees)

    def canonical(
        self,
        version: int,
        full_width: int,
        full_height: int,
        *,
        upscaling: bool = True,
        limits: Limits = NO_LIMITS,
        default_quality: str = "",
    ) -> ImageRequest:
        """Return the one request that this and its equivalents share (2.1 §4.7, 3.0 §4.8).

        `default_quality` is what the service calls ``default``, where known. Raises
        ImageRequestError where the request cannot be answered.
        """
        found = self.resolve(version, full_width, full_height, upscaling=upscaling, limits=limits)
        box = found.box
        is_whole = (box.width, box.height) == (full_width, full_height)
        region = Region() if is_whole else Region.pixels(box.x, box.y, box.width, box.height)
        size = _canonical_size_2(found) if version < 3 else _canonical_size_3(found, limits)
        return replace(
            self,
            region=region,
            size=size,
            quality="default" if self.quality == default_quality else self.quality,
        )


def _canonical_size_2(found: Resolved) -> Size:
    """2.1 §4.7: full, else ``w,`` where the ratio is kept, else ``w,h``."""
    box = found.box
    if (found.width, found.height) == (box.width, box.height):
        return Size("full")
    if found.height == height_at(found.width, box):
        return Size("width", width=found.width)
    return Size("exact", found.width, found.height)


def _canonical_size_3(found: Resolved, limits: Limits) -> Size:
    """3.0 §4.8: max, ^max, else ``w,h``, with ``^`` where the region is enlarged."""
    box = found.box
    if (found.width, found.height) == resolve_size(Size("max"), box, 3, limits=limits):
        return Size("max")
    if (found.width, found.height) == resolve_size(
        Size("max", upscale=True), box, 3, limits=limits
    ):
        return Size("max", upscale=True)
    enlarges = found.width > box.width or found.height > box.height
    return Size("exact", found.width, found.height, upscale=enlarges)


def image_url(base: str, request: ImageRequest) -> str:
    """Return the URL of `request` at the service `base`, whose characters stay as they are."""
    return f"{base.rstrip('/')}/{request}"
