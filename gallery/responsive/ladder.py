"""Which widths of a picture are offered: one fixed ladder, so that caches hit.

Pure functions of numbers; px throughout.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, sqrt

LADDER = (200, 400, 600, 843, 1200, 1686, 2400)
# On a wall of small cards the step from 200 to 400 is too wide: a card of 210 px would take
# nearly twice what it needs, or at two pixels per px less than nine tenths of it.
SMALL_RUNGS = (100, 141, 283)
# Neighbours differ by this many px of area at most, as far as they are this wide: of a tall
# picture a fixed step would be a leap. The lint holds everybody to it.
MAX_GAP = 750_000
GAP_RANGE = (256, 2048)
# The museums' older server capped delivery here, so nothing wider is ever asked for.
MAX_WIDTH = LADDER[-1]
# "Save-Data: on" leaves out what is wider than this share of the top.
SAVE_DATA_SHARE = Fraction(2, 3)


def largest_width(width: int, height: int, longest_side: int | None = None) -> int:
    """Return the largest width to ask for of a picture of `width` × `height` px.

    `longest_side` limits the longer side (None: no limit, 0: nothing may be shown).
    The width is such that the height, even rounded up, is within the limit.
    """
    top = min(width, MAX_WIDTH)
    if longest_side is None or not width:
        return top
    if not height:
        return 0  # how tall it would come is unknown
    return min(top, longest_side, longest_side * width // height)


def ladder(
    width: int,
    height: int = 0,
    *,
    longest_side: int | None = None,
    save_data: bool = False,
    is_small: bool = False,
) -> tuple[int, ...]:
    """Return the widths to offer, narrowest first; empty where nothing safe is known.

    The fixed rungs up to the largest width allowed, and that width itself as the top;
    for a small box (`is_small`) SMALL_RUNGS too. Where the ratio makes a step larger than
    MAX_GAP, it is divided into equal ones, the same for every page.
    """
    top = largest_width(width, height, longest_side)
    if top < 1:
        return ()
    rungs = sorted((*LADDER, *SMALL_RUNGS)) if is_small else LADDER
    widths = (*(rung for rung in rungs if rung < top), top)
    if width and height:
        widths = _without_leaps(widths, height / width)
    return drop_top(widths) if save_data else widths


def _without_leaps(widths: tuple[int, ...], ratio: float) -> tuple[int, ...]:
    """`widths` with the rungs between that a picture of this height over width needs."""
    found = list(widths[:1])
    for narrow, wide in pairwise(widths):
        low, high = max(narrow, GAP_RANGE[0]), min(wide, GAP_RANGE[1])
        # A hundredth is left for the rounding to whole px.
        steps = ceil((high**2 - low**2) * ratio / (MAX_GAP * 0.99))
        between = [round(sqrt(low**2 + k * (high**2 - low**2) / steps)) for k in range(1, steps)]
        found += [*between, wide]
    return tuple(found)


def drop_top(widths: tuple[int, ...]) -> tuple[int, ...]:
    """Return `widths` (narrowest first) without the top of the ladder; the lowest stays."""
    if not widths:
        return ()
    return tuple(width for width in widths if width <= widths[-1] * SAVE_DATA_SHARE) or widths[:1]


def height_at(width: int, native_width: int, native_height: int) -> int:
    """Return the height of the whole picture at `width` px, at least 1."""
    return max(1, round(Fraction(native_height * width, native_width)))
