"""What an image service says about a picture: info.json of Image API 2.1 and 3.0."""

import math
from typing import Any

PROTOCOL = "http://iiif.io/api/image"
CONTEXTS = {
    2: "http://iiif.io/api/image/2/context.json",
    3: "http://iiif.io/api/image/3/context.json",
}
PROFILES = {
    2: "http://iiif.io/api/image/2/level2.json",
    3: "http://iiif.io/api/image/3/level2.json",
}
TILE = 512
SMALLEST_SIDE = 96  # px: the longer side of the smallest entry of `sizes`

# Image API 2.1 §5.3 and 3.0 §5.7: features beyond those that level 2 already promises.
EXTRA_2 = (
    "canonicalLinkHeader",
    "mirroring",
    "profileLinkHeader",
    "regionSquare",
    "rotationArbitrary",
)
EXTRA_3 = (
    "canonicalLinkHeader",
    "mirroring",
    "profileLinkHeader",
    "rotationArbitrary",
    "sizeUpscaling",
)


def image_info(version: int, base: str, width: int, height: int) -> dict[str, Any]:
    """The info.json of a `width` × `height` picture served at `base`, for API 2 or 3.

    ``sizes`` and the tiles' scale factors are the same halvings, so that both are cut
    from the same drawings.
    """
    shared = {"protocol": PROTOCOL, "width": width, "height": height}
    ladder = {"sizes": _sizes(width, height), "tiles": [_tiles(width, height)]}
    if version == 2:
        extras = {
            "formats": ["jpg", "png", "webp", "gif", "tif"],
            "qualities": ["default", "color", "gray", "bitonal"],
            "supports": list(EXTRA_2),
        }
        about: dict[str, Any] = {"profile": [PROFILES[2], extras]}
        return {"@context": CONTEXTS[2], "@id": base} | shared | about | ladder
    about = {
        "profile": "level2",
        "extraFormats": ["webp", "gif", "tif"],
        "extraQualities": ["color", "gray", "bitonal"],
        "extraFeatures": list(EXTRA_3),
        "preferredFormats": ["webp", "jpg"],
    }
    names = {"@context": CONTEXTS[3], "id": base, "type": "ImageService3"}
    return names | shared | about | ladder


def _factors(width: int, height: int, smallest: int) -> list[int]:
    steps = max(0, math.ceil(math.log2(max(width, height) / smallest)))
    return [2**step for step in range(steps + 1)]


def _sizes(width: int, height: int) -> list[dict[str, int]]:
    """Smallest first: halvings of the picture, each just what ``w,`` would give."""
    sizes = []
    for factor in reversed(_factors(width, height, 1)):
        if factor > 1 and (max(width, height) < SMALLEST_SIDE * factor):
            continue
        across = max(1, (2 * width + factor) // (2 * factor))
        down = max(1, (2 * height * across + width) // (2 * width))
        sizes.append({"width": across, "height": down})
    return sizes


def _tiles(width: int, height: int) -> dict[str, Any]:
    """Square tiles; the largest factor shows the whole picture in one."""
    return {"width": TILE, "height": TILE, "scaleFactors": _factors(width, height, TILE)}
