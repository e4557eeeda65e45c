"""Which file of a ``srcset`` a browser will probably take.

HTML 4.8.4.3.7 leaves the choice to the browser, so this is a prediction: what Chromium
does with an empty cache and no data saver. HTML 4.8.4.3.5, .6 and .12 come before it.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass

from gallery.responsive.css_lengths import Viewport
from gallery.responsive.source_sizes import evaluate_sizes
from gallery.responsive.srcset import ImageCandidate, parse_srcset

__all__ = ["Prediction", "Viewport", "choose", "densities", "predict"]


@dataclass(frozen=True, slots=True)
class Prediction:
    """The file a browser will probably take, and how well it fits.

    ``source_size``: CSS px that ``sizes`` promises; ``needed``: device pixels across.
    ``delivered``: the file's pixels across (for ``x`` descriptors: what its density says).
    """

    candidate: ImageCandidate
    source_size: float
    needed: float
    delivered: float

    @property
    def scale(self) -> float:
        """Pixels across delivered per pixel needed: 0.6 is blurry, 2.0 wasteful."""
        return self.delivered / self.needed if self.needed else math.inf

    @property
    def waste(self) -> float:
        """Pixels (of area) delivered per pixel needed; 1 fits, 4 is four times too many."""
        return self.scale**2

    @property
    def blur(self) -> float:
        """Pixels across needed per pixel delivered; above 1 the picture is enlarged."""
        return 1 / self.scale if self.scale else math.inf


def _single(value: float) -> float:
    """Round to single precision, in which Chromium reckons: ties fall as they do there."""
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return math.inf


def densities(
    candidates: tuple[ImageCandidate, ...], source_size: float
) -> list[tuple[float, ImageCandidate]]:
    """Return (pixel density, candidate) in order: HTML, "normalize the source densities".

    Width over source size, the ``x`` as it is, else 1; of equal ones only the first.
    """
    found: dict[float, ImageCandidate] = {}
    for candidate in candidates:
        if candidate.width is not None:
            density = candidate.width / source_size if source_size else math.inf
        else:
            density = 1.0 if candidate.density is None else candidate.density
        found.setdefault(_single(density), candidate)
    return sorted(found.items(), key=lambda pair: pair[0])


def choose(ordered: list[tuple[float, ImageCandidate]], dpr: float) -> ImageCandidate:
    """Return Chromium's choice among `ordered` (ascending densities, at least one).

    The lowest density that is not below `dpr`, else the highest: measured in Chromium 156
    over ratios from 0.5 to 3. Its earlier versions went by the geometric mean of the two
    neighbours, and so enlarged more often.
    """
    wanted = _single(dpr)
    return next((one for density, one in ordered if density >= wanted), ordered[-1][1])


def predict(
    srcset: str,
    sizes: str,
    viewport: Viewport,
    dpr: float | None = None,
    *,
    src: str = "",
    is_lazy: bool = False,
    layout_width: float | None = None,
) -> Prediction | None:
    """Return what an ``<img>`` with these attributes will probably load in `viewport`.

    `dpr` overrides the viewport's own. `src` joins the candidates where the standard says
    so. `is_lazy` and `layout_width` (px) matter to ``sizes="auto"``. None: no file at all.
    """
    pixel_ratio = viewport.dpr if dpr is None else dpr
    seen = Viewport(viewport.width, viewport.height, pixel_ratio, viewport.font_size)
    candidates = parse_srcset(srcset).candidates
    has_widths = any(one.width is not None for one in candidates)
    has_plain = any(one.width is None and one.density in (None, 1.0) for one in candidates)
    if src and not has_widths and not has_plain:
        candidates += (ImageCandidate(src),)
    if not candidates:
        return None
    size = evaluate_sizes(sizes, seen, is_lazy=is_lazy, layout_width=layout_width).px
    ordered = densities(candidates, size)
    chosen = choose(ordered, pixel_ratio)
    density = next(key for key, candidate in ordered if candidate is chosen)
    delivered = float(chosen.width) if chosen.width is not None else density * size
    return Prediction(chosen, size, size * pixel_ratio, delivered)
