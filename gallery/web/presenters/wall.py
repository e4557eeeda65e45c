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

# Browsers on dense screens take the file below when it is the nearer one, down to 0.82 of
# the pixels with rungs 1.5 apart. The style sheet lays pictures out this much larger there
# (and scales them back), so that what is taken is never below 0.9.
DENSE_MARGIN = 1.11
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
    Layout(600, 48, 12, 220, 1.8, narrowest=128, narrowest_dense=70),
    Layout(900, 344, 12, 220, 1.8, narrowest=128, narrowest_dense=70),
)
NARROWEST_WINDOW, WIDEST_WINDOW = 320, 3840


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
        narrowest = layout.narrowest_dense if is_dense else layout.narrowest
        ratios = [max(box.ratio, narrowest) if box.is_from_files else box.ratio for box in boxes]
        for index, span in _spans(ratios, count, layout, until):
            if not spans[index] or _length(spans[index][-1], 1) != _length(span, 1):
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
    """The spans as a source size list; on dense screens with the margin."""
    parts = [
        f"{DENSE} and (min-width: {span.from_width}px) {_length(span, DENSE_MARGIN)}"
        for span in reversed(dense)
    ]
    parts += [
        f"(min-width: {span.from_width}px) {_length(span, 1)}" for span in reversed(normal[1:])
    ]
    return ", ".join([*parts, _length(normal[0], 1)])


def _length(span: Span, margin: float) -> str:
    share, less = span.share * 100 * margin, span.less * margin
    return f"min({share:.4g}vw - {less:.0f}px, {span.at_most * margin:.0f}px)"
