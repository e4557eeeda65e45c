"""Which works hang in the sandbox: style, palette, seed and size of every sheet."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import PIL.Image

from gallery.sandbox import artworks

HARVARD_SHEETS = 264
HUB_SHEETS = 162
# Ratios that pictures of works on paper, canvases and hanging scrolls really have.
RATIOS = (0.8, 1.25, 1.0, 0.75, 1.5, 0.66, 1.34, 0.7, 1.6, 0.83, 1.2, 0.5, 1.78)
HARVARD_LONGEST = (2550, 1024, 2550, 2000, 2550, 1831, 1024, 2400)
HUB_SIZES = (
    (5392, 3592), (6000, 4000), (4000, 5000), (3600, 2400), (5472, 3648), (3000, 3000),
    (2400, 3600), (7360, 4912), (3840, 2160), (1800, 1200), (4016, 6016), (4500, 3000),
)  # fmt: skip
# By position in the plan: a panorama of 15:1 and a picture of 300 px; on the Hub's side a
# source smaller than most of its sizes, and a wide one.
SPECIAL: dict[int, tuple[str, int, int]] = {50: ("ridges", 8400, 560), 78: ("scales", 300, 225)}
HUB_SPECIAL: dict[int, tuple[str, int, int]] = {
    20: ("circles", 300, 200),
    57: ("city_night", 8192, 1600),
}
Region = tuple[float, float, float, float]  # left, top, right, bottom: shares of the sheet
REGIONS: tuple[Region, ...] = ((0.05, 0.05, 0.6, 0.6), (0.25, 0.3, 0.75, 0.8))
Kind = Literal["single", "suite", "details", "alone"]
KINDS: tuple[tuple[Kind, int], ...] = (
    ("single", 1), ("single", 1), ("single", 1), ("suite", 2), ("single", 1), ("single", 1), ("details", 2),
    ("single", 1), ("single", 1), ("alone", 1), ("single", 1), ("single", 1), ("suite", 3), ("single", 1),
    ("single", 1), ("single", 1), ("single", 1), ("details", 3), ("single", 1), ("single", 1), ("single", 1),
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One picture to draw: all that decides its pixels. ``region`` makes it a detail."""

    style: str
    palette: str
    seed: int
    width: int
    height: int
    turn: float = 0
    region: Region | None = None

    @property
    def version(self) -> str:
        """Changes when the sheet or the drawing code does."""
        text = f"{drawing_version()}:{sorted(asdict(self).items())}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class DrawnPicture:
    """A sheet under the identifier that addresses it (the `Picture` protocol)."""

    id: str
    sheet: Sheet

    @property
    def width(self) -> int:
        """Native width in px."""
        return self.sheet.width

    @property
    def height(self) -> int:
        """Native height in px."""
        return self.sheet.height

    @property
    def version(self) -> str:
        """Changes when the pixels do."""
        return self.sheet.version

    def render(self, width: int, height: int) -> PIL.Image.Image:
        """The whole picture at `width` × `height` px, RGB, drawn at that size."""
        return draw(self.sheet, width, height)


def draw(sheet: Sheet, width: int, height: int) -> PIL.Image.Image:
    """A sheet drawn at `width` × `height` px."""
    work = composed(sheet)
    if sheet.region is None:
        return work.render(width, height)
    left, top, right, bottom = sheet.region
    whole = math.ceil(width / (right - left)), math.ceil(height / (bottom - top))
    box = (left * whole[0], top * whole[1], right * whole[0], bottom * whole[1])
    return work.render(*whole).resize((width, height), PIL.Image.Resampling.BICUBIC, box=box)


@lru_cache(maxsize=16)
def composed(sheet: Sheet) -> artworks.Composed:
    """The composed work of a sheet, without its size."""
    wide, high = sheet.width, sheet.height
    if sheet.region is not None:
        left, top, right, bottom = sheet.region
        wide, high = round(wide / (right - left)), round(high / (bottom - top))
    palette = artworks.PALETTES[sheet.palette].mixed(sheet.turn)
    frame = artworks.Frame.of(wide, high)
    return artworks.Composed.by(artworks.STYLES[sheet.style], palette, frame, sheet.seed)


@lru_cache(maxsize=1)
def drawing_version() -> str:
    """Hash of the drawing code."""
    return code_hash(Path(artworks.__file__).parent.glob("*.py"))


def code_hash(files: Iterable[Path]) -> str:
    """Hash of source files, so that a change of code shows."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True)
class Group:
    """Sheets that show one object: one whole, a suite of several, or a whole and details."""

    kind: Kind
    sheets: tuple[Sheet, ...]


def harvard_groups() -> list[Group]:
    """The Harvard side, every style and every palette in it. ``alone``: without an object."""
    groups, count, turn = [], 0, 0
    while count < HARVARD_SHEETS:
        kind, size = KINDS[turn % len(KINDS)]
        ratio = RATIOS[turn * 5 % len(RATIOS)]
        longest = HARVARD_LONGEST[turn * 3 % len(HARVARD_LONGEST)]
        wide = (
            (longest, round(longest / ratio)) if ratio >= 1 else (round(longest * ratio), longest)
        )
        first = _sheet(turn, 1000 + turn, *wide)
        if turn in SPECIAL:
            style, width, height = SPECIAL[turn]
            first = replace(first, style=style, width=width, height=height)
        if kind == "suite":
            more = [replace(first, seed=first.seed + 300 * step) for step in range(1, size)]
        else:
            more = [_detail(first, REGIONS[step]) for step in range(size - 1)]
        groups.append(Group(kind, (first, *more)))
        count += size
        turn += 1
    return groups


def hub_sheets() -> list[Sheet]:
    """The Hub side: camera sizes, mostly landscape."""
    sheets = [
        _sheet(index + 9 * len(artworks.STYLES), 5000 + index, *HUB_SIZES[index % len(HUB_SIZES)])
        for index in range(HUB_SHEETS)
    ]
    for index, (style, width, height) in HUB_SPECIAL.items():
        sheets[index] = replace(sheets[index], style=style, width=width, height=height)
    return sheets


def _detail(whole: Sheet, region: Region) -> Sheet:
    left, top, right, bottom = region
    size = round(whole.width * (right - left)), round(whole.height * (bottom - top))
    return replace(whole, width=size[0], height=size[1], region=region)


def _sheet(index: int, seed: int, width: int, height: int) -> Sheet:
    """Styles come in a new order each round, so that neighbours differ and none is missed."""
    names = list(artworks.STYLES)
    turn_of, place = divmod(index, len(names))
    style = names[int(np.random.default_rng(turn_of).permutation(len(names))[place])]
    palettes = list(artworks.PALETTES)
    palette_round, palette_place = divmod(index, len(palettes))
    order = np.random.default_rng(palette_round + 500).permutation(len(palettes))
    return Sheet(
        style, palettes[int(order[palette_place])], seed, width, height, turn=(seed * 37 % 15) - 7
    )


def as_json(sheet: Sheet) -> dict[str, Any]:
    """A sheet for `records.json`."""
    return {name: value for name, value in asdict(sheet).items() if value not in (None, 0)}


def from_json(value: dict[str, Any]) -> Sheet:
    """A sheet back from `records.json`."""
    region = value.get("region")
    return Sheet(**{**value, "region": tuple(region) if region else None})
