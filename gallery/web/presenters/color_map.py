"""The colour map: every colour of the grid as large as its area in the collection.

From left to right by hue, neutrals last; from top to bottom by lightness. Hues are cut into
columns of about the same area, so that none becomes a sliver.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gallery.color.areas import GridAreas
from gallery.color.grid import GRID_HEX, GRID_OKLAB
from gallery.color.spaces import oklab_to_oklch
from gallery.color.words import COLOR_WORDS, color_word
from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery
from gallery.web.color_form import MOST_CHOSEN
from gallery.web.presenters import figures
from gallery.web.presenters.color_words import css_name, named
from gallery.web.presenters.palettes import share_text
from gallery.web.presenters.strips import Box, strips

WIDTH, HEIGHT = 1000, 560
COLUMNS = 9
FIRST_HUE = 345.0  # degrees; the wheel is cut between pink and red
NEUTRAL_BELOW = 0.03  # OKLCH chroma

_OKLCH = oklab_to_oklch(GRID_OKLAB)


@dataclass(frozen=True, slots=True)
class Cell:
    """One colour. Lengths are in the units of the map, as SVG attributes take them."""

    color: str
    name: str
    word: str
    share: str
    pictures: int
    href: str
    x: str = ""
    y: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True)
class WordRow:
    """One colour word: its part of all area, and the cells that go by it."""

    word: str
    share: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ColorMap:
    """``cells`` in the map's own order; ``words`` the same by colour word, for the table."""

    width: int
    height: int
    pictures: int
    cells: tuple[Cell, ...]
    largest: str
    words: tuple[WordRow, ...]


def color_map(found: GridAreas, query: SearchQuery) -> ColorMap:
    """The map of `found`; its links add a colour to `query`."""
    shares = found.shares
    cells = []
    for column, frame in _columns(shares):
        boxes = strips([float(shares[index]) for index in column], frame)
        for index, box in zip(column, boxes, strict=True):
            cells.append(_cell(index, found, float(shares[index]), query, box))
    largest = max(range(len(shares)), key=lambda index: shares[index])
    return ColorMap(
        width=WIDTH,
        height=HEIGHT,
        pictures=found.total,
        cells=tuple(cells),
        largest=GRID_HEX[largest] if cells else "",
        words=_by_word(cells, shares),
    )


def _columns(shares: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[tuple[list[int], Box]]:
    """(grid indices from light to dark, frame) for each column, neutrals last."""
    used = np.flatnonzero(shares > 0)
    is_neutral = _OKLCH[used, 1] < NEUTRAL_BELOW
    hues = (_OKLCH[used, 2] - FIRST_HUE) % 360
    chromatic = used[~is_neutral][np.argsort(hues[~is_neutral], kind="stable")]
    groups = _equal_parts(chromatic, shares)
    if is_neutral.any():
        groups.append(used[is_neutral])
    x, columns = 0.0, []
    for group in groups:
        width = float(shares[group].sum()) * WIDTH
        ordered = group[np.argsort(-_OKLCH[group, 0], kind="stable")]
        columns.append((ordered.tolist(), Box(x, 0.0, width, HEIGHT)))
        x += width
    return columns


def _equal_parts(
    ordered: np.ndarray[tuple[int], np.dtype[np.intp]],
    shares: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> list[np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """`ordered` cut into about COLUMNS runs of about the same area, none of them empty."""
    if not len(ordered):
        return []
    middle = np.cumsum(shares[ordered]) - shares[ordered] / 2
    part = (middle / shares[ordered].sum() * COLUMNS).astype(np.intp).clip(max=COLUMNS - 1)
    return [ordered[part == number] for number in range(COLUMNS) if (part == number).any()]


def _cell(index: int, found: GridAreas, share: float, query: SearchQuery, box: Box) -> Cell:
    color = GRID_HEX[index]
    return Cell(
        color=color,
        name=css_name(color),
        word=color_word(color),
        share=percent(share),
        pictures=int(found.pictures[index]),
        href=with_color(query, color).url(),
        x=f"{box.x:.2f}",
        y=f"{box.y:.2f}",
        width=f"{box.width:.2f}",
        height=f"{box.height:.2f}",
    )


def with_color(query: SearchQuery, color: str) -> SearchQuery:
    """`query` with one more colour; in place of all others where there are as many as may be."""
    term = ColorTerm(color)
    rest = tuple(one for one in query.colors if one.color != color)
    kept = rest if len(rest) < MOST_CHOSEN else ()
    unwanted = tuple(one for one in query.not_colors if one.color != color)
    return query.but(colors=(*kept, term), not_colors=unwanted)


def percent(share: float) -> str:
    """A part of the whole as people read it, to two places where it is small."""
    return figures.percent(share, 2) if 0.0001 <= share < 0.01 else share_text(share)


def _by_word(
    cells: list[Cell], shares: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> tuple[WordRow, ...]:
    place = {color: index for index, color in enumerate(GRID_HEX)}
    groups: dict[str, list[Cell]] = {word: [] for word in COLOR_WORDS}
    for cell in sorted(cells, key=lambda it: -shares[place[it.color]]):
        groups[cell.word].append(cell)
    sums = {word: sum(float(shares[place[it.color]]) for it in groups[word]) for word in groups}
    return tuple(
        WordRow(named(word), percent(sums[word]), tuple(group))
        for word, group in sorted(groups.items(), key=lambda pair: -sums[pair[0]])
        if group
    )
