"""Halftone portraits of simple shapes: a screen of dots that grow with the shadow."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Field, Frame
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.work import Work

Darkness = Callable[[Field, Field], Field]  # x and y from -1 to 1 round the shape → 0 to 1


def _lit(x: Field, y: Field, inside: Field) -> Field:
    """A round body lit from the upper left; 0 outside."""
    depth = np.sqrt((1 - inside).clip(0, 1))
    light = (-0.55 * x - 0.60 * y + 0.58 * depth).clip(-0.2, 1)
    return np.where(inside < 1, 1 - light, 0.0).astype(np.float32)


def _ball(x: Field, y: Field) -> Field:
    return _lit(x, y, (x**2 + y**2) / np.float32(0.62))


def _pear(x: Field, y: Field) -> Field:
    half = 0.30 + 0.36 / (1 + np.exp(-7 * (y - 0.02)))
    body = (x / half) ** 2 + ((y - 0.10) / 0.74) ** 4
    stalk = (np.abs(x - 0.10 * (y + 0.62)) < 0.03) & (y > -0.9) & (y < -0.6)
    return np.where(stalk, 0.95, _lit(x, y - 0.1, body.astype(np.float32))).astype(np.float32)


def _moon(x: Field, y: Field) -> Field:
    crescent = (x**2 + y**2 < 0.62) & ((x - 0.32) ** 2 + (y + 0.16) ** 2 > 0.42)
    return np.where(crescent, 0.58 + 0.14 * y, 0.0).astype(np.float32)


def _bottle(x: Field, y: Field) -> Field:
    half = np.where(y < -0.2, 0.14 + 0.32 / (1 + np.exp(-26 * (y + 0.22))), 0.46)
    inside = (x / half) ** 2
    return np.where(np.abs(y) < 0.86, _lit(x * 1.3, y * 0.3, inside.astype(np.float32)), 0).astype(
        np.float32
    )


def _ring(x: Field, y: Field) -> Field:
    away = np.hypot(x, y)
    tube = ((away - 0.56) / 0.24) ** 2
    return _lit(x * 0.8, y * 0.8, tube.astype(np.float32))


SHAPES: dict[str, Darkness] = {
    "Ball": _ball,
    "Pear": _pear,
    "Crescent": _moon,
    "Bottle": _bottle,
    "Ring": _ring,
}


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """One shape, its cast shadow, and a screen at 15 or 45 degrees."""
    name = str(random.choice(list(SHAPES)))
    shape = SHAPES[name]
    pitch = 1 / random.uniform(36, 50)
    turn = np.radians(random.choice([15.0, 45.0, 30.0]))
    steps = np.arange(-int(1.6 * frame.longer / pitch), int(1.6 * frame.longer / pitch)) * pitch
    u, v = np.meshgrid(steps, steps)
    x = u * np.cos(turn) - v * np.sin(turn) + frame.width / 2
    y = u * np.sin(turn) + v * np.cos(turn) + frame.height / 2
    seen = (x > -pitch) & (x < frame.width + pitch) & (y > -pitch) & (y < frame.height + pitch)
    x, y = x[seen], y[seen]
    local_x = ((x - frame.width / 2) * 2.1).astype(np.float32)
    local_y = ((y - frame.height / 2) * 2.1).astype(np.float32)
    dark = shape(local_x, local_y)
    fade = 0.24 * (y / frame.height) + 0.10 + 0.10 * np.sin(x * 2)
    cast = np.exp(-((local_x - 0.25) ** 2 / 0.5 + (local_y - 0.86) ** 2 / 0.012)) * 0.55
    on_shape = dark > 0
    tone = np.where(on_shape, dark, np.maximum(fade, cast)).clip(0.04, 1)
    radius = pitch * 0.68 * np.sqrt(tone)
    back, front = palette.tones[3], palette.accent
    paper = palette.ground if not palette.is_dark else mix(palette.tones[0], palette.ground, 0.4)
    if palette.is_dark:
        back, front = palette.tones[1], palette.accent
    second = mix(front, palette.tones[0], 0.55)

    def paint(canvas: Canvas) -> None:
        canvas.fill(paper)
        for left, top, size, inside, depth in zip(x, y, radius, on_shape, tone, strict=True):
            canvas.disc(left, top, size, (second if depth > 0.72 else front) if inside else back)

    return Work(
        title=f"{name} in Dots, {palette.name}",
        alt=f"A {name.lower()} made of printed dots of different sizes on a dotted ground",
        medium="Offset lithograph on paper",
        classification="Prints",
        paint=paint,
        grain=3,
    )
