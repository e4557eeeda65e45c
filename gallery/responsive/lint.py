"""The responsive-image lint: fifteen rules on one ``<img>``, passing values shown too.

Rules follow RespImageLint's, so that people can look them up.
"""

from __future__ import annotations

from collections.abc import Callable

from gallery.responsive import lint_files, lint_markup
from gallery.responsive.markup import Finding, ImageMarkup, MeasuredFile

__all__ = ["RULES", "Finding", "ImageMarkup", "MeasuredFile", "lint"]

RULES: tuple[Callable[[ImageMarkup], Finding], ...] = (
    lint_markup.duplicate,
    lint_markup.malformed,
    lint_markup.mixed_descriptors,
    lint_markup.missing_sizes,
    lint_files.wrong_width,
    lint_files.wrong_ratio,
    lint_files.different_content,
    lint_files.gap_too_big,
    lint_markup.auto_without_lazy,
    lint_files.wrong_sizes,
    lint_markup.missing_src,
    lint_markup.missing_dimensions,
    lint_markup.missing_alt,
    lint_markup.above_native,
    lint_files.not_fitting,
)


def lint(image: ImageMarkup) -> tuple[Finding, ...]:
    """Return one finding per rule, in a fixed order, passing ones with their values too."""
    return tuple(rule(image) for rule in RULES)
