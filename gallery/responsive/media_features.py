"""Numeric media features: what a viewport has of them, and what a query asks for.

Media Queries 4: §4 (dimensions), §5.1 (resolution), §2.4.2 (ratios).
"""

from __future__ import annotations

import operator
from collections.abc import Callable

from gallery.responsive.css_lengths import Viewport, length_in_px, number_of
from gallery.responsive.css_tokens import Component, Token

COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_DPPX_PER_UNIT = {"dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96}


def actual_value(name: str, viewport: Viewport) -> float | None:
    """What `viewport` has of a numeric feature; px, dppx, or a plain ratio."""
    return {
        "width": viewport.width,
        "height": viewport.height,
        "device-width": viewport.width,
        "device-height": viewport.height,
        "aspect-ratio": viewport.width / (viewport.height or 1),
        "device-aspect-ratio": viewport.width / (viewport.height or 1),
        "resolution": viewport.dpr,
        "-webkit-device-pixel-ratio": viewport.dpr,
        "color": 8.0,
    }.get(name)


def compared(
    name: str, compare: str, values: tuple[Component, ...], viewport: Viewport
) -> bool | None:
    """Return whether feature `name` compares so with `values`; None where that is unknown."""
    actual, wanted = actual_value(name, viewport), _wanted(name, values, viewport)
    return None if actual is None or wanted is None else COMPARE[compare](actual, wanted)


def _wanted(name: str, values: tuple[Component, ...], viewport: Viewport) -> float | None:
    if name.endswith("aspect-ratio"):
        return _ratio(values, viewport)
    if len(values) != 1:
        return None
    value = values[0]
    if name.endswith(("width", "height")):
        return length_in_px(value, viewport)
    if name == "resolution":
        if isinstance(value, Token) and value.unit in _DPPX_PER_UNIT:
            return value.number * _DPPX_PER_UNIT[value.unit]
        return None
    return number_of(value, viewport)


def _ratio(values: tuple[Component, ...], viewport: Viewport) -> float | None:
    if len(values) == 3 and isinstance(values[1], Token) and values[1].text == "/":
        above, below = number_of(values[0], viewport), number_of(values[2], viewport)
        return above / below if above is not None and below else None
    return number_of(values[0], viewport) if len(values) == 1 else None
