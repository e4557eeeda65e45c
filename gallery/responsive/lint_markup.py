"""Rules that need nothing but the markup."""

from __future__ import annotations

from collections import Counter

from gallery.responsive.css_lengths import Viewport
from gallery.responsive.markup import Finding, ImageMarkup
from gallery.responsive.source_sizes import allows_auto


def duplicate(image: ImageMarkup) -> Finding:
    """No two candidates with the same URL, or with the same descriptor."""
    urls = Counter(one.url for one in image.candidates)
    descriptors = Counter(one.descriptor or "1x" for one in image.candidates)
    twice = [key for key, count in (urls + descriptors).items() if count > 1]
    if twice:
        return Finding("duplicate", False, ", ".join(twice), "Keep one of each.")
    return Finding("duplicate", True, f"{len(urls)} different files")


def malformed(image: ImageMarkup) -> Finding:
    """Nothing in ``srcset`` or ``sizes`` that a browser skips."""
    errors = list(image.parsed.errors)
    if image.sizes is not None:
        sizes = image.source_size(Viewport(1280, 800))
        errors += [error for error in sizes.errors if "auto" not in error]
    if errors:
        return Finding("malformed", False, "; ".join(errors), "Mend the attribute.")
    return Finding("malformed", True, "srcset and sizes are read without an error")


def mixed_descriptors(image: ImageMarkup) -> Finding:
    """Width and density descriptors are not mixed in one ``srcset``."""
    kinds = Counter("w" if one.width is not None else "x" for one in image.candidates)
    measured = ", ".join(f"{count} by {kind}" for kind, count in sorted(kinds.items())) or "none"
    if len(kinds) > 1:
        return Finding("mixed-descriptors", False, measured, "Give every candidate its width.")
    return Finding("mixed-descriptors", True, measured)


def missing_sizes(image: ImageMarkup) -> Finding:
    """Width descriptors come with ``sizes``; without, a browser assumes 100vw."""
    if not image.parsed.widths:
        return Finding("missing-sizes", True, "no width descriptors")
    if not (image.sizes or "").strip():
        return Finding("missing-sizes", False, "no sizes", "Say in sizes what the CSS does.")
    return Finding("missing-sizes", True, image.sizes or "")


def auto_without_lazy(image: ImageMarkup) -> Finding:
    """``auto`` only on lazy pictures, as the first entry, with no space before its comma."""
    rule = "auto-without-lazy"
    sizes = image.sizes or ""
    words = [entry.strip().lower() for entry in sizes.split(",")]
    if "auto" not in words:
        return Finding(rule, True, "no auto")
    if not image.is_lazy:
        return Finding(rule, False, "auto, not lazy", 'Add loading="lazy", or take auto out.')
    if not allows_auto(sizes, is_lazy=True):
        return Finding(rule, False, sizes, 'Begin with "auto," and nothing before the comma.')
    if len(words) == 1:
        return Finding(rule, False, "auto alone", "Add a real fallback behind it.")
    return Finding(rule, True, "auto, lazy, with a fallback")


def missing_src(image: ImageMarkup) -> Finding:
    """A ``src`` for browsers and programs without ``srcset``."""
    if not (image.src or "").strip():
        return Finding("missing-src", False, "no src", "Add a middle-sized file as src.")
    return Finding("missing-src", True, image.src or "")


def missing_dimensions(image: ImageMarkup) -> Finding:
    """``width`` and ``height``, so that the page does not jump."""
    if not (image.width and image.height):
        measured = f"width {image.width or 'missing'}, height {image.height or 'missing'}"
        advice = "Add width and height, so that the box is reserved."
        return Finding("missing-dimensions", False, measured, advice)
    return Finding("missing-dimensions", True, f"{image.width}×{image.height}")


def missing_alt(image: ImageMarkup) -> Finding:
    """Alternative text; these pictures are content, so an empty one is missing too."""
    if not (image.alt or "").strip():
        measured = "no alt" if image.alt is None else "empty alt"
        return Finding("missing-alt", False, measured, "Say what the picture shows.")
    return Finding("missing-alt", True, image.alt or "")


def above_native(image: ImageMarkup) -> Finding:
    """No candidate is declared wider than the original."""
    widest = max(image.parsed.widths, default=0)
    if not (widest and image.native_width):
        return Finding("above-native", None, "the original's width is not known")
    measured = f"widest {widest} px of {image.native_width} px"
    if widest > image.native_width:
        advice = "Leave out what is wider than the original: it is enlarged, or smaller than said."
        return Finding("above-native", False, measured, advice)
    return Finding("above-native", True, measured)
