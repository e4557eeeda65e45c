"""A IIIF image service as its info.json describes it: what may be asked of it.

:meth:`ImageService.check` names every mistake of a request before it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from gallery.iiif.image_request import (
    ImageRequest,
    ImageRequestError,
    Limits,
    Size,
    image_url,
)
from gallery.iiif.resolution import Box, height_at, resolve_region, resolve_size

_REGION_FEATURES = {
    "square": "regionSquare",
    "pixels": "regionByPx",
    "percent": "regionByPct",
}
_SIZE_FEATURES = {
    "width": "sizeByW",
    "height": "sizeByH",
    "percent": "sizeByPct",
    "fit": "sizeByConfinedWh",
}


@dataclass(frozen=True, slots=True)
class TileSet:
    """Tiles of `width` × `height` px at each of ``scale_factors``."""

    width: int
    height: int
    scale_factors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ImageService:
    """One picture's image service.

    ``version`` 1, 2 or 3; ``level`` 0 to 2; ``sizes`` (width, height) of the whole
    picture that are always there; ``features`` by the names of Image API 3.0;
    ``notes`` what had to be assumed of an imperfect info.json.
    """

    base: str
    version: int
    level: int
    width: int
    height: int
    sizes: tuple[tuple[int, int], ...] = ()
    tiles: tuple[TileSet, ...] = ()
    formats: tuple[str, ...] = ("jpg",)
    qualities: tuple[str, ...] = ("default",)
    features: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    preferred_formats: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def upscales(self) -> bool:
        """Whether it gives more pixels than the region has."""
        return ("sizeUpscaling" if self.version >= 3 else "sizeAboveFull") in self.features

    @property
    def default_quality(self) -> str:
        """The word for the quality that needs no choice."""
        return "native" if self.version == 1 else "default"

    def check(self, request: ImageRequest) -> tuple[ImageRequestError, ...]:
        """Return every mistake of `request` at this service; empty where it may be sent."""
        found = [*self._check_place(request), *self._check_look(request)]
        return tuple(found)

    def canonical(self, request: ImageRequest) -> ImageRequest:
        """Return the canonical form of `request` here. Raises ImageRequestError."""
        canonical = request.canonical(
            self.version, self.width, self.height, upscaling=self.upscales, limits=self.limits
        )
        if canonical.quality in ("default", "native"):
            return replace(canonical, quality=self.default_quality)
        return canonical

    def canonical_url(self, request: ImageRequest) -> str:
        """Return the canonical URL of `request` here. Raises ImageRequestError."""
        return image_url(self.base, self.canonical(request))

    def _check_place(self, request: ImageRequest) -> list[ImageRequestError]:
        """Mistakes of region and size, which depend on each other."""
        try:
            box = resolve_region(request.region, self.width, self.height)
        except ImageRequestError as error:
            return [error, *self._check_size_word(request.size)]
        words = self._check_size_word(request.size)
        if words:
            return words
        try:
            width, height = resolve_size(
                request.size, box, self.version, upscaling=self.upscales, limits=self.limits
            )
        except ImageRequestError as error:
            return [*self._check_region_form(request), error]
        if self._is_listed(box, width, height) or self._is_tile(box, width, height):
            return []
        return [*self._check_region_form(request), *self._check_size_form(request, box)]

    def _check_size_word(self, size: Size) -> list[ImageRequestError]:
        """Mistakes of words that another version has."""
        if size.upscale and self.version < 3:
            return [ImageRequestError("size", str(size), "^ (upscaling) came with Image API 3.0")]
        if size.kind == "full" and self.version >= 3:
            reason = "full was replaced by max in Image API 3.0"
            return [ImageRequestError("size", "full", reason)]
        if size.kind == "max" and self.version == 1:
            return [ImageRequestError("size", "max", "max came with Image API 2.1; use full")]
        return []

    def _check_region_form(self, request: ImageRequest) -> list[ImageRequestError]:
        region = request.region
        feature = _REGION_FEATURES.get(region.kind)
        if feature is None or feature in self.features:
            return []
        return [self._unsupported("region", str(region), feature)]

    def _check_size_form(self, request: ImageRequest, box: Box) -> list[ImageRequestError]:
        size = request.size
        if size.kind == "exact":
            keeps_ratio = size.height == height_at(size.width, box)
            feature = "sizeByWh" if keeps_ratio or self.version >= 3 else "sizeByDistortedWh"
            if "sizeByDistortedWh" in self.features:
                return []
        else:
            feature = _SIZE_FEATURES.get(size.kind, "")
        if not feature or feature in self.features:
            return []
        return [self._unsupported("size", str(size), feature)]

    def _check_look(self, request: ImageRequest) -> list[ImageRequestError]:
        """Mistakes of rotation, quality and format."""
        found = []
        rotation = request.rotation
        if rotation.mirror and "mirroring" not in self.features:
            found.append(self._unsupported("rotation", str(rotation), "mirroring"))
        if "rotationArbitrary" not in self.features:
            if rotation.degrees % 90:
                found.append(self._unsupported("rotation", str(rotation), "rotationArbitrary"))
            elif rotation.degrees % 360 and "rotationBy90s" not in self.features:
                found.append(self._unsupported("rotation", str(rotation), "rotationBy90s"))
        if request.quality not in self.qualities:
            reason = f"this service has {', '.join(self.qualities)}"
            found.append(ImageRequestError("quality", request.quality, reason))
        if request.format not in self.formats:
            reason = f"this service has {', '.join(self.formats)}"
            found.append(ImageRequestError("format", request.format, reason))
        return found

    def _unsupported(self, parameter: str, value: str, feature: str) -> ImageRequestError:
        reason = f"this service (level {self.level}) does not offer {feature}"
        return ImageRequestError(parameter, value, reason, status=501)

    def _is_listed(self, box: Box, width: int, height: int) -> bool:
        """Whether it is one of the ``sizes``, which any level must give (2.1, 3.0 §3.2)."""
        is_whole = (box.width, box.height) == (self.width, self.height)
        return is_whole and (width, height) in self.sizes

    def _is_tile(self, box: Box, width: int, height: int) -> bool:
        """Whether it is one of the tiles (implementation notes of 2.1 and 3.0, "Tiles")."""
        for tiles in self.tiles:
            for factor in tiles.scale_factors:
                across, down = tiles.width * factor, tiles.height * factor
                right, bottom = min(box.x + across, self.width), min(box.y + down, self.height)
                if (
                    box.x % across == 0
                    and box.y % down == 0
                    and (box.x + box.width, box.y + box.height) == (right, bottom)
                    and width in (box.width // factor, -(-box.width // factor))
                    and height in (box.height // factor, -(-box.height // factor))
                ):
                    return True
        return False
