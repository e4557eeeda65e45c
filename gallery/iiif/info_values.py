"""The numbers of an info.json: sizes, tiles and limits, read tolerantly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gallery.iiif.image_service import TileSet
from gallery.iiif.resolution import Limits

MAX_SIDE = 10_000_000  # px; more is a mistake
MAX_AREA = MAX_SIDE**2


class ImageInfoError(ValueError):
    """An info.json that describes no usable service; the message says why."""


def _number(value: Any, most: int = MAX_SIDE) -> int | None:
    """A whole number from 1 to `most`, also when written as 12.0 or "12"."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    is_whole = value == value // 1 if 0 < value <= most else False
    return int(value) if is_whole else None


def side(values: Mapping[str, Any], name: str, what: str) -> int:
    """Return the side `name` of `what` in px. Raises ImageInfoError."""
    number = _number(values.get(name))
    if number is None:
        raise ImageInfoError(f"{name} of {what} is not a number of pixels: {values.get(name)!r}")
    return number


def _objects(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = document.get(name)
    values = [] if value is None else value
    if not isinstance(values, list):
        raise ImageInfoError(f"{name} is not a list")
    if not all(isinstance(one, Mapping) for one in values):
        raise ImageInfoError(f"{name} holds something other than objects")
    return values


def sizes(document: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """Return (width, height) of every entry of ``sizes``. Raises ImageInfoError."""
    return tuple(
        (side(one, "width", f"size {index}"), side(one, "height", f"size {index}"))
        for index, one in enumerate(_objects(document, "sizes"), 1)
    )


def tiles(document: Mapping[str, Any]) -> tuple[TileSet, ...]:
    """Return every set of tiles, those of 1.0 and 1.1 too. Raises ImageInfoError."""
    found = []
    for index, one in enumerate(_objects(document, "tiles"), 1):
        width = side(one, "width", f"tile {index}")
        height = side(one, "height", f"tile {index}") if "height" in one else width
        found.append(TileSet(width, height, _factors(one.get("scaleFactors"))))
    # 1.0 and 1.1 have one set of tiles, in three properties.
    width_1 = _number(document.get("tile_width"))
    if width_1:
        height_1 = _number(document.get("tile_height")) or width_1
        found.append(TileSet(width_1, height_1, _factors(document.get("scale_factors"))))
    return tuple(found)


def _factors(value: Any) -> tuple[int, ...]:
    numbers = [_number(one) for one in value] if isinstance(value, list) else []
    return tuple(one for one in numbers if one) or (1,)


def limits(document: Mapping[str, Any], descriptions: list[Mapping[str, Any]]) -> Limits:
    """Return the largest answer that the document or the profile's `descriptions` allow."""

    def limit(name: str) -> int | None:
        values = [document.get(name), *(one.get(name) for one in descriptions)]
        numbers = [_number(value, MAX_AREA) for value in values]
        return min((one for one in numbers if one), default=None)

    return Limits(limit("maxWidth"), limit("maxHeight"), limit("maxArea"))
