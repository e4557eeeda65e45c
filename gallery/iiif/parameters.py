"""The parts of a IIIF image request: region, size and rotation, as values.

Syntax of Image API 2.1 and 3.0 (§4.1 to §4.3 of both). A value parses from its URI
form and its ``str`` is that form again. What a picture makes of it is in
:mod:`gallery.iiif.resolution`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

# IIIF Image 3.0 §4.7: only decimal digits and "."; a missing leading 0 is tolerated.
_DECIMAL = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII)
# A number longer than this is a mistake or an attack, never a picture.
MAX_DIGITS = 12
FULL_TURN = 360


class ImageRequestError(ValueError):
    """A IIIF image request that cannot be answered, and why.

    ``parameter`` is "request", "region", "size", "rotation", "quality" or "format";
    ``value`` the text at fault; ``reason`` a sentence without a final stop; ``status``
    what a server should answer: 400, or 501 for upscaling that it does not offer
    (3.0 §4.2).
    """

    def __init__(self, parameter: str, value: str, reason: str, *, status: int = 400) -> None:
        super().__init__(f"{parameter} {value!r}: {reason}")
        self.parameter = parameter
        self.value = value
        self.reason = reason
        self.status = status


def _decimal(parameter: str, value: str, text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text) or len(text) > MAX_DIGITS:
        raise ImageRequestError(parameter, value, f"{text!r} is not a number like 12 or 12.5")
    return Decimal(text)


def _integer(parameter: str, value: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > MAX_DIGITS:
        raise ImageRequestError(parameter, value, f"{text!r} is not a whole number of pixels")
    return int(text)


def plain_decimal(number: Decimal) -> str:
    """`number` as 3.0 §4.7 wants it: an integer if possible, 0.5 not .5, no trailing zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


@dataclass(frozen=True, slots=True)
class Region:
    """Which part of the picture: all, the centred square, px, or percent of its sides.

    ``box`` is (x, y, width, height), used by the kinds "pixels" and "percent".
    """

    kind: Literal["full", "square", "pixels", "percent"] = "full"
    box: tuple[Decimal, Decimal, Decimal, Decimal] = (Decimal(),) * 4

    @classmethod
    def parse(cls, text: str) -> Region:
        """Read ``full``, ``square``, ``x,y,w,h`` or ``pct:x,y,w,h``."""
        if text == "full":
            return cls("full")
        if text == "square":
            return cls("square")
        is_percent = text.startswith("pct:")
        numbers = text.removeprefix("pct:").split(",")
        if len(numbers) != 4:
            raise ImageRequestError(
                "region", text, "it is not full, square, x,y,w,h or pct:x,y,w,h"
            )
        read = _decimal if is_percent else _integer
        x, y, width, height = (Decimal(read("region", text, number)) for number in numbers)
        if not (width and height):
            raise ImageRequestError("region", text, "its width and height must be above zero")
        return cls("percent" if is_percent else "pixels", (x, y, width, height))

    @classmethod
    def pixels(cls, x: int, y: int, width: int, height: int) -> Region:
        """Return the region of these pixels."""
        return cls("pixels", (Decimal(x), Decimal(y), Decimal(width), Decimal(height)))

    def __str__(self) -> str:
        if self.kind in ("full", "square"):
            return self.kind
        numbers = ",".join(plain_decimal(number) for number in self.box)
        return f"pct:{numbers}" if self.kind == "percent" else numbers


@dataclass(frozen=True, slots=True)
class Size:
    """To which size the region is scaled. ``upscale`` is the ``^`` of version 3.0.

    ``full`` (2.1 only), ``max``, width (``w,``), height (``,h``), percent (``pct:n``),
    exact (``w,h``), fit (``!w,h``).
    """

    kind: Literal["full", "max", "width", "height", "percent", "exact", "fit"] = "max"
    width: int = 0
    height: int = 0
    percent: Decimal = Decimal()
    upscale: bool = False

    @classmethod
    def parse(cls, text: str, version: int | None = None) -> Size:
        """Read a size of Image API `version` 2 or 3; None takes what either allows."""
        upscale = text.startswith("^")
        if upscale and version == 2:
            raise ImageRequestError("size", text, "^ (upscaling) came with Image API 3.0")
        form = text.removeprefix("^")
        if form == "full" and not upscale:
            if version == 3:
                raise ImageRequestError("size", text, "full was replaced by max in Image API 3.0")
            return cls("full")
        if form == "max":
            return cls("max", upscale=upscale)
        if form.startswith("pct:"):
            percent = _decimal("size", text, form.removeprefix("pct:"))
            if not percent:
                raise ImageRequestError("size", text, "the percentage must be above zero")
            return cls("percent", percent=percent, upscale=upscale)
        return cls._parse_sides(text, form, upscale)

    @classmethod
    def _parse_sides(cls, text: str, form: str, upscale: bool) -> Size:
        is_fit = form.startswith("!")
        sides = form.removeprefix("!").split(",")
        if len(sides) != 2 or not any(sides) or (is_fit and not all(sides)):
            raise ImageRequestError("size", text, "it is not max, w, or ,h or w,h or !w,h or pct:n")
        width, height = (_integer("size", text, side) if side else 0 for side in sides)
        if any(side and not int(side) for side in sides):
            raise ImageRequestError("size", text, "a side must be at least 1 pixel")
        if is_fit:
            return cls("fit", width, height, upscale=upscale)
        if width and height:
            return cls("exact", width, height, upscale=upscale)
        return cls("width" if width else "height", width, height, upscale=upscale)

    def __str__(self) -> str:
        forms = {
            "width": f"{self.width},",
            "height": f",{self.height}",
            "percent": f"pct:{plain_decimal(self.percent)}",
            "exact": f"{self.width},{self.height}",
            "fit": f"!{self.width},{self.height}",
        }
        return ("^" if self.upscale else "") + forms.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Rotation:
    """Degrees clockwise, 0 to 360, after mirroring on the vertical axis if ``mirror``."""

    degrees: Decimal = Decimal()
    mirror: bool = False

    @classmethod
    def parse(cls, text: str) -> Rotation:
        """Read ``n`` or ``!n``."""
        degrees = _decimal("rotation", text, text.removeprefix("!"))
        if degrees > FULL_TURN:
            raise ImageRequestError("rotation", text, "it is not between 0 and 360 degrees")
        return cls(degrees, text.startswith("!"))

    def __str__(self) -> str:
        return ("!" if self.mirror else "") + plain_decimal(self.degrees)
