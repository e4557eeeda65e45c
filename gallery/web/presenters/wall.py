"""Where the style sheet will put the first cards of the wall, so that ``sizes`` is true.

The wall is a wrapping flex box: a row takes cards while their natural widths fit and then
grows them all alike. On wide windows a panorama that does not fit joins a row where a part of
the wall is left for it: the others keep their natural widths and it takes the rest, lower than
they are, instead of leaving them a gap. A lazy picture tells the browser ``sizes="auto"``; an eager one may
not (HTML, 4.8.4.2.2), so for those the rows are worked out here, for every window width
at once: the packing only changes at a few widths, and between two of them every card is
a fixed share of the row. The numbers are those of ``static/css/wall.css``; a browser test
compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf

DENSE = "(min-resolution: 1.5dppx)"


@dataclass(frozen=True)
class Layout:
    """The wall from one window width on: what the page takes away, gap, row height, in px.

    ``most``: how many times its natural width a card may grow to. ``joins``: the part of the
    wall that is enough for a wider card to join a row. ``narrowest``: lowest
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
    joins: float = 1


LAYOUTS = (
    Layout(0, 32, 8, 132, 3, narrowest=215, narrowest_dense=106),
    Layout(600, 48, 12, 190, 1.9, narrowest=150, narrowest_dense=75),
    Layout(900, 344, 12, 190, 1.9, narrowest=150, narrowest_dense=75),
    Layout(1200, 344, 12, 190, 1.9, narrowest=150, narrowest_dense=75, joins=0.66),
    Layout(1600, 344, 12, 240, 1.9, narrowest=120, narrowest_dense=75, joins=0.66),
)
NARROWEST_WINDOW, WIDEST_WINDOW = 320, 2560


@dataclass(frozen=True)
class Box:
    """A card's box: ratio in hundredths, whether its picture comes in few sizes, or not at all."""

    ratio: int
    is_from_files: bool = False
    has_picture: bool = True


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
        ratios = box_ratios(boxes, layout, is_dense)
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
        room = width - layout.taken
        rows, change = pack(ratios, layout, room, count)
        for row, is_last in rows:
            for index, span in _row_spans(row, ratios, layout, room, is_last):
                if index < count:
                    yield index, replace(span, from_width=start)
            change = min(change, _evens_out(row, ratios, layout, room))
        if change == inf:
            return
        start = width = max(width + 1, ceil(change + layout.taken))


def _row_spans(
    row: list[int], ratios: Sequence[int], layout: Layout, room: float, is_last: bool
) -> Iterator[tuple[int, Span]]:
    """How wide each card of a row is, around this `room`."""
    natural = {index: ratios[index] * layout.row / 100 for index in row}
    gaps = layout.gap * (len(row) - 1)
    wide = [index for index in row if natural[index] > layout.joins * room]
    joins = bool(wide) and _evens_out(row, ratios, layout, room) < inf
    total = sum(ratios[index] for index in row)
    for index in row:
        if is_last and index in wide:
            yield index, Span(0, layout.joins, layout.joins * layout.taken, natural[index])
        elif is_last or (joins and index not in wide):
            yield index, Span(0, 1, layout.taken, natural[index])
        else:
            most = round(natural[index] * layout.most)
            others = sum(natural[it] for it in row if it not in wide) if joins else 0
            share = 1 if joins else ratios[index] / total
            yield index, Span(0, share, round((layout.taken + gaps + others) * share), most)


def _evens_out(row: list[int], ratios: Sequence[int], layout: Layout, room: float) -> float:
    """The room from which on all cards of the row are equally tall; inf where they are."""
    full = sum(ratios[index] for index in row) * layout.row / 100 + layout.gap * (len(row) - 1)
    return full if len(row) > 1 and full > room else inf


def pack(
    ratios: Sequence[int], layout: Layout, room: float, count: int
) -> tuple[list[tuple[list[int], bool]], float]:
    """Rows of a wall `room` px wide that hold the first `count` cards, and where that changes.

    A row is the indices of its cards and whether it is the last one; a row changes at the
    second value, px of room, at the earliest.
    """
    rows: list[tuple[list[int], bool]] = []
    row: list[int] = []
    used, part, change = 0.0, 0.0, inf  # px, and part of the room, that the row takes
    for index, ratio in enumerate(ratios):
        basis, more = ratio * layout.row / 100, 0.0
        if basis > layout.joins * room:
            change = min(change, basis / layout.joins)
            basis, more = 0.0, layout.joins
        gap = layout.gap if row else 0
        if row and used + gap + basis > (1 - part - more) * room:
            if part + more < 1:
                change = min(change, (used + gap + basis) / (1 - part - more))
            rows.append((row, False))
            row, used, part, gap = [], 0.0, 0.0, 0
            if index >= count:
                return rows, change
        used, part = used + gap + basis, part + more
        row.append(index)
    rows.append((row, True))
    return rows, change


def _sizes(normal: list[Span], dense: list[Span]) -> str:
    """The spans as a source size list; those of dense screens first, where they differ."""
    parts = [] if dense == normal else [f"{DENSE} and {_part(span)}" for span in reversed(dense)]
    parts += [_part(span) for span in reversed(normal[1:])]
    return ", ".join([*parts, _length(normal[0])])


def _part(span: Span) -> str:
    return f"(min-width: {span.from_width}px) {_length(span)}"


def _length(span: Span) -> str:
    return f"min({span.share * 100:.4g}vw - {span.less:.0f}px, {span.at_most:.0f}px)"


def box_ratios(boxes: Sequence[Box], layout: Layout, is_dense: bool) -> list[int]:
    """The ratios of the cards in hundredths, as the style sheet has them."""
    narrowest = layout.narrowest_dense if is_dense else layout.narrowest
    return [max(box.ratio, narrowest) if box.is_from_files else box.ratio for box in boxes]
