"""Generated works of art: one module per style, deterministic by seed, drawn at any size."""

from gallery.sandbox.artworks.canvas import Frame
from gallery.sandbox.artworks.palette import Palette
from gallery.sandbox.artworks.pigments import PALETTES, RECIPES
from gallery.sandbox.artworks.styles import STYLES
from gallery.sandbox.artworks.work import Compose, Composed, Work

__all__ = [
    "PALETTES",
    "RECIPES",
    "STYLES",
    "Compose",
    "Composed",
    "Frame",
    "Palette",
    "Work",
]
