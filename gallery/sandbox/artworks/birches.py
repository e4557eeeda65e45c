"""Birch woods: pale trunks one behind the other in coloured fog."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds
from gallery.sandbox.artworks.palette import Palette, mix, ramp, shade
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Four depths of trunks; the nearest carry bark marks; leaves lie and fall."""
    fog = (
        palette.tones[2],
        palette.tones[3],
        palette.tones[4],
        mix(palette.second, palette.tones[3], 0.4),
    )
    if palette.is_dark:
        fog = (palette.ground, palette.tones[0], palette.tones[1], palette.tones[2])
    back = ramp(fog)
    bark = mix(palette.ground if not palette.is_dark else palette.ink, (252, 250, 244), 0.4)
    dark = mix(palette.tones[0], (16, 14, 16), 0.6)
    trunks = []
    for depth in range(4):
        for _ in range(int((13, 9, 6, 4)[depth] * frame.width * random.uniform(0.75, 1.15)) + 1):
            width = (0.010, 0.020, 0.036, 0.062)[depth] * random.uniform(0.75, 1.25)
            x = random.uniform(-0.02, frame.width + 0.02)
            lean = random.normal(0, 0.03)
            t = np.linspace(0, 1, 14)
            foot = frame.height * (0.80 + 0.075 * depth) + random.uniform(0, 0.03)
            path = np.stack(
                [x + lean * t + 0.006 * np.sin(t * 5 + x * 9), foot * (1 - t) - 0.04], axis=1
            )
            marks = [
                (random.uniform(0, 1), random.uniform(-0.5, 0.35), random.uniform(0.15, 0.6))
                for _ in range(int(10 * depth))
            ]
            trunks.append(
                (depth, path, np.linspace(width, width * 0.72, 14).astype(np.float32), marks)
            )
    leaves = random.uniform((0, 0.02), (frame.width, frame.height), (int(150 * frame.width), 2))
    low = random.random(len(leaves)) < 0.55
    leaves[low, 1] = frame.height * random.uniform(0.80, 1.0, low.sum())
    sizes = random.uniform(0.003, 0.010, len(leaves))
    tint = random.random(len(leaves)) < 0.7
    mist = clouds(random, frame, 2.5, 4, stretch=2)

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=500)
        cloud = canvas.spread(mist, x.shape)
        canvas.paint(shade((y / np.float32(frame.height) + 0.14 * cloud).astype(np.float32), back))
        ground = ((y / np.float32(frame.height) - 0.74) / 0.26).clip(0, 1)
        canvas.veil(ground * (0.55 + 0.2 * cloud), mix(palette.accent, palette.tones[0], 0.35))
        last = 0
        for depth, path, width, marks in trunks:
            if depth != last:
                canvas.veil((0.16 + 0.10 * cloud) * (1 - 0.4 * ground), fog[1])
                last = depth
            body = mix(fog[1], bark, (0.30, 0.55, 0.82, 1.0)[depth])
            canvas.ribbon(path, width, mix(body, dark, 0.30))
            canvas.ribbon(path - np.array([width[0] * 0.10, 0]), width * np.float32(0.80), body)
            for at, aside, length in marks:
                place = path[int(at * 13)] + np.array([aside * width[0] * 0.8, 0.02 * aside])
                canvas.ellipse(
                    place[0],
                    place[1] + 0.03 * length,
                    width[0] * 0.32 * length + 0.002,
                    0.0022 + 0.0026 * length,
                    dark,
                    0.35 + 0.13 * depth,
                )
        for (left, top), size, warm in zip(leaves, sizes, tint, strict=True):
            canvas.ellipse(
                left, top, size, size * 0.6, palette.accent if warm else palette.second, 0.92
            )

    return Work(
        title=f"Birch Wood in Fog, {palette.name}",
        alt="Pale birch trunks in colored fog with small fallen leaves",
        medium="Tempera on panel",
        classification="Paintings",
        paint=paint,
        grain=4,
    )
