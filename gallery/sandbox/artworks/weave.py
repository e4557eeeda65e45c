"""Woven bands: warp and weft in stripes, crossing over and under."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.work import Work

# (step of the float, its length): plain weave, two twills, a basket weave.
BINDINGS = {"plain": (1, 2), "twill": (1, 4), "herringbone": (2, 4), "basket": (0, 4)}


def _stripes(random: np.random.Generator, palette: Palette, count: int) -> list[Color]:
    """A mirrored stripe sequence, as looms repeat them."""
    unit: list[Color] = []
    choices = [*palette.tones, palette.ground, palette.accent, palette.second]
    while len(unit) < 9:
        color = choices[int(random.choice(8, p=[0.12, 0.16, 0.16, 0.14, 0.12, 0.12, 0.10, 0.08]))]
        unit += [color] * int(random.choice([1, 2, 4]))
    whole = unit + unit[::-1]
    return [whole[index % len(whole)] for index in range(count)]


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """A cloth of 18 to 30 bands along the shorter side."""
    name = str(random.choice(list(BINDINGS)))
    step, length = BINDINGS[name]
    pitch = 1 / int(random.integers(18, 31))
    across, down = int(np.ceil(frame.width / pitch)), int(np.ceil(frame.height / pitch))
    warp, weft = _stripes(random, palette, across), _stripes(random, palette, down)
    shade = mix(palette.tones[0], (8, 8, 10), 0.6)
    # Few steps of brightness, so that each mixture is made once.
    tilt = np.round(random.normal(0, 0.05, (down, across)), 2)

    def is_over(row: int, column: int) -> bool:
        if name == "basket":
            return (row // 2 + column // 2) % 2 == 0
        if name == "herringbone":
            turn = column % 16
            return (row + (turn if turn < 8 else 15 - turn)) % length < length // 2
        return (row + column * step) % length < length // 2

    def paint(canvas: Canvas) -> None:
        canvas.fill(shade)
        half = pitch * 0.455
        for row in range(down):
            for column in range(across):
                x, y = (column + 0.5) * pitch, (row + 0.5) * pitch
                over = is_over(row, column)
                color = weft[row] if over else warp[column]
                bright = tilt[row, column]
                body = mix(color, (255, 255, 255) if bright > 0 else shade, min(abs(bright), 0.12))
                long, short = pitch * 0.54, half
                wide, high = (long, short) if over else (short, long)
                canvas.rectangle(x - wide, y - high, x + wide, y + high, body)
                low = mix(color, shade, 0.45)
                edge = pitch * 0.10
                if over:
                    canvas.rectangle(x - wide, y + high - edge, x + wide, y + high, low)
                    canvas.rectangle(
                        x - wide * 0.6,
                        y - high * 0.5,
                        x + wide * 0.6,
                        y - high * 0.2,
                        (255, 255, 255),
                        0.16,
                    )
                else:
                    canvas.rectangle(x + wide - edge, y - high, x + wide, y + high, low)
                    canvas.rectangle(
                        x - wide * 0.5,
                        y - high * 0.6,
                        x - wide * 0.2,
                        y + high * 0.6,
                        (255, 255, 255),
                        0.16,
                    )

    label = {
        "plain": "Plain Weave",
        "twill": "Twill",
        "herringbone": "Herringbone",
        "basket": "Basket Weave",
    }[name]
    return Work(
        title=f"{label} Sample, {palette.name}",
        alt="Close view of striped bands woven over and under each other",
        medium=f"Wool, {label.lower()}",
        classification="Textile Arts",
        paint=paint,
        grain=5,
    )
