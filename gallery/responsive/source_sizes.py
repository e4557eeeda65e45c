"""The ``sizes`` attribute: how wide a picture will be shown, in px.

HTML, 4.8.4.3.11 "Parsing a sizes attribute" and 4.8.4.2.2 (``sizes="auto"``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gallery.responsive.css_lengths import Viewport, length_in_px
from gallery.responsive.css_tokens import (
    Component,
    Token,
    is_space,
    parse_components,
    split_at_commas,
)
from gallery.responsive.media_conditions import matches


@dataclass(frozen=True, slots=True)
class SourceSize:
    """The width that ``sizes`` gives, px, and from which of its entries (None: the default)."""

    px: float
    entry: int | None
    errors: tuple[str, ...] = ()


def allows_auto(sizes: str, *, is_lazy: bool) -> bool:
    """Whether the standard allows ``auto`` here: lazy, and ``auto`` alone or before a comma.

    Chromium is more tolerant of white space around it, and :func:`evaluate_sizes` with it.
    """
    text = sizes.lower()
    return is_lazy and (text == "auto" or text.startswith("auto,"))


@lru_cache(maxsize=8192)  # pictures of one ratio have the same `sizes` in the same windows
def evaluate_sizes(
    sizes: str,
    viewport: Viewport,
    *,
    is_lazy: bool = False,
    layout_width: float | None = None,
) -> SourceSize:
    """Return the source size of an ``<img>`` with these `sizes` in `viewport`.

    `layout_width` is how wide the picture is laid out, px, for ``auto``; None: not known,
    then ``auto`` is passed over. What is wrong is skipped, as a browser does, and told.
    """
    errors: list[str] = []
    entries = split_at_commas(parse_components(sizes)) if sizes.strip() else []
    if entries and _is_auto(_split_value(entries[0])):
        if is_lazy and layout_width is not None:
            return SourceSize(layout_width, 0)
        if not is_lazy:
            # The standard goes on to the next entry; Chromium 156 takes the default.
            return SourceSize(viewport.width, None, ("auto without loading=lazy",))
    for index, entry in enumerate(entries):
        condition, value = _split_value(entry)
        if value is None:
            errors.append(f"entry {index + 1} is empty")
            continue
        if isinstance(value, Token) and value.text == "auto":
            if index or condition:
                errors.append(f"auto in entry {index + 1}: it counts only alone and first")
            continue
        px = length_in_px(value, viewport)
        # A calc() below zero is clamped (CSS Values 4 §10.12); a plain -1px is an error.
        if px is None or (isinstance(value, Token) and px < 0):
            errors.append(f"entry {index + 1} does not end in a length")
            continue
        if condition:
            if not matches(condition, viewport):
                continue
        elif index < len(entries) - 1:
            errors.append(f"entry {index + 1} has no condition, so nothing behind it counts")
        return SourceSize(max(0.0, px), index, tuple(errors))
    return SourceSize(viewport.width, None, tuple(errors))  # the default, 100vw


def _is_auto(split: tuple[tuple[Component, ...], Component | None]) -> bool:
    condition, value = split
    return not condition and isinstance(value, Token) and value.text == "auto"


def _split_value(
    entry: tuple[Component, ...],
) -> tuple[tuple[Component, ...], Component | None]:
    values = list(entry)
    while values and is_space(values[-1]):
        values.pop()
    if not values:
        return (), None
    last = values.pop()
    while values and is_space(values[-1]):
        values.pop()
    while values and is_space(values[0]):
        values.pop(0)
    return tuple(values), last
