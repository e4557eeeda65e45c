"""Where a small picture best fits into another: zero-mean normalised cross-correlation.

After Lewis, "Fast Normalized Cross-Correlation" (1995): products by Fourier transform,
the spread under the template by running sums. Pixels are ``float32 (rows, columns, 3)``.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

PEAKS = 2  # places of one template that are told
_NOTHING = 1e-9
_TAKEN = -2.0  # below every correlation


class Correlator:
    """Correlates one small picture with templates of any size, all places at once."""

    def __init__(self, pixels: Floats) -> None:
        self.height, self.width, _ = pixels.shape
        centred = pixels - pixels.mean(axis=(0, 1))
        # A template never leaves the picture, so that wrapping round does no harm.
        self._shape = (self.height, self.width)
        self._spectrum = np.fft.rfft2(centred, self._shape, axes=(0, 1))
        self._sums = _running(centred)
        self._squares = _running((centred**2).sum(axis=2, keepdims=True))

    def peaks(self, template: Floats, near: float) -> Iterator[tuple[int, int, float]]:
        """Left, top and score of the best place of `template`, then of the best one elsewhere.

        Elsewhere: over `near`, a share of either side, away from the first. `template` is
        normalised and not larger than the picture.
        """
        scores = self.scores(template)
        for _ in range(PEAKS):
            top, left = (int(it) for it in np.unravel_index(scores.argmax(), scores.shape))
            if scores[top, left] <= _TAKEN:
                return
            yield left, top, float(scores[top, left])
            across, down = round(near * self.width), round(near * self.height)
            rows = slice(max(0, top - down), top + down + 1)
            scores[rows, max(0, left - across) : left + across + 1] = _TAKEN

    def scores(self, template: Floats) -> Floats:
        """Correlation at each top-left place, rows × columns; `template` normalised."""
        down, across, _ = template.shape
        other = np.conj(np.fft.rfft2(template, self._shape, axes=(0, 1)))
        products = np.fft.irfft2((self._spectrum * other).sum(axis=2), self._shape)
        places = products[: self.height - down + 1, : self.width - across + 1]
        sums = _boxed(self._sums, down, across)
        spread = _boxed(self._squares, down, across)[..., 0] - (sums**2).sum(axis=2) / (
            down * across
        )
        return places / np.sqrt(np.maximum(spread, _NOTHING))


def _running(values: Floats) -> Floats:
    """Sums from the top left, with a row and a column of zeros before them."""
    return np.pad(values, ((1, 0), (1, 0), (0, 0))).cumsum(axis=0).cumsum(axis=1)


def _boxed(sums: Floats, down: int, across: int) -> Floats:
    return (
        sums[down:, across:]
        - sums[:-down, across:]
        - sums[down:, :-across]
        + sums[:-down, :-across]
    )


def normalised(pixels: Floats) -> Floats:
    """Without the mean of each channel, and of length 1; zeros for a plain surface."""
    centred = pixels - pixels.reshape(-1, 3).mean(axis=0)
    length = float(np.sqrt((centred**2).sum()))
    return centred / length if length > _NOTHING else centred
