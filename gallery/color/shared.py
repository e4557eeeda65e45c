"""Which colours several palettes share, and how far two palettes are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gallery.color.spaces import hexes_to_rgb, rgb_to_oklab
from gallery.color.transport import transport_scores

FARTHEST = 2.0  # above every OKLab distance of two sRGB colours

# (hex, share 0 to 1) of each colour.
Palette = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class SharedColor:
    """One colour as each palette has it: its place there, None where it has none near.

    ``spread`` is the largest OKLab distance from the first of them, 0 to 1.
    """

    places: tuple[int | None, ...]
    spread: float

    @property
    def count(self) -> int:
        """How many palettes have it."""
        return sum(place is not None for place in self.places)


def shared_colors(palettes: Sequence[Palette], tolerance: float) -> tuple[SharedColor, ...]:
    """Group the colours of `palettes`, each in one group, nearest within `tolerance` (OKLab).

    The largest share left anywhere takes from every other palette its nearest colour left.
    In many palettes first, then by share.
    """
    points = [_points(palette) for palette in palettes]
    left = {(which, it) for which, palette in enumerate(palettes) for it in range(len(palette))}
    order = sorted(left, key=lambda place: (-palettes[place[0]][place[1]][1], place))
    found = []
    for which, index in order:
        if (which, index) not in left:
            continue
        left.discard((which, index))
        places: list[int | None] = [None] * len(palettes)
        places[which], spread = index, 0.0
        for other in range(len(palettes)):
            free = [it for it in range(len(palettes[other])) if (other, it) in left]
            if other == which or not free:
                continue
            distances = np.linalg.norm(points[other][free] - points[which][index], axis=1)
            nearest = int(distances.argmin())
            if distances[nearest] <= tolerance:
                places[other], spread = free[nearest], max(spread, float(distances[nearest]))
                left.discard((other, free[nearest]))
        found.append(SharedColor(tuple(places), spread))
    return tuple(sorted(found, key=lambda it: -it.count))


def palette_distance(first: Palette, second: Palette) -> float | None:
    """Earth mover's distance of two palettes in OKLab, shares made to sum to 1; None: one is empty.

    How far the average bit of colour has to move to make one of the other.
    """
    shares = [np.array([share for _, share in palette]) for palette in (first, second)]
    if not all(share.sum() > 0 for share in shares):
        return None
    wanted, offered = (share / share.sum() for share in shares)
    distances = np.linalg.norm(_points(first)[:, None] - _points(second)[None], axis=2)
    score = transport_scores(1 - distances[None] / FARTHEST, wanted, offered[None])
    return max(0.0, float((1 - score[0]) * FARTHEST))


def _points(palette: Palette) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return rgb_to_oklab(hexes_to_rgb(color for color, _ in palette))
