"""Sunsets over water: a low sun, long clouds, and its light broken by waves."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.noise import clouds, smooth
from gallery.sandbox.artworks.palette import Palette, mix, ramp, shade
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """The horizon lies a little below the middle; now and then an island or a sail."""
    horizon = frame.height * random.uniform(0.52, 0.62)
    sun = (
        frame.width * random.uniform(0.25, 0.75),
        horizon - random.uniform(0.0, 0.15),
        random.uniform(0.055, 0.10),
    )
    warm = mix(palette.second, (255, 226, 150), 0.45)
    glow = mix(palette.accent, warm, 0.35)
    sky = ramp((palette.tones[1], palette.tones[2], palette.tones[3], glow, warm))
    sea = ramp(
        (mix(warm, palette.tones[3], 0.45), palette.tones[2], palette.tones[1], palette.tones[0])
    )
    streaks = clouds(random, frame, 3.5, 5, stretch=6)
    count = 230
    depth = random.uniform(0, 1, count) ** 1.6
    rows = np.sort(horizon + 0.004 + depth * (frame.height - horizon))
    near = (rows - horizon) / (frame.height - horizon)
    columns = random.uniform(-0.1, frame.width + 0.1, count)
    lengths = (0.03 + 0.16 * near) * random.uniform(0.4, 1.4, count)
    path = random.normal(0, 1, count) * (0.035 + 0.11 * near)
    sail = (
        (frame.width * random.uniform(0.15, 0.85), horizon + random.uniform(0.01, 0.05))
        if random.random() < 0.45
        else None
    )

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=600)
        canvas.paint(shade(y / np.float32(horizon), sky))
        away = np.hypot(x - np.float32(sun[0]), (y - np.float32(sun[1])) * np.float32(1.5))
        canvas.veil(0.75 * np.exp(-((away / np.float32(0.30)) ** 2)), warm)
        cloud = canvas.spread(streaks, x.shape)
        band = smooth(cloud, 0.05, 0.9)
        canvas.veil(
            band * 0.55 * smooth(-y, -horizon, -horizon * 0.3),
            mix(palette.tones[2], palette.accent, 0.35),
        )
        canvas.veil(smooth(cloud, 0.5, 1.3) * 0.5, warm)
        canvas.disc(*sun, mix(warm, (255, 252, 236), 0.55))
        water = shade(((y - np.float32(horizon)) / np.float32(frame.height - horizon)), sea)
        mask = canvas.image.copy()
        canvas.paint(water)
        canvas.image.paste(mask.crop((0, 0, mask.width, round(horizon * canvas.scale_y))), (0, 0))
        for left, top, length, close, shift in zip(columns, rows, lengths, near, path, strict=True):
            thick = 0.0022 + 0.007 * close
            canvas.ellipse(
                left,
                top,
                length,
                thick,
                palette.tones[0] if close > 0.45 else palette.tones[2],
                0.26,
            )
            canvas.ellipse(
                sun[0] + shift,
                top,
                length * 0.42,
                thick * 0.8,
                mix(warm, (255, 255, 255), 0.3),
                0.62,
            )
        if sail is not None:
            left, top = sail
            dark = mix(palette.tones[0], (10, 10, 16), 0.5)
            canvas.polygon(
                [
                    (left - 0.03, top),
                    (left + 0.035, top),
                    (left + 0.022, top + 0.011),
                    (left - 0.02, top + 0.011),
                ],
                dark,
            )
            canvas.polygon(
                [(left, top - 0.004), (left, top - 0.10), (left + 0.034, top - 0.006)], dark
            )
            canvas.polygon(
                [
                    (left - 0.004, top - 0.004),
                    (left - 0.004, top - 0.085),
                    (left - 0.024, top - 0.006),
                ],
                mix(dark, warm, 0.35),
            )

    return Work(
        title=f"{'Sail at Sundown' if sail else 'Low Sun over Water'}, {palette.name}",
        alt=f"Low sun over calm water with its reflection broken by waves{' and one small sailing boat' if sail else ''}",
        medium="Oil on canvas",
        classification="Paintings",
        paint=paint,
        grain=3.5,
    )
