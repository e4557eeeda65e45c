"""The short fixed scale of card ratios.

The Content-Security-Policy forbids inline styles, so a card's ratio is a class
(``r150`` is 1.5:1) that ``static/css/wall.css`` spells out; a test keeps the two equal.
"""

from __future__ import annotations

from bisect import bisect_left

# Steps of at most 8% up to 2:1, the common ratios of cameras and frames exact; panoramas
# in wider steps.
SCALE = (
    60, 65, 70, 75, 80, 85, 90, 95, 100, 106, 112, 120, 128, 133, 141, 150,
    160, 170, 178, 190, 200, 215, 230, 250, 275, 300, 340, 390, 450, 520,
)  # fmt: skip
# What no card is as narrow as, but the large picture of a detail page may be.
TALL_SCALE = (20, 25, 30, 35, 40, 45, 50, 56)
# Beyond these the picture is fitted into its box whole; between them the box is so near
# that the picture may fill it, at the cost of a few percent of its edge.
FILLED_FROM, FILLED_TO = 0.45, 5.5


def ratio_class(width: int, height: int, *, narrowest: int = SCALE[0]) -> int:
    """Nearest ratio of the scales, in hundredths, for a picture of `width` × `height` px."""
    if not (width and height):
        return 150
    scale = (*TALL_SCALE, *SCALE)
    hundredths = max(narrowest, min(scale[-1], 100 * width / height))
    place = bisect_left(scale, hundredths)
    near = scale[max(0, place - 1) : place + 1]
    return min(
        (step for step in near if step >= narrowest), key=lambda step: abs(step - hundredths)
    )


def is_filled(width: int, height: int) -> bool:
    """Whether a picture of this size fills its box; extremes are fitted in whole."""
    return bool(width and height) and FILLED_FROM <= width / height <= FILLED_TO
