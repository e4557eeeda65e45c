"""Where a hard crop was cut from: its frame on the whole picture, found by matching the two.

No provider says where its crops sit. The crop is slid over the whole picture at many
scales, coarse to fine, and the place where the two agree best is the frame. "Agree" is
zero-mean normalised cross-correlation (Lewis, "Fast Normalized Cross-Correlation", 1995),
so that sharpening, JPEG and a change of brightness do not matter. It stays an estimate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import PIL.Image

from gallery.responsive.correlation import Correlator, Floats, normalised

COARSE_SIDE = 80  # px, the picture's longer side in the first search
COARSE_STEP = 0.94  # from one scale to the next of the first search
SMALLEST_FRAME = 0.2  # of the largest frame that fits; editors do not cut closer
NEAR = 0.06  # share of a side: places of the first search this near lead to the same frame
CANDIDATES = 4  # places that are looked at closely
HOPELESS = 0.1  # so much below the best, a place of the first search cannot win any more
FINE_SIDE, TEMPLATE_SIDE = 240, 72  # px, longer sides of picture and crop in the close look
FIRST_STEP, LAST_STEP = 0.008, 0.0008  # shares of a side, in the close look
# The largest frame that fits is what nearly all croppers cut: it wins what is nearly a tie.
LARGEST_FROM, LARGEST_BONUS = 0.985, 0.004
RIVAL, APART = 0.01, 0.02  # another place this near in score and this far off raises doubt
LEAST_SCORE = 0.6  # below this the two do not show the same
CERTAIN_SCORE = 0.9


@dataclass(frozen=True, slots=True)
class CropFrame:
    """A crop's frame as shares, 0 to 1, of the whole picture's width and height.

    ``score`` is the correlation, at most 1. ``is_certain`` is False where the picture
    agrees with its crop nearly as well somewhere else, or only roughly at all.
    """

    left: float
    top: float
    width: float
    height: float
    score: float
    is_certain: bool = True

    @property
    def lost(self) -> float:
        """Share of the picture's area that the crop leaves out."""
        return max(0.0, 1.0 - self.width * self.height)

    @property
    def lost_sides(self) -> tuple[float, float, float, float]:
        """What is cut at the top, right, bottom and left, as shares of that side."""
        right, bottom = 1 - self.left - self.width, 1 - self.top - self.height
        return self.top, max(0.0, right), max(0.0, bottom), self.left


@dataclass(frozen=True, slots=True)
class _Place:
    """A frame in shares of the picture's own largest frame (``scale``) and of its sides."""

    scale: float
    left: float
    top: float
    score: float


def find_crop(whole: PIL.Image.Image, crop: PIL.Image.Image) -> CropFrame | None:
    """Find `crop` on `whole`, both RGB; None where they do not show the same.

    Their sizes need not match: the crop may have been enlarged or made smaller. Small
    files suffice, 400 px across or so.
    """
    search = _Search(whole, crop)
    places = search.places()
    if places[0].score < LEAST_SCORE:
        return None
    near_ties = [it for it in places if it.score > places[0].score - LARGEST_BONUS]
    best = max(near_ties, key=lambda it: (it.scale > LARGEST_FROM, it.score))
    if best.scale > LARGEST_FROM:
        snapped = search.snapped(best)
        best = snapped if snapped.score > best.score - LARGEST_BONUS else best
    width, height = search.shares(best.scale)
    rivals = [it for it in places if it.score > best.score - RIVAL and _are_apart(it, best, APART)]
    return CropFrame(
        left=min(best.left, 1 - width),
        top=min(best.top, 1 - height),
        width=width,
        height=height,
        score=best.score,
        is_certain=best.score >= CERTAIN_SCORE and not rivals,
    )


def _are_apart(first: _Place, second: _Place, distance: float) -> bool:
    """Whether two frames differ by over `distance` in scale or in where their middles are."""
    across = abs(first.left + first.scale / 2 - second.left - second.scale / 2)
    down = abs(first.top + first.scale / 2 - second.top - second.scale / 2)
    return max(across, down, abs(first.scale - second.scale)) > distance


class _Search:
    """One picture and one crop, at the two resolutions of the search."""

    def __init__(self, whole: PIL.Image.Image, crop: PIL.Image.Image) -> None:
        self.whole = whole.resize(_fitted(whole.size, FINE_SIDE), PIL.Image.Resampling.BOX)
        self.crop = crop
        ratio = (crop.width / crop.height) / (whole.width / whole.height)
        self.largest = (1.0, 1 / ratio) if ratio >= 1 else (ratio, 1.0)
        self.template = normalised(_pixels(crop, _fitted(crop.size, TEMPLATE_SIDE)))
        self.template_size = _fitted(crop.size, TEMPLATE_SIDE)

    def shares(self, scale: float) -> tuple[float, float]:
        """Width and height of a frame of `scale`, as shares of the picture's."""
        return self.largest[0] * scale, self.largest[1] * scale

    def places(self) -> list[_Place]:
        """The best places over all scales, looked at closely, best first and well apart."""
        found: list[_Place] = []
        for coarse in self._coarse_places():
            best = max((it.score for it in found), default=-1.0)
            if coarse.score < best - HOPELESS or len(found) == CANDIDATES:
                break
            if all(_are_apart(coarse, it, NEAR) for it in found):
                found.append(self.refined(coarse))
        return sorted(found, key=lambda it: -it.score)

    def _coarse_places(self) -> list[_Place]:
        """Of each scale the best place and the next best one elsewhere; best first."""
        size = _fitted(self.whole.size, COARSE_SIDE)
        picture = Correlator(_pixels(self.whole, size))
        found = []
        for scale in _scales():
            width, height = self.shares(scale)
            box = max(3, round(width * size[0])), max(3, round(height * size[1]))
            for left, top, score in picture.peaks(normalised(_pixels(self.crop, box)), NEAR):
                # Rounded to whole pixels, a frame may seem to leave the picture.
                bonus = LARGEST_BONUS if scale == 1 else 0
                found.append(_Place(scale, left / size[0], top / size[1], score + bonus))
        return sorted(found, key=lambda it: -it.score)

    def refined(self, place: _Place) -> _Place:
        """Climb from `place` to the best one near it, by ever smaller steps."""
        best = self._scored(place.scale, place.left, place.top)
        step = FIRST_STEP
        while step > LAST_STEP:
            better = max(self._around(best, step), key=lambda it: it.score)
            if better.score > best.score:
                best = better
            else:
                step /= 2
        return best

    def snapped(self, place: _Place) -> _Place:
        """The best largest frame near `place`: it can slide along one side only."""
        best = self._scored(1.0, place.left, place.top)
        step = 1 - LARGEST_FROM
        while step > LAST_STEP:
            moves = [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)]
            near = [self._scored(1.0, best.left + x, best.top + y) for x, y in moves]
            better = max(near, key=lambda it: it.score)
            if better.score > best.score:
                best = better
            else:
                step /= 2
        return best

    def _around(self, place: _Place, step: float) -> Iterator[_Place]:
        """Each side's neighbour, then the next larger and smaller frame of the same centre."""
        for x, y in ((-step, 0), (step, 0), (0, -step), (0, step)):
            yield self._scored(place.scale, place.left + x, place.top + y)
        width, height = self.shares(step)
        for sign in (-1, 1):
            left, top = place.left - sign * width / 2, place.top - sign * height / 2
            yield self._scored(place.scale + sign * step, left, top)

    def _scored(self, scale: float, left: float, top: float) -> _Place:
        scale = min(1.0, max(SMALLEST_FRAME, scale))
        width, height = self.shares(scale)
        left, top = min(max(left, 0.0), 1 - width), min(max(top, 0.0), 1 - height)
        across, down = self.whole.size
        right, bottom = min(1.0, left + width) * across, min(1.0, top + height) * down
        part = self.whole.resize(
            self.template_size,
            PIL.Image.Resampling.BILINEAR,
            box=(left * across, top * down, right, bottom),
        )
        values = normalised(np.asarray(part, dtype=np.float32))
        return _Place(scale, left, top, float(np.vdot(values, self.template)))


def _scales() -> Iterator[float]:
    scale = 1.0
    while scale >= SMALLEST_FRAME:
        yield scale
        scale *= COARSE_STEP


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = side / max(size)
    return max(3, round(size[0] * scale)), max(3, round(size[1] * scale))


def _pixels(image: PIL.Image.Image, size: tuple[int, int]) -> Floats:
    scaled = image.resize(size, PIL.Image.Resampling.BOX if image.width > size[0] else None)
    return np.asarray(scaled, dtype=np.float32)
