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
from dataclasses import dataclass
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
    """From this window width on (px) a card is as wide as ``length`` says."""

    from_width: int
    length: str


def card_sizes(boxes: Sequence[Box], count: int) -> list[str]:
    """Value of ``sizes`` for each of the first `count` cards of a wall of these `boxes`."""
    normal = _all_spans(boxes, count, False)
    has_files = any(box.is_from_files for box in boxes)  # only their boxes differ when dense
    dense = _all_spans(boxes, count, True) if has_files else normal
    return [_sizes(*pair) for pair in zip(normal, dense, strict=True)]


def _all_spans(boxes: Sequence[Box], count: int, is_dense: bool) -> list[list[Span]]:
    spans: list[list[Span]] = [[] for _ in boxes[:count]]
    ends = [layout.from_width for layout in LAYOUTS[1:]] + [WIDEST_WINDOW]
    for layout, until in zip(LAYOUTS, ends, strict=True):
        ratios = box_ratios(boxes, layout, is_dense)
        for start, index, length in _spans(ratios, count, layout, until):
            if not spans[index] or spans[index][-1].length != length:
                spans[index].append(Span(start, length))
    return spans


def _spans(
    ratios: Sequence[int], count: int, layout: Layout, until: int
) -> Iterator[tuple[int, int, str]]:
    """From which window width on, which card, and how wide it is."""
    width = layout.from_width or NARROWEST_WINDOW
    start = layout.from_width
    lengths: dict[_Row, list[str]] = {}  # between two widths most rows stay as they are
    while width < until:
        room = width - layout.taken
        rows, change = pack(ratios, layout, room, count)
        for indices, is_last in rows:
            evens_out = _evens_out(indices, ratios, layout, room)
            change = min(change, evens_out)
            least = layout.joins * room * 100 / layout.row
            wide = tuple(index for index in indices if ratios[index] > least)
            row = (indices[0], len(indices), is_last, wide, evens_out < inf)
            if row not in lengths:
                lengths[row] = list(_lengths(row, ratios, layout))
            for index, length in zip(indices, lengths[row], strict=True):
                if index < count:
                    yield start, index, length
        if change == inf:
            return
        start = width = max(width + 1, ceil(change + layout.taken))


# First card, number of cards, whether it is the last row, its wide cards, whether they make
# it uneven.
_Row = tuple[int, int, bool, tuple[int, ...], bool]


def _lengths(row: _Row, ratios: Sequence[int], layout: Layout) -> Iterator[str]:
    """How wide each card of a row is, as the value of a source size."""
    first, count, is_last, wide, is_uneven = row
    indices = range(first, first + count)
    natural = {index: ratios[index] * layout.row / 100 for index in indices}
    gaps = layout.gap * (count - 1)
    joins = bool(wide) and is_uneven
    total = sum(ratios[index] for index in indices)
    others = sum(natural[it] for it in indices if it not in wide) if joins else 0
    for index in indices:
        if is_last and index in wide:
            yield _length(layout.joins, layout.joins * layout.taken, natural[index])
        elif is_last or (joins and index not in wide):
            yield _length(1, layout.taken, natural[index])
        else:
            most = round(natural[index] * layout.most)
            share = 1 if joins else ratios[index] / total
            yield _length(share, round((layout.taken + gaps + others) * share), most)


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
    if row:
        rows.append((row, True))
    return rows, change


def _sizes(normal: list[Span], dense: list[Span]) -> str:
    """The spans as a source size list; those of dense screens first, where they differ."""
    parts = [] if dense == normal else [f"{DENSE} and {_part(span)}" for span in reversed(dense)]
    parts += [_part(span) for span in reversed(normal[1:])]
    return ", ".join([*parts, normal[0].length])


def _part(span: Span) -> str:
    return f"(min-width: {span.from_width}px) {span.length}"


def _length(share: float, less: float, at_most: float) -> str:
    """That share of the window less so many px."""
    return f"min({share * 100:.4g}vw - {less:.0f}px, {at_most:.0f}px)"


def box_ratios(boxes: Sequence[Box], layout: Layout, is_dense: bool) -> list[int]:
    """The ratios of the cards in hundredths, as the style sheet has them."""
    narrowest = layout.narrowest_dense if is_dense else layout.narrowest
    return [max(box.ratio, narrowest) if box.is_from_files else box.ratio for box in boxes]
