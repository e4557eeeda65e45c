"""What a style makes: a work that knows its title, describes itself, and can be painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import PIL.Image

from gallery.sandbox.artworks.canvas import Canvas, Field, Frame
from gallery.sandbox.artworks.noise import grain
from gallery.sandbox.artworks.palette import Palette


@dataclass(frozen=True)
class Work:
    """A composed work. ``alt`` says what is drawn, without colors and full stop; ``paint`` draws it on any canvas.

    ``grain``: strength of the paper in brightness steps. ``by_field``: see `Canvas`.
    """

    title: str
    alt: str
    medium: str
    classification: str
    paint: Callable[[Canvas], None]
    grain: float = 3
    by_field: bool = False


class Compose(Protocol):
    """A style: makes every random choice and returns the work. Works by one seed are equal."""

    def __call__(self, random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
        """Compose one work for a frame."""


@dataclass(frozen=True)
class Composed:
    """A work with its frame and its paper, ready to be drawn at any size."""

    work: Work
    frame: Frame
    paper: Field

    @classmethod
    def by(cls, compose: Compose, palette: Palette, frame: Frame, seed: int) -> Composed:
        """Compose a work from a seed."""
        random = np.random.default_rng(seed)
        work = compose(random, palette, frame)
        return cls(work, frame, grain(frame, work.grain, seed))

    def render(self, width: int, height: int) -> PIL.Image.Image:
        """The whole work at exactly `width` × `height` px, RGB."""
        canvas = Canvas(width, height, self.frame, by_field=self.work.by_field)
        self.work.paint(canvas)
        return canvas.finish(self.paper if self.work.grain else None)
