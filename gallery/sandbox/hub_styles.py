"""The Hub's picture styles: every size of its contract's table, at its exact pixels.

Eight styles are hard crops of 1.5:1, twelve keep the source's ratio at a given width.

The contract does not say where a crop sits nor what happens to small sources; this is
what the sandbox does:

* A crop is the largest 1.5:1 frame that fits into the source, its centre at the
  picture's focal point as far as the edges allow. The focal point is fixed by the
  picture's id, within the middle of the picture (FOCUS_FROM to FOCUS_TO of each side), as
  an editor would have set it. All eight crops of one picture show the same frame.
* A crop always has its exact size: a small source is enlarged into it.
* A scaled style never enlarges: a source narrower than the style comes as it is, so that
  a ``w`` of the Hub's ``srcset`` overstates such a file.
"""

import hashlib
from dataclasses import dataclass

CROP_RATIO = (3, 2)
FOCUS_FROM = 0.35
FOCUS_TO = 0.65


@dataclass(frozen=True, slots=True)
class HubStyle:
    """One line of the contract's table. ``height`` is None where the ratio is the source's."""

    name: str
    path_name: str
    width: int
    height: int | None = None


def _crop(width: int, name: str = "", path_name: str = "") -> HubStyle:
    name = name or f"hard_crop_landscape_{width}"
    return HubStyle(name, path_name or name, width, width * CROP_RATIO[1] // CROP_RATIO[0])


def _scaled(width: int, name: str = "", path_name: str = "") -> HubStyle:
    name = name or f"soft_crop_{width}"
    return HubStyle(name, path_name or name, width)


# Hub docs, files, "sizes"; the path names are those of the sample file 40461.
HUB_STYLES: tuple[HubStyle, ...] = (
    _crop(240),
    _crop(360, "thumbnail", "hub_thumbnail"),
    _crop(540),
    _crop(720),
    _crop(900, "landscape"),
    _crop(1005),
    _crop(1230),
    _crop(1380),
    _scaled(420, "medium", "hub_medium"),
    _scaled(630),
    _scaled(825, "full_width"),
    _scaled(1030),
    _scaled(1194, "large", "hub_large"),
    _scaled(1300),
    _scaled(1440, "xlarge", "hub_xlarge"),
    _scaled(1600),
    _scaled(1800),
    _scaled(2000),
    _scaled(2400),
    _scaled(2880),
)
BY_PATH_NAME = {style.path_name: style for style in HUB_STYLES}


def focal_point(picture_id: str) -> tuple[float, float]:
    """Where the middle of a picture's crops wants to be, as shares of width and height."""
    digest = hashlib.sha256(f"focus {picture_id}".encode()).digest()
    x, y = (int.from_bytes(part) / 0xFFFF for part in (digest[:2], digest[2:4]))
    return FOCUS_FROM + x * (FOCUS_TO - FOCUS_FROM), FOCUS_FROM + y * (FOCUS_TO - FOCUS_FROM)


def crop_box(picture_id: str, width: int, height: int) -> tuple[int, int, int, int]:
    """The frame of a picture's hard crops: left, top, width, height in source pixels."""
    across, down = CROP_RATIO
    if width * down >= height * across:
        frame = max(1, round(height * across / down)), height
    else:
        frame = width, max(1, round(width * down / across))
    focus = focal_point(picture_id)
    left, top = (
        min(max(round(point * side - part / 2), 0), side - part)
        for point, side, part in zip(focus, (width, height), frame, strict=True)
    )
    return left, top, *frame


def style_size(style: HubStyle, width: int, height: int) -> tuple[int, int]:
    """Pixels of `style` made from a source of `width` × `height`."""
    if style.height is not None:
        return style.width, style.height
    if style.width >= width:
        return width, height
    return style.width, max(1, round(height * style.width / width))
