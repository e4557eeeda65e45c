"""Every style by name, with the palettes that suit it (none named: all do)."""

from __future__ import annotations

from dataclasses import dataclass

from gallery.sandbox.artworks import color_field, ridges, stained_glass
from gallery.sandbox.artworks.work import Compose


@dataclass(frozen=True)
class Style:
    """A style and the palettes that suit it."""

    compose: Compose
    palettes: tuple[str, ...] = ()


STYLES: dict[str, Style] = {
    "color_field": Style(color_field.compose),
    "stained_glass": Style(stained_glass.compose),
    "ridges": Style(ridges.compose),
}
