"""Where the style sheet will put the first cards of the wall, so that ``sizes`` is true.

The wall is a wrapping flex box: a row takes cards while their natural widths fit and then
grows them all alike. A lazy picture tells the browser ``sizes="auto"``; an eager one may
not (HTML, 4.8.4.2.2), so for those the rows are worked out here, for every window width
at once: the packing only changes at a few widths, and between two of them every card is
a fixed share of the row. The numbers are those of ``static/css/wall.css``; a browser test
compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, inf

DENSE = "(min-resolution: 1.5dppx)"


@dataclass(frozen=True)
class Layout:
    """The wall from one window width on: what the page takes away, gap, row height, in px.

    ``most``: how many times its natural width a card may grow to. ``narrowest``: lowest
    ratio, in hundredths, of a picture that comes in the provider's own few sizes: the
    Hub's smallest whole file is 420 px wide, and no box should take less than two thirds
    of that. ``narrowest_dense``: the same on dense screens.
    """

    from_width: int
    taken: int
    gap: int
    row: int
    most: float
    narrowest: int
    narrowest_dense: int


LAYOUTS = (
    Layout(0, 32, 8, 132, 3, narrowest=215, narrowest_dense=106),
    Layout(600, 48, 12, 190, 1.9, narrowest=150, narrowest_dense=75),
    Layout(900, 344, 12, 190, 1.9, narrowest=150, narrowest_dense=75),
    Layout(1600, 344, 12, 240, 1.9, narrowest=120, narrowest_dense=75),
)
NARROWEST_WINDOW, WIDEST_WINDOW = 320, 2560
# A large screen shows about two rows at first. A phone's visitor is spared what lies
# further down the wall than SMALL_REACH px, its first screen; a card's bar, title,
# line and gap take CARD_TEXT.
LARGE_WINDOW, LARGE_ROWS = 1920, 2
SMALL_WINDOW, SMALL_REACH, CARD_TEXT = 360, 350, 82


@dataclass(frozen=True)
class Box:
    """A card's box: ratio in hundredths, and whether its picture comes in few sizes."""

    ratio: int
    is_from_files: bool = False


@dataclass(frozen=True)
class Span:
    """From this window width on (px) a card is ``share`` of the window less ``less`` px."""

    from_width: int
    share: float
    less: float
    at_most: float


def card_sizes(boxes: Sequence[Box], count: int) -> list[str]:
    """Value of ``sizes`` for each of the first `count` cards of a wall of these `boxes`."""
    normal, dense = (_all_spans(boxes, count, is_dense) for is_dense in (False, True))
    return [_sizes(*pair) for pair in zip(normal, dense, strict=True)]


def _all_spans(boxes: Sequence[Box], count: int, is_dense: bool) -> list[list[Span]]:
    spans: list[list[Span]] = [[] for _ in boxes[:count]]
    ends = [layout.from_width for layout in LAYOUTS[1:]] + [WIDEST_WINDOW]
    for layout, until in zip(LAYOUTS, ends, strict=True):
        ratios = _ratios(boxes, layout, is_dense)
        for index, span in _spans(ratios, count, layout, until):
            if not spans[index] or _length(spans[index][-1]) != _length(span):
                spans[index].append(span)
    return spans


def _spans(
    ratios: Sequence[int], count: int, layout: Layout, until: int
) -> Iterator[tuple[int, Span]]:
    width = layout.from_width or NARROWEST_WINDOW
    start = layout.from_width
    while width < until:
        rows, next_fit = _pack(ratios, count, layout, width - layout.taken)
        for row, is_last in rows:
            total = sum(ratios[index] for index in row)
            for index in row:
                if index < count:
                    yield index, _span(start, ratios[index], total, len(row), is_last, layout)
        if next_fit == inf:
            return
        start = width = max(width + 1, ceil(next_fit + layout.taken))


def _span(start: int, ratio: int, total: int, cards: int, is_last: bool, layout: Layout) -> Span:
    natural = ratio * layout.row / 100
    if is_last:
        return Span(start, 1, layout.taken, natural)
    less = (layout.taken + layout.gap * (cards - 1)) * ratio / total
    return Span(start, ratio / total, round(less), round(natural * layout.most))


def _pack(
    ratios: Sequence[int], count: int, layout: Layout, room: float
) -> tuple[list[tuple[list[int], bool]], float]:
    """Rows of a wall `room` px wide, as (cards, is the last row), and the room of the next change."""
    rows: list[tuple[list[int], bool]] = []
    row: list[int] = []
    used, next_fit = 0.0, inf
    for index, ratio in enumerate(ratios):
        basis = ratio * layout.row / 100
        if row and used + layout.gap + basis > room:
            next_fit = min(next_fit, used + layout.gap + basis)
            rows.append((row, False))
            row, used = [], 0.0
            if index >= count:
                return rows, next_fit
        used += (layout.gap if row else 0) + basis
        row.append(index)
    rows.append((row, True))
    return rows, next_fit


def _sizes(normal: list[Span], dense: list[Span]) -> str:
    """The spans as a source size list; those of dense screens first, where they differ."""
    parts = [] if dense == normal else [f"{DENSE} and {_part(span)}" for span in reversed(dense)]
    parts += [_part(span) for span in reversed(normal[1:])]
    return ", ".join([*parts, _length(normal[0])])


def _part(span: Span) -> str:
    return f"(min-width: {span.from_width}px) {_length(span)}"


def _length(span: Span) -> str:
    return f"min({span.share * 100:.4g}vw - {span.less:.0f}px, {span.at_most:.0f}px)"


def eager_count(boxes: Sequence[Box]) -> int:
    """How many cards to ask for at once.

    Those of a large screen's first rows, where any may be the largest contentful paint,
    but none that a phone's visitor would only reach after scrolling a few screens.
    """
    if not boxes:
        return 0
    large = sum(len(row) for row in _rows(boxes, LARGE_WINDOW, is_dense=False)[:LARGE_ROWS])
    small, top = 0, 0.0
    for row in _rows(boxes, SMALL_WINDOW, is_dense=True):
        if top > SMALL_REACH:
            break
        small += len(row)
        room = SMALL_WINDOW - LAYOUTS[0].taken - LAYOUTS[0].gap * (len(row) - 1)
        top += 100 * room / sum(row) + CARD_TEXT
    return min(large, small)


def _rows(boxes: Sequence[Box], window: int, *, is_dense: bool) -> list[list[int]]:
    """The rows of a window `window` px wide, each the ratios of its cards in hundredths."""
    layout = next(one for one in reversed(LAYOUTS) if one.from_width <= window)
    ratios = _ratios(boxes, layout, is_dense)
    packed, _next = _pack(ratios, len(ratios), layout, window - layout.taken)
    return [[ratios[index] for index in row] for row, _is_last in packed]


def _ratios(boxes: Sequence[Box], layout: Layout, is_dense: bool) -> list[int]:
    narrowest = layout.narrowest_dense if is_dense else layout.narrowest
    return [max(box.ratio, narrowest) if box.is_from_files else box.ratio for box in boxes]
