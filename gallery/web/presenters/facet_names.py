"""What the values of facets and filters are called; the values themselves stay English."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.catalog.rows import SIZES, SIZES_FROM
from gallery.web.presenters import color_words, figures
from gallery.web.presenters.contact_marks import NAMES

FACETS = {
    "source": noop("Source"),
    "orientation": noop("Orientation"),
    "size": noop("Longer side"),
    "format": noop("Format"),
    "decade": noop("Decade"),
    "make": noop("Make"),
    "model": noop("Model"),
    "software": noop("Software"),
    "film": noop("Film"),
    "hue": noop("Museum’s hue"),
    "word": noop("Colour"),
    "has": noop("Has"),
    "lacks": noop("Lacks"),
}
SHAPES = {
    "landscape": noop("landscape"),
    "portrait": noop("portrait"),
    "square": noop("square"),
    "panorama": noop("panorama"),
}
SHAPE_TITLES = {
    "landscape": noop("Landscape"),
    "portrait": noop("Portrait"),
    "square": noop("Square"),
    "panorama": noop("Panorama"),
}
SIZE_NAMES = {
    "small": noop("small"),
    "medium": noop("medium"),
    "large": noop("large"),
    "huge": noop("huge"),
}
SIZE_TITLES = {
    "small": noop("Small, under {count} px"),
    "medium": noop("Medium, {count} px and longer"),
    "large": noop("Large, {count} px and longer"),
    "huge": noop("Huge, {count} px and longer"),
}
PARTS = {
    "alt": noop("alternative text"),
    "caption": noop("a caption"),
    "colors": noop("colours"),
    "technique": noop("technique"),
}
WITH = {
    "alt": noop("With alternative text"),
    "caption": noop("With a caption"),
    "colors": noop("With colours"),
    "technique": noop("With technique"),
}
WITHOUT = {
    "alt": noop("Without alternative text"),
    "caption": noop("Without a caption"),
    "colors": noop("Without colours"),
    "technique": noop("Without technique"),
}
_TITLES = {"orientation": SHAPE_TITLES, "has": WITH, "lacks": WITHOUT}


def named(value: str) -> str:
    """A shape, a size or a colour word inside a line: "landscape"."""
    known = SHAPES.get(value) or SIZE_NAMES.get(value)
    return _(known) if known else color_words.named(value)


def part_name(part: str) -> str:
    """A part of a record, or a mark: "alternative text", "Broken file"."""
    known = PARTS.get(part) or NAMES.get(part)
    return _(known) if known else part


def decade_name(first: int) -> str:
    """Ten years: "1990s"."""
    return _("{year}s").format(year=first)


def option_name(facet: str, value: str, label: str) -> str:
    """One option of a facet as it stands alone; `label` where nothing has to be translated."""
    if facet == "size" and value in SIZE_TITLES:
        low = SIZES_FROM[SIZES.index(value) - 1]
        return _(SIZE_TITLES[value]).format(count=figures.count(low if low > 1 else SIZES_FROM[1]))
    if facet == "decade" and value.isdigit():
        return decade_name(int(value))
    if facet in ("word", "hue"):
        return color_words.named(label)
    known = _TITLES.get(facet, {}).get(value)
    return _(known) if known else label
