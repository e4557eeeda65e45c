"""A IIIF service as static/js/viewer-source.js takes it."""

from __future__ import annotations

from typing import Any

from gallery.iiif.image_service import ImageService

TILE = 512  # px, where a service cuts any region and names no tiles of its own


def tile_source(service: ImageService) -> dict[str, Any] | None:
    """Base, size and tiles of `service`; None where it neither has tiles nor cuts regions."""
    found = max(service.tiles, key=lambda it: len(it.scale_factors), default=None)
    if found is not None:
        tile, factors = (found.width, found.height), sorted(set(found.scale_factors))
    elif service.features >= {"regionByPx", "sizeByW"}:
        tile, factors = (TILE, TILE), halvings(service.width, service.height)
    else:
        return None
    return {
        "base": service.base,
        "version": service.version,
        "width": service.width,
        "height": service.height,
        "tileWidth": tile[0],
        "tileHeight": tile[1],
        "factors": factors,
        "quality": service.default_quality,
        "format": "jpg",
    }


def halvings(width: int, height: int) -> list[int]:
    """Scale factors 1, 2, 4 … until one tile shows the whole picture."""
    factors = [1]
    while max(width, height) / factors[-1] > TILE:
        factors.append(factors[-1] * 2)
    return factors
