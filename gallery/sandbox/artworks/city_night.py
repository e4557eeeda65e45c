"""Cities at night: three rows of buildings with lit windows under a glowing sky."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame
from gallery.sandbox.artworks.noise import clouds
from gallery.sandbox.artworks.palette import Palette, mix, ramp, shade
from gallery.sandbox.artworks.work import Work

Box = tuple[float, float, float, float, Color]


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Buildings darken towards the front; windows are lit by chance, in three colours."""
    night = mix(palette.tones[0], (8, 9, 20), 0.55)
    sky = ramp(
        (
            night,
            mix(palette.tones[0], palette.tones[1], 0.6),
            palette.tones[2],
            mix(palette.tones[3], palette.accent, 0.45),
        )
    )
    lamps = (mix(palette.second, (255, 214, 120), 0.5), (255, 232, 180), palette.accent)
    boxes: list[Box] = []
    windows: list[Box] = []
    for row in range(3):
        base = frame.height * (0.80 + 0.10 * row)
        tone = mix(mix(palette.tones[1], palette.tones[2], 0.35), night, 0.30 + 0.32 * row)
        x = -0.02
        while x < frame.width:
            wide = random.uniform(0.07, 0.17) * (0.75 + 0.22 * row)
            tall = random.uniform(0.16, 0.52 - 0.11 * row) * min(frame.height, 1.45)
            boxes.append((x, base - tall, x + wide, frame.height + 0.01, tone))
            if random.random() < 0.3:
                boxes.append(
                    (
                        x + wide * 0.46,
                        base - tall - random.uniform(0.02, 0.08),
                        x + wide * 0.54,
                        base - tall,
                        tone,
                    )
                )
            if random.random() < 0.35:
                boxes.append(
                    (x + wide * 0.25, base - tall - 0.022, x + wide * 0.75, base - tall, tone)
                )
            windows += _windows(random, x, base - tall, wide, frame.height, tone, lamps, row)
            boxes.append((0, 0, 0, 0, tone))  # marks the end of a building
            x += wide + random.uniform(0.0, 0.022)
        boxes += windows
        windows = []
    haze = clouds(random, frame, 3, 4, stretch=3)
    moon = (
        frame.width * random.uniform(0.15, 0.85),
        frame.height * random.uniform(0.10, 0.24),
        random.uniform(0.035, 0.06),
    )

    def paint(canvas: Canvas) -> None:
        x, y = canvas.grid(longest=400)
        canvas.paint(
            shade(y / np.float32(frame.height * 0.88) + 0.05 * canvas.spread(haze, x.shape), sky)
        )
        canvas.disc(moon[0], moon[1], moon[2] * 1.9, lamps[1], 0.10)
        canvas.disc(*moon, mix(lamps[1], (255, 255, 255), 0.4))
        for left, top, right, bottom, color in boxes:
            canvas.rectangle(left, top, right, bottom, color)

    return Work(
        title=f"Lit Windows, {palette.name}",
        alt="City skyline at night with many lit windows below a small moon",
        medium="Screenprint on paper",
        classification="Prints",
        paint=paint,
        grain=3,
    )


def _windows(
    random: np.random.Generator,
    x: float,
    top: float,
    wide: float,
    ground: float,
    tone: Color,
    lamps: tuple[Color, ...],
    row: int,
) -> list[Box]:
    """Windows of one building: floors of equal panes, most of them dark."""
    found: list[Box] = []
    columns = int(random.integers(3, 7))
    pane = wide / (columns * 1.9)
    floor = pane * random.uniform(1.7, 2.5)
    level, lit_share = top + floor * 0.7, random.uniform(0.18, 0.55)
    main = int(random.choice(3, p=[0.55, 0.3, 0.15]))
    while level < ground:
        for column in range(columns):
            left = x + wide * (column + 0.5) / columns - pane / 2
            if random.random() < lit_share:
                lamp = lamps[main if random.random() < 0.8 else int(random.integers(3))]
                found.append(
                    (
                        left,
                        level,
                        left + pane,
                        level + floor * 0.5,
                        mix(lamp, tone, (0.42, 0.22, 0.06)[row] + 0.1 * int(random.integers(3))),
                    )
                )
        level += floor
    return found
