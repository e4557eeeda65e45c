"""Paper relief: sheets with wavy openings, one behind the other, each casting a shadow."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.canvas import Canvas, Frame
from gallery.sandbox.artworks.palette import Palette, mix, ramp
from gallery.sandbox.artworks.words import number
from gallery.sandbox.artworks.work import Work


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Seven to eleven sheets, light in front, deep colour at the bottom (or the reverse)."""
    count = int(random.integers(7, 12))
    stops = (
        palette.ground,
        palette.tones[4],
        palette.tones[3],
        palette.tones[2],
        palette.tones[1],
        palette.tones[0],
    )
    colors = [
        (int(r), int(g), int(b))
        for r, g, b in ramp(stops if random.random() < 0.6 else stops[::-1], count)
    ]
    jewel = palette.accent
    colors[-1] = jewel if random.random() < 0.7 else colors[-1]
    centre = np.array(
        [frame.width * random.uniform(0.36, 0.64), frame.height * random.uniform(0.36, 0.64)]
    )
    turn = np.linspace(0, 2 * np.pi, 180, endpoint=False)
    lobes = random.integers(2, 7, 4)
    phases = random.uniform(0, 6.28, 4)
    openings = []
    for sheet in range(1, count):
        share = 1 - sheet / count
        phases = phases + random.normal(0, 0.22, 4)
        wave = sum(
            np.sin(turn * lobe + phase) / (2 + index)
            for index, (lobe, phase) in enumerate(zip(lobes, phases, strict=True))
        )
        reach = (0.05 + 0.95 * share**1.05) * (1 + 0.17 * wave)
        centre = centre + random.normal(0, 0.012, 2)
        spread = np.array([frame.width, frame.height]) * 0.50
        openings.append(
            centre + np.stack([np.cos(turn), np.sin(turn)], axis=1) * reach[:, None] * spread
        )

    def paint(canvas: Canvas) -> None:
        canvas.fill(colors[0])
        for opening, color in zip(openings, colors[1:], strict=True):
            # Light from the upper left: the front sheet shades the rim of its own opening.
            canvas.polygon(opening, mix(color, (8, 8, 12), 0.40))
            middle = opening.mean(axis=0)
            for step in range(1, 6):
                inner = middle + (opening - middle) * (1 - 0.008 * step) + 0.0042 * step
                canvas.polygon(
                    _within(inner, opening),
                    mix(color, (8, 8, 12), 0.40 * (1 - step / 5)),
                    0.9 if step < 5 else 1,
                )

    return Work(
        title=f"Relief in {number(count)} Sheets, {palette.name}",
        alt=f"{number(count)} sheets of cut paper stacked with wavy openings that cast shadows",
        medium="Cut paper",
        classification="Drawings",
        paint=paint,
        grain=4,
    )


def _within(
    points: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    limit: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Points drawn back to the outline's own reach, direction by direction."""
    middle = limit.mean(axis=0)
    reach = np.hypot(*(limit - middle).T)
    own = np.hypot(*(points - middle).T).clip(1e-9)
    turn, at = np.arctan2(*(points - middle).T[::-1]), np.arctan2(*(limit - middle).T[::-1])
    order = np.argsort(at)
    allowed = np.interp(turn, at[order], reach[order], period=2 * np.pi)
    return np.asarray(middle + (points - middle) * np.minimum(1, allowed / own)[:, None])
