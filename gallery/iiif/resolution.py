"""What a IIIF image request comes to on a picture of a given size.

Region → box in pixels, size → width × height, by Image API 2.1 and 3.0 §4.1, §4.2, with
every request that must fail named as an :class:`ImageRequestError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isqrt

from gallery.iiif.parameters import ImageRequestError, Region, Size


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest answer a service gives, px and px². None: no such limit.

    3.0 §5.2: where only ``max_width`` is given it holds for the height too.
    """

    max_width: int | None = None
    max_height: int | None = None
    max_area: int | None = None

    @property
    def sides(self) -> tuple[int | None, int | None]:
        """The limits of width and height."""
        height = self.max_height if self.max_height is not None else self.max_width
        return self.max_width, height

    def admits(self, width: int, height: int) -> bool:
        """Whether an answer of this size is within every limit."""
        max_width, max_height = self.sides
        return (
            (max_width is None or width <= max_width)
            and (max_height is None or height <= max_height)
            and (self.max_area is None or width * height <= self.max_area)
        )

    def scale(self, width: int, height: int) -> Fraction | None:
        """By how much `width` × `height` may be multiplied at most; None without limits."""
        max_width, max_height = self.sides
        scales = []
        if max_width is not None:
            scales.append(Fraction(max_width, width))
        if max_height is not None:
            scales.append(Fraction(max_height, height))
        if self.max_area is not None:
            # √(max_area / area), rounded down so that the product stays inside.
            root = isqrt(self.max_area * width * height)
            scales.append(Fraction(root, width * height))
        return min(scales, default=None)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels inside the picture; ``x``, ``y`` from the top left."""

    x: int
    y: int
    width: int
    height: int


def _rounded(value: Decimal | Fraction) -> int:
    if isinstance(value, Fraction):
        return int(value + Fraction(1, 2))
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def resolve_region(region: Region, full_width: int, full_height: int) -> Box:
    """`region` as pixels of a picture of this size, cropped at its edges.

    The square is centred. Raises ImageRequestError for a region outside the picture or
    of less than a pixel.
    """
    if region.kind == "full":
        return Box(0, 0, full_width, full_height)
    if region.kind == "square":
        side = min(full_width, full_height)
        return Box((full_width - side) // 2, (full_height - side) // 2, side, side)
    x, y, width, height = region.box
    if region.kind == "percent":
        x, width = x * full_width / 100, width * full_width / 100
        y, height = y * full_height / 100, height * full_height / 100
    left, top = _rounded(x), _rounded(y)
    if left >= full_width or top >= full_height:
        raise ImageRequestError(
            "region", str(region), f"it lies outside the picture ({full_width}×{full_height})"
        )
    box_width = min(_rounded(width), full_width - left)
    box_height = min(_rounded(height), full_height - top)
    if not (box_width and box_height):
        raise ImageRequestError("region", str(region), "it is less than one pixel")
    return Box(left, top, box_width, box_height)


def height_at(width: int, box: Box) -> int:
    """Return the height in px that keeps the ratio of `box` at `width`; 0 below half a pixel."""
    return _rounded(Fraction(box.height * width, box.width))


def _asked(size: Size, box: Box, limits: Limits) -> tuple[int, int]:
    """The width and height that `size` names, before any check."""
    if size.kind == "full":
        return box.width, box.height
    if size.kind == "exact":
        return size.width, size.height
    if size.kind == "width":
        return size.width, height_at(size.width, box)
    if size.kind == "height":
        return _rounded(Fraction(box.width * size.height, box.height)), size.height
    if size.kind == "percent":
        scale = Fraction(size.percent) / 100
        return _rounded(box.width * scale), _rounded(box.height * scale)
    bound = limits.scale(box.width, box.height)
    scales = [bound] if bound is not None else []
    if size.kind == "fit":
        scales += [Fraction(size.width, box.width), Fraction(size.height, box.height)]
    if not size.upscale or not scales:
        scales.append(Fraction(1))  # max and !w,h never enlarge by themselves
    scale = min(scales)
    width, height = _rounded(box.width * scale), _rounded(box.height * scale)
    if not limits.admits(width, height):  # rounding up may step over an area
        width, height = int(box.width * scale), int(box.height * scale)
    return width, height


def resolve_size(
    size: Size, box: Box, version: int, *, upscaling: bool = True, limits: Limits = NO_LIMITS
) -> tuple[int, int]:
    """Return the width and height in px that `size` gives `box` under Image API `version`.

    `upscaling` says whether the service enlarges at all (2.1 ``sizeAboveFull``, 3.0
    ``sizeUpscaling``). Raises ImageRequestError for a zero side, for what is above
    `limits`, and for enlarging that was not asked for (3.0, 400) or is not offered
    (3.0 501, 2.1 400).
    """
    width, height = _asked(size, box, limits)
    shown = f"{width}×{height}"
    if not (width and height):
        raise ImageRequestError("size", str(size), f"the result, {shown}, would have no pixels")
    if width > box.width or height > box.height:
        there = f"the region, {box.width}×{box.height}"
        if version >= 3 and not size.upscale:
            raise ImageRequestError(
                "size", str(size), f"{shown} is larger than {there}; ^{size} asks for enlarging"
            )
        if not upscaling:
            raise ImageRequestError(
                "size",
                str(size),
                f"{shown} is larger than {there}, and this service does not enlarge",
                status=501 if version >= 3 else 400,
            )
    if not limits.admits(width, height):
        raise ImageRequestError("size", str(size), f"{shown} is above the limits of this service")
    return width, height
