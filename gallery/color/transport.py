"""The colour score: how much of a wanted set of colours a palette can supply, exactly.

Wanted shares are moved onto palette shares so that the sum of moved share × similarity is
largest; what cannot be moved counts 0. With similarity 1 − min(d, τ)/τ and wanted shares
that sum to 1 this is 1 − EMD/τ, EMD being the earth mover's distance (Rubner, Tomasi and
Guibas, 2000) under the OKLab distance d cut at τ.

Solved by successive best paths (the transport form of Busacker and Gowen, 1960), all
palettes of a batch at once: each round moves along every palette's best remaining path,
and a palette leaves the batch when no path gains anything.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Arc = tuple[Indices, Indices, Indices]  # problem, wanted colour, palette colour

_NOTHING = 1e-12  # gains and shares below this are rounding
_DETOUR = 1e-10  # far below any difference that is shown, far above rounding


def transport_scores(
    similarity: npt.ArrayLike, wanted: npt.ArrayLike, shares: npt.ArrayLike
) -> Floats:
    """Scores ``(n,)`` of ``n`` palettes of ``p`` colours for a query of ``q`` colours.

    ``similarity``: ``(n, q, p)``, 0 to 1. ``wanted``: ``(q,)`` shares that sum to 1.
    ``shares``: ``(n, p)`` palette shares; 0 pads shorter palettes.
    """
    gains = np.asarray(similarity, dtype=np.float64)
    left = np.asarray(shares, dtype=np.float64)
    asked = np.asarray(wanted, dtype=np.float64)
    scores = np.zeros(len(gains))
    gains, left = _densest(gains, left)
    if gains.shape[2] == 0:
        return scores
    if len(asked) == 1:
        return _one_color(gains[:, 0], asked[0], left)
    problems = _Problems(gains, np.tile(asked, (len(gains), 1)), left.copy())
    open_ones = np.arange(len(scores))
    while open_ones.size:
        goes_on = problems.move()
        if not goes_on.all():
            scores[open_ones[~goes_on]] = problems.moved_gain(~goes_on)
            open_ones = open_ones[goes_on]
            problems = problems.only(goes_on)
    return scores


def _densest(gains: Floats, shares: Floats) -> tuple[Floats, Floats]:
    """The same palettes without the colours that are near nothing wanted."""
    useful = (gains.max(axis=1, initial=0) > 0) & (shares > 0)
    width = int(useful.sum(axis=1).max(initial=0))
    order = np.argsort(~useful, axis=1, kind="stable")[:, :width]
    kept = np.take_along_axis(useful, order, axis=1)
    return (
        np.take_along_axis(gains, order[:, None, :], axis=2),
        np.where(kept, np.take_along_axis(shares, order, axis=1), 0.0),
    )


def _one_color(gains: Floats, asked: float, shares: Floats) -> Floats:
    order = np.argsort(-gains, axis=1, kind="stable")
    best_first = np.take_along_axis(shares, order, axis=1)
    before = np.cumsum(best_first, axis=1) - best_first
    moved = np.minimum(best_first, (asked - before).clip(0))
    return np.asarray((moved * np.take_along_axis(gains, order, axis=1)).sum(axis=1))


class _Problems:
    """n problems under way: ``gains`` and ``flow`` (n, q, p), and the shares left to move."""

    def __init__(self, gains: Floats, asked: Floats, left: Floats) -> None:
        self.gains, self.asked, self.left = gains, asked, left
        self.flow = np.zeros_like(gains)

    def only(self, chosen: npt.NDArray[np.bool_]) -> _Problems:
        """The chosen problems as they stand."""
        rest = _Problems(self.gains[chosen], self.asked[chosen], self.left[chosen])
        rest.flow = self.flow[chosen]
        return rest

    def moved_gain(self, chosen: npt.NDArray[np.bool_]) -> Floats:
        """What the chosen problems have moved so far, times its similarity."""
        return np.asarray((self.flow[chosen] * self.gains[chosen]).sum(axis=(1, 2)))

    def move(self) -> npt.NDArray[np.bool_]:
        """Move along every problem's best path; says which had one."""
        every = np.arange(len(self.gains))
        best, via, source = self._best_paths()
        paths = best[:, :, None] + self.gains
        reach = np.where(self.left > _NOTHING, paths.max(axis=1), -1.0)
        end = reach.argmax(axis=1)
        goes_on = reach[every, end] > _NOTHING
        rows = every[goes_on]
        end = end[goes_on]
        wanted = paths[rows, :, end].argmax(axis=1)
        amount = np.zeros(len(every))
        amount[rows] = self.left[rows, end]
        forward: list[Arc] = [(rows, wanted, end)]
        reverse: list[Arc] = []
        last, at = rows, wanted
        root = np.zeros(len(every), dtype=np.intp)
        while last.size:
            root[last] = at
            color = via[last, at]
            goes_back = color >= 0
            last, at, color = last[goes_back], at[goes_back], color[goes_back]
            reverse.append((last, at, color))
            amount[last] = np.minimum(amount[last], self.flow[last, at, color])
            at = source[last, at]
            forward.append((last, at, color))
        amount[rows] = np.minimum(amount[rows], self.asked[rows, root[rows]])
        for arc in forward:
            self.flow[arc] += amount[arc[0]]
        for arc in reverse:
            self.flow[arc] -= amount[arc[0]]
        self.left[rows, end] -= amount[rows]
        self.asked[rows, root[rows]] -= amount[rows]
        return goes_on

    def _best_paths(self) -> tuple[Floats, npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Bellman and Ford over the wanted colours, each ``(n, q)``.

        ``best``: gain of the best path that ends with share of that wanted colour in hand.
        ``via``: the palette colour that handed it back, -1 where it was not yet moved.
        ``source``: the wanted colour that took its place there.
        """
        n, q, _ = self.gains.shape
        best = np.where(self.asked > _NOTHING, 0.0, -np.inf)
        via = np.full((n, q), -1, dtype=np.intp)
        source = np.zeros((n, q), dtype=np.intp)
        if q == 1 or not self.flow.any():
            return best, via, source
        handed_back = np.where(self.flow > _NOTHING, -self.gains, -np.inf)
        for _ in range(q):
            paths = best[:, :, None] + self.gains
            through = paths.max(axis=1)[:, None, :] + handed_back
            color = through.argmax(axis=2)
            # The detour's small price keeps a path from leaving a colour and coming back.
            value = np.take_along_axis(through, color[:, :, None], axis=2)[:, :, 0] - _DETOUR
            rows, wanted = np.nonzero(value > best)
            if not rows.size:
                break
            chosen = color[rows, wanted]
            best[rows, wanted] = value[rows, wanted]
            via[rows, wanted] = chosen
            source[rows, wanted] = paths[rows, :, chosen].argmax(axis=1)
        return best, via, source
