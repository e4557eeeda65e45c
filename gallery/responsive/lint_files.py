"""Rules about the files as they were measured, and the layout as it came out."""

from __future__ import annotations

from itertools import pairwise

from gallery.responsive.css_lengths import Viewport
from gallery.responsive.ladder import GAP_RANGE, MAX_GAP
from gallery.responsive.markup import Finding, ImageMarkup, MeasuredFile
from gallery.responsive.selection import predict
from gallery.responsive.srcset import ImageCandidate

MAX_RATIO_ERROR = 0.01
SIZES_VIEWPORTS = (360, 768, 1280, 1920)
SIZES_TOLERANCE = (0.05, 15.0)  # share of the laid-out width, and px
FIT_VIEWPORTS = ((412, 1.75), (360, 3.0), (1920, 1.0))
# Mean difference of luminance (0 to 255) between two thumbnails of the same picture;
# scaling and JPEG stay below 4.
MAX_DIFFERENCE = 12.0
_HEIGHTS = {412: 915, 360: 800, 1920: 1080}


def _measured(image: ImageMarkup) -> list[tuple[ImageCandidate, MeasuredFile]]:
    return [(one, image.files[one.url]) for one in image.candidates if one.url in image.files]


def wrong_width(image: ImageMarkup) -> Finding:
    """Every ``w`` is the measured width of the delivered file."""
    rule = "wrong-width"
    pairs = [(one, file) for one, file in _measured(image) if one.width is not None]
    if not pairs:
        return Finding(rule, None, "no file was measured")
    wrong = [f"{one.width}w is {file.width} px" for one, file in pairs if file.width != one.width]
    if wrong:
        return Finding(rule, False, ", ".join(wrong), "Declare the width that is delivered.")
    return Finding(rule, True, f"{len(pairs)} of {len(pairs)} widths are true")


def wrong_ratio(image: ImageMarkup) -> Finding:
    """All files have one ratio, the one of ``width`` and ``height``, within 1% or a pixel."""
    rule = "wrong-ratio"
    ratio, pairs = image.ratio(), _measured(image)
    if not pairs or not ratio:
        return Finding(rule, None, "no file was measured")
    errors = [
        (abs(file.height / (file.width * ratio) - 1), file)
        for _, file in pairs
        if file.width and abs(file.height - file.width * ratio) > 1
    ]
    worst, file = max(errors, key=lambda pair: pair[0], default=(0.0, pairs[0][1]))
    if worst > MAX_RATIO_ERROR:
        measured = f"{file.width}×{file.height} is off by {worst:.1%}"
        return Finding(rule, False, measured, "Keep one ratio; choose crops with <picture>.")
    return Finding(rule, True, f"off by {worst:.1%} at most")


def different_content(image: ImageMarkup) -> Finding:
    """All files show the same picture."""
    rule = "different-content"
    seen = [(one.url, file.thumbnail) for one, file in _measured(image) if file.thumbnail]
    if len(seen) < 2:
        return Finding(rule, None, "fewer than two files were looked at")
    _, first = seen[-1]
    differences = [
        (sum(abs(a - b) for a, b in zip(first, other, strict=False)) / len(first), url)
        for url, other in seen[:-1]
    ]
    worst, url = max(differences)
    measured = f"luminance differs by {worst:.1f} of 255 at most"
    if worst > MAX_DIFFERENCE:
        advice = f"{url} shows something else than the widest; use <picture> for that."
        return Finding(rule, False, measured, advice)
    return Finding(rule, True, measured)


def gap_too_big(image: ImageMarkup) -> Finding:
    """Neighbours differ by 0.75 megapixel at most, as far as they are 256 to 2048 px wide."""
    rule = "gap-too-big"
    ratio = image.ratio()
    low, high = GAP_RANGE
    widths = sorted({min(max(width, low), high) for width in image.parsed.widths})
    if not ratio or len(widths) < 2:
        return Finding(rule, None, "fewer than two widths, or the ratio is not known")
    gaps = [((wide**2 - narrow**2) * ratio, narrow, wide) for narrow, wide in pairwise(widths)]
    gap, narrow, wide = max(gaps)
    measured = f"{gap / 1e6:.2f} megapixel between {narrow} and {wide} px"
    if gap > MAX_GAP:
        return Finding(rule, False, measured, f"Add a file between {narrow} and {wide} px.")
    return Finding(rule, True, measured)


def wrong_sizes(image: ImageMarkup) -> Finding:
    """``sizes`` is what the layout does, within 5% and 15 px, in four viewports."""
    rule = "wrong-sizes"
    if not image.parsed.widths or not (image.sizes or "").strip():
        return Finding(rule, None, "no sizes to compare")
    share, px = SIZES_TOLERANCE
    wrong, worst, count = [], 0.0, 0
    for width in SIZES_VIEWPORTS:
        laid_out = image.layout.get(width)
        if laid_out is None:
            continue
        count += 1
        said = image.source_size(Viewport(width, 0.625 * width, image.dpr)).px
        worst = max(worst, abs(said - laid_out))
        if abs(said - laid_out) > laid_out * share + px:
            wrong.append(f"at {width} px sizes says {said:.0f}, laid out {laid_out:.0f}")
    if not count:
        return Finding(rule, None, "the layout was not measured")
    if wrong:
        return Finding(rule, False, "; ".join(wrong), "Say in sizes what the CSS does.")
    return Finding(rule, True, f"off by {worst:.0f} px at most in {count} viewports")


def not_fitting(image: ImageMarkup) -> Finding:
    """A phone, a dense phone and a desktop find a file that is neither blurry nor wasteful.

    Blurry: narrower than needed, though the original has more. Wasteful: above 0.75
    megapixel more than needed.
    """
    rule = "not-fitting"
    if not image.parsed.widths:
        return Finding(rule, None, "no width descriptors")
    ratio = image.ratio() or 1.0
    wrong, seen = [], []
    for width, dpr in FIT_VIEWPORTS:
        found = predict(
            image.srcset or "", image.sizes or "", Viewport(width, _HEIGHTS[width]), dpr,
            is_lazy=image.is_lazy, layout_width=image.layout.get(width),
        )  # fmt: skip
        if found is None:
            continue
        seen.append(f"{width}@{dpr:g}: {found.delivered:.0f} px for {found.needed:.0f}")
        is_all_there_is = bool(image.native_width) and found.delivered >= image.native_width
        is_blurry = found.blur > 1.05 and not is_all_there_is
        extra = (found.delivered**2 - found.needed**2) * ratio
        if is_blurry or extra > MAX_GAP:
            word = "blurry" if is_blurry else "wasteful"
            wrong.append(f"{seen[-1]}, {word} {found.scale:.1f}×")
    if wrong:
        return Finding(rule, False, "; ".join(wrong), "Add widths nearer to what is needed.")
    return Finding(rule, True, "; ".join(seen))
