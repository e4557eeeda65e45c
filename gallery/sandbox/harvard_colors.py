"""``/color`` and ``/spectrum``: the two lists that the labels of a palette come from."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from gallery.color.css_names import CSS_NAMES
from gallery.color.labels import SPECTRUM_ANCHORS, SPECTRUM_DAYS
from gallery.color.spaces import hex_to_rgb, rgb_to_hex

_STEP = 20  # days from one anchor to the next
_FIRST_COLOR_ID = 34_838_379  # ids of that size are what the documentation shows
_LAST_UPDATE = "2015-11-22T03:17:53-0500"


@cache
def color_records() -> tuple[dict[str, Any], ...]:
    """The 147 colours of CSS3 (docs, color)."""
    return tuple(
        {"id": number, "lastupdate": _LAST_UPDATE, "hex": color, "name": name, "colorid": number}
        for number, (name, color) in enumerate(CSS_NAMES.items(), start=_FIRST_COLOR_ID)
    )


@cache
def spectrum_records() -> tuple[dict[str, Any], ...]:
    """One colour for each day of a leap year, January first being number 1 (docs, spectrum)."""
    first = dt.date(2016, 1, 1)
    days = [first + dt.timedelta(days=number) for number in range(SPECTRUM_DAYS)]
    return tuple(
        {
            "id": number,
            "color": _spectrum_color(number - 1),
            "month": day.month,
            "day": day.day,
            "daynumber": number,
        }
        for number, day in enumerate(days, start=1)
    )


def _spectrum_color(step: int) -> str:
    anchors = SPECTRUM_ANCHORS.split()
    place, offset = divmod(step, _STEP)
    low, high = (hex_to_rgb(anchors[at % len(anchors)]) for at in (place, place + 1))
    return rgb_to_hex(round(a + (b - a) * offset / _STEP) for a, b in zip(low, high, strict=True))
