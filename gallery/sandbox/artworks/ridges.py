"""Ridges in mist: layered mountains that pale with distance, under a sun or a moon."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds, smooth
from gallery.sandbox.artworks.palette import Palette, mix, ramp, shade
from gallery.sandbox.artworks.words import number
from gallery.sandbox.artworks.work import Work


def ridge(
    random: np.random.Generator, width: float, roughness: float, points: int = 400
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Heights along a ridge, about ±1, fractal."""
    at = np.linspace(0, width, points)
    total = np.zeros(points)
    for octave in range(7):
        count = max(3, int(width * 2.2 * 2**octave) + 2)
        knots = random.uniform(-1, 1, count)
        total += roughness**octave * np.interp(at, np.linspace(0, width, count), knots)
    return total


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Five to eight ridges from pale to dark."""
    count = int(random.integers(5, 9))
    horizon = frame.height * random.uniform(0.34, 0.46)
    at = np.linspace(0, frame.width, 400)
    tones = ramp(
        (
            palette.tones[4],
            palette.tones[2],
            palette.tones[0],
            mix(palette.tones[0], (10, 12, 18), 0.45),
        ),
        count,
    )
    layers = []
    for index in range(count):
        depth = index / (count - 1)
        base = horizon + (frame.height - horizon) * depth**1.15 * 0.92
        swell = (0.05 + 0.075 * (1 - abs(depth - 0.35))) * min(frame.height, 1.3)
        line = base - swell * (ridge(random, frame.width, 0.52) + 0.2)
        layers.append((np.stack([at, line], axis=1), line.min()))
    sky = (
        (palette.tones[1], palette.tones[3], palette.second)
        if palette.is_dark
        else (
            mix(palette.tones[3], palette.second, 0.35),
            palette.tones[4],
            mix(palette.second, palette.ground, 0.5),
        )
    )
    orb = (
        frame.width * random.uniform(0.2, 0.8),
        horizon * random.uniform(0.35, 0.75),
        random.uniform(0.05, 0.1),
    )
    haze = clouds(random, frame, 3, 4, stretch=4)
    lit = palette.accent if random.random() < 0.65 else mix(palette.ground, palette.second, 0.4)
    mist = mix(sky[2], (255, 255, 255), 0.25)

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=500)
        canvas.paint(shade(y / np.float32(horizon * 1.25), ramp(sky)))
        glow = np.hypot(x - orb[0], y - orb[1])
        canvas.veil(0.5 * np.exp(-((glow / np.float32(orb[2] * 4)) ** 2)), mix(lit, sky[2], 0.4))
        canvas.disc(*orb, lit)
        cloud = canvas.spread(haze, x.shape)
        canvas.veil(smooth(cloud, 0.1, 1.2) * 0.45, mist)
        for (line, top), tone in zip(layers, tones, strict=True):
            corners = [(frame.width, frame.height + 0.1), (0, frame.height + 0.1)]
            red, green, blue = (int(value) for value in tone)
            canvas.polygon(np.concatenate([line, corners]), (red, green, blue))
            veil = smooth(y, top, top + 0.34) * smooth(-y, -(top + 0.75), -(top + 0.30))
            canvas.veil(veil * (0.30 + 0.14 * cloud), mist)

    time = random.choice(["Morning", "Evening", "Early", "Late"])
    return Work(
        title=f"Ridges in {time} Mist, {palette.name}",
        alt=f"{number(count)} mountain ridges fading into mist below a round sun",
        medium="Color woodcut on paper",
        classification="Prints",
        paint=paint,
    )
