"""Op art: hard-edged patterns that seem to swell, turn and move."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Field, Frame
from gallery.sandbox.artworks.noise import covered
from gallery.sandbox.artworks.palette import Palette, ramp, shade
from gallery.sandbox.artworks.work import Work

Pattern = Callable[[Field, Field], Field]


def _bulge(random: np.random.Generator, frame: Frame) -> Pattern:
    centre = random.uniform(0.35, 0.65, 2) * (frame.width, frame.height)
    count, reach = int(random.integers(9, 14)), random.uniform(0.36, 0.48)

    def pattern(x: Field, y: Field) -> Field:
        dx, dy = x - np.float32(centre[0]), y - np.float32(centre[1])
        away = np.hypot(dx, dy) / np.float32(reach)
        pull = np.where(away < 1, 1 - 0.62 * (1 - away**2).clip(0) ** 1.2, 1).astype(np.float32)
        turn = np.float32(np.pi * count)
        return np.asarray(np.sin(dx * pull * turn) * np.sin(dy * pull * turn), dtype=np.float32)

    return pattern


def _waves(random: np.random.Generator, _frame: Frame) -> Pattern:
    count, swing = random.uniform(14, 22), random.uniform(0.05, 0.11)
    phase, beat = random.uniform(0, 6), random.uniform(2.2, 4.2)

    def pattern(x: Field, y: Field) -> Field:
        bend = np.sin(y * np.float32(beat) + np.float32(phase)) + 0.5 * np.sin(
            y * np.float32(beat * 2.3)
        )
        squeeze = x + np.float32(swing) * bend + 0.06 * np.sin(x * np.float32(5.1))
        return np.asarray(np.sin(squeeze * np.float32(count * np.pi)), dtype=np.float32)

    return pattern


def _rings(random: np.random.Generator, frame: Frame) -> Pattern:
    centre = random.uniform(0.3, 0.7, 2) * (frame.width, frame.height)
    count, arms = random.uniform(16, 24), int(random.integers(3, 9))
    swing = random.uniform(0.25, 0.9)

    def pattern(x: Field, y: Field) -> Field:
        dx, dy = x - np.float32(centre[0]), y - np.float32(centre[1])
        away, turn = np.hypot(dx, dy), np.arctan2(dy, dx)
        ripple = np.float32(swing) * np.sin(arms * turn + away * 5)
        return np.asarray(np.sin(away * np.float32(count * np.pi) + ripple * 2), dtype=np.float32)

    return pattern


PATTERNS = {
    "Swelling Checkerboard": (_bulge, "a checkerboard that bulges like a ball"),
    "Standing Waves": (_waves, "upright stripes that bend like waves"),
    "Ripples": (_rings, "rings that ripple outward"),
}


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """One of the patterns in two colours, each of which drifts across the sheet."""
    title = str(random.choice(list(PATTERNS)))
    make, words = PATTERNS[title]
    pattern = make(random, frame)
    dark = ramp((palette.tones[0], palette.tones[1], palette.tones[2], palette.tones[1]))
    light = ramp((palette.ground, palette.tones[4], palette.second))
    if palette.is_dark:
        dark = ramp((palette.ground, palette.tones[0], palette.tones[1]))
        light = ramp((palette.accent, palette.tones[3], palette.tones[4]))
    slope = random.uniform(-0.6, 0.6)

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid()
        part = covered(pattern(x, y))[..., None]
        across, down = x / np.float32(frame.width), y / np.float32(frame.height)
        drift = ((across + np.float32(slope) * down + 0.3) / 1.6).astype(np.float32)
        canvas.paint(
            (shade(drift, light) * (1 - part) + shade(drift, dark) * part).astype(np.uint8)
        )

    return Work(
        title=f"{title}, {palette.name}",
        alt=f"Optical pattern: {words}",
        medium="Screenprint on paper",
        classification="Prints",
        paint=paint,
        grain=2,
        by_field=True,
    )
