"""Region, size, mirroring, rotation and quality, in the order that IIIF prescribes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import PIL.Image
from PIL.Image import Resampling, Transpose

from gallery.sandbox.mezzanine import MezzanineCache, level_for

if TYPE_CHECKING:
    from gallery.sandbox.collection import Picture

Box = tuple[int, int, int, int]
Size = tuple[int, int]

# Pillow's transpositions turn anticlockwise, IIIF's degrees clockwise.
QUARTER_TURNS = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
SAME_RATIO_WITHIN = 1.0  # px: what rounding a side to whole pixels explains


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with a picture, in its own pixels.

    ``box``: left, top, width, height of the region, inside the picture. ``size``: width
    and height that the region becomes. ``degrees``: clockwise, 0 up to 360, after
    mirroring at the vertical axis. ``quality``: default, color, gray or bitonal.
    """

    box: Box
    size: Size
    is_mirrored: bool = False
    degrees: float = 0.0
    quality: str = "default"


def draw(picture: Picture, plan: Plan, mezzanines: MezzanineCache) -> PIL.Image.Image:
    """The pixels that `plan` asks of `picture`: RGB, L or 1, with A where corners are empty."""
    image = scaled_region(picture, plan.box, plan.size, mezzanines)
    if plan.is_mirrored:
        image = image.transpose(Transpose.FLIP_LEFT_RIGHT)
    return with_quality(rotated(image, plan.degrees), plan.quality)


def scaled_region(
    picture: Picture, box: Box, size: Size, mezzanines: MezzanineCache
) -> PIL.Image.Image:
    """The region `box` of `picture` as `size` pixels, RGB.

    The whole picture in its own ratio and not larger than itself is drawn at just that
    size. Everything else is cut from the smallest mezzanine that has the detail.
    """
    left, top, width, height = box
    across, down = size[0] / width, size[1] / height
    is_whole = box == (0, 0, picture.width, picture.height)
    is_reduced = size[0] <= picture.width and size[1] <= picture.height
    if is_whole and is_reduced and _keeps_ratio(picture, size):
        return picture.render(*size).convert("RGB")
    whole = mezzanines.draw(picture, level_for(max(across, down))).convert("RGB")
    if whole.size == (picture.width, picture.height) and size == (width, height):
        return whole.crop((left, top, left + width, top + height))
    to_x, to_y = whole.width / picture.width, whole.height / picture.height
    cut = (left * to_x, top * to_y, (left + width) * to_x, (top + height) * to_y)
    return whole.resize(size, Resampling.LANCZOS, box=cut, reducing_gap=3.0)


def _keeps_ratio(picture: Picture, size: Size) -> bool:
    off = abs(size[0] * picture.height - size[1] * picture.width)
    return off <= SAME_RATIO_WITHIN * max(picture.width, picture.height)


def rotated(image: PIL.Image.Image, degrees: float) -> PIL.Image.Image:
    """`image` turned clockwise; the canvas grows, its new corners are transparent."""
    turn = degrees % 360
    if turn == 0:
        return image
    if turn in QUARTER_TURNS:
        return image.transpose(QUARTER_TURNS[int(turn)])
    return image.convert("RGBA").rotate(-turn, Resampling.BICUBIC, expand=True)


def with_quality(image: PIL.Image.Image, quality: str) -> PIL.Image.Image:
    """`image` in one of the four qualities; bitonal is dithered to pure black and white."""
    if quality not in ("gray", "bitonal"):
        return image
    has_corners = image.mode == "RGBA"
    plain = image.convert("RGB").convert("L")
    if quality == "bitonal":
        plain = plain.convert("1")
    if not has_corners:
        return plain
    veil = image.getchannel("A")
    if quality == "bitonal":
        veil = veil.point(lambda value: 255 if value >= 128 else 0)
    return PIL.Image.merge("LA", (plain.convert("L"), veil))
