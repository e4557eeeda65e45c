"""Which pictures of a wall are asked for at once, before anything is laid out.

Those that a phone shows first, and on every other window the one that will be the largest
contentful paint: a lazy one would only be asked for once the style sheet is there. More of
them would cost a phone's visitor what is further down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gallery.web.presenters.wall import LAYOUTS, Box, Layout, box_ratios, pack


@dataclass(frozen=True)
class Window:
    """A window's size, and where the wall begins in it, px."""

    width: int
    height: int
    top: int


PHONE = Window(360, 780, 345)
WINDOWS = (
    PHONE,
    Window(768, 1024, 230),
    Window(1280, 800, 195),
    Window(1440, 900, 195),
    Window(1920, 1080, 170),
)
# A phone's visitor is spared what lies further down the wall than its first screen, and a
# phone has no more in its first rows than a large screen. A card's bar, title, line and the
# gap take CARD_TEXT px.
PHONE_REACH, CARD_TEXT = 350, 82
LARGE_ROWS = 2
ENOUGH = 24  # no window shows more cards at first


@dataclass(frozen=True)
class _Placed:
    index: int
    row: int
    top: float
    width: float
    height: float

    def seen(self, window: Window) -> tuple[bool, float]:
        """Whether all of it is in the window's first view, and how many px² of it are.

        What the window cuts off is cut more where chips stand above the wall.
        """
        room = max(0.0, window.height - window.top - self.top)
        return self.height <= room, self.width * min(self.height, room)


def early(boxes: Sequence[Box]) -> list[int]:
    """The cards whose pictures are not lazy, in order."""
    boxes = boxes[:ENOUGH]
    pictures = {index for index, box in enumerate(boxes) if box.has_picture}
    large = {it.index for it in _placed(boxes, WINDOWS[-1], False) if it.row < LARGE_ROWS}
    found = {it.index for it in _placed(boxes, PHONE, True) if it.top <= PHONE_REACH} & large
    for window in WINDOWS:
        for is_dense in (False, True):
            seen = [it for it in _placed(boxes, window, is_dense) if it.index in pictures]
            if seen:
                found.add(max(seen, key=lambda it: it.seen(window)).index)
    return sorted(found & pictures)


def _placed(boxes: Sequence[Box], window: Window, is_dense: bool) -> Iterator[_Placed]:
    """Every card of the window's first view, where the style sheet will put it."""
    layout = next(one for one in reversed(LAYOUTS) if one.from_width <= window.width)
    ratios = box_ratios(boxes, layout, is_dense)
    room = window.width - layout.taken
    top = 0.0
    for number, (row, is_last) in enumerate(pack(ratios, layout, room, len(ratios))[0]):
        if top > window.height - window.top or not row:
            return
        widths = _widths([ratios[index] for index in row], layout, room, is_last)
        heights = [100 * width / ratios[index] for index, width in zip(row, widths, strict=True)]
        for index, width, height in zip(row, widths, heights, strict=True):
            yield _Placed(index, number, top, width, height)
        top += max(heights) + CARD_TEXT


def _widths(row: Sequence[int], layout: Layout, room: float, is_last: bool) -> list[float]:
    natural = [ratio * layout.row / 100 for ratio in row]
    least = [min(width, layout.joins * room) for width in natural]
    if is_last:
        return least
    inner = room - layout.gap * (len(row) - 1)
    even = inner / sum(row) * 100  # the row's height where all are equally tall
    if even < layout.row and len(row) > 1:
        rest = inner - sum(natural[at] for at in range(len(row)) if least[at] == natural[at])
        return [
            width if width == lowest else rest for width, lowest in zip(natural, least, strict=True)
        ]
    return [min(ratio * even / 100, ratio * layout.row / 100 * layout.most, room) for ratio in row]
