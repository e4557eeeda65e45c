"""Still lifes: vessels on a table before a wall, lit from one side."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame, curve
from gallery.sandbox.artworks.noise import clouds
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.words import number
from gallery.sandbox.artworks.work import Work

Path = npt.NDArray[np.float64]

# Half widths from the lip to the foot at (height share, width share), 0 at the lip.
PROFILES: dict[str, tuple[tuple[float, float], ...]] = {
    "bottle": (
        (0, 0.17),
        (0.06, 0.15),
        (0.34, 0.15),
        (0.50, 0.42),
        (0.62, 0.50),
        (0.95, 0.48),
        (1, 0.44),
    ),
    "jar": (
        (0, 0.36),
        (0.05, 0.33),
        (0.14, 0.34),
        (0.42, 0.52),
        (0.66, 0.48),
        (0.92, 0.32),
        (1, 0.33),
    ),
    "bowl": ((0, 0.92), (0.10, 0.90), (0.45, 0.76), (0.80, 0.42), (0.90, 0.30), (1, 0.36)),
    "vase": (
        (0, 0.30),
        (0.08, 0.22),
        (0.24, 0.17),
        (0.42, 0.32),
        (0.62, 0.44),
        (0.84, 0.36),
        (1, 0.24),
    ),
    "beaker": ((0, 0.40), (0.10, 0.38), (0.55, 0.34), (0.92, 0.31), (1, 0.30)),
    "jug": (
        (0, 0.26),
        (0.10, 0.21),
        (0.28, 0.24),
        (0.52, 0.46),
        (0.74, 0.46),
        (0.94, 0.33),
        (1, 0.34),
    ),
}
TALL = {"bottle": 0.46, "jar": 0.33, "bowl": 0.16, "vase": 0.42, "beaker": 0.24, "jug": 0.36}


class _Vessel:
    """One vessel standing at `x`, `foot`; drawn in vertical bands of light."""

    def __init__(
        self, kind: str, x: float, foot: float, tall: float, color: Color, dark: Color
    ) -> None:
        shares = curve(PROFILES[kind], 10)
        self.kind, self.x, self.foot, self.tall, self.color, self.dark = (
            kind,
            x,
            foot,
            tall,
            color,
            dark,
        )
        self.level = foot - tall * (1 - shares[:, 0])
        self.half = shares[:, 1] * tall * (0.62 if kind != "bowl" else 1.05)
        self.widest = float(self.half.max())

    def _between(self, left: float, right: float) -> Path:
        """The part of the body between two shares of its half width, -1 to 1."""
        return np.concatenate(
            [
                np.stack([self.x + left * self.half, self.level], axis=1),
                np.stack([self.x + right * self.half, self.level], axis=1)[::-1],
            ]
        )

    def draw(self, canvas: Canvas, light: Color) -> None:
        base = self.half[-1]
        canvas.ellipse(
            self.x + self.widest * 0.9, self.foot + 0.004, self.widest * 1.5, 0.020, self.dark, 0.30
        )
        canvas.ellipse(self.x + base * 0.5, self.foot + 0.002, base * 1.7, 0.014, self.dark, 0.45)
        if self.kind == "jug":
            turn = np.linspace(-1.9, 1.7, 40)
            handle = np.stack(
                [
                    self.x + self.widest * 0.72 + 0.36 * self.widest * np.cos(turn),
                    self.foot - self.tall * 0.66 + self.tall * 0.19 * np.sin(turn),
                ],
                axis=1,
            )
            canvas.ribbon(handle, 0.020, mix(self.color, self.dark, 0.42))
        canvas.ellipse(self.x, self.foot, base, base * 0.16, mix(self.color, self.dark, 0.5))
        steps = 26
        edges = np.linspace(-1, 1, steps + 1)
        for left, right in pairwise(edges):
            at = (left + right) / 2
            # Light falls from the left front; a little comes back from the right.
            lit = np.cos((at + 0.42) * 1.25)
            color = mix(
                self.color, self.dark, float(np.round(np.clip(0.62 - 0.66 * lit, 0, 0.62), 3))
            )
            glow = float(np.round(max(0.0, lit - 0.86) * 1.6 + max(0.0, at - 0.86) * 0.8, 3))
            canvas.polygon(
                self._between(left, min(1.0, right + 0.03)), mix(color, light, min(0.35, glow))
            )
        lip = self.half[0]
        canvas.ellipse(self.x, self.level[0], lip, lip * 0.17, mix(self.color, light, 0.25))
        canvas.ellipse(
            self.x,
            self.level[0] + lip * 0.015,
            lip * 0.86,
            lip * 0.125,
            mix(self.color, self.dark, 0.72),
        )
        canvas.ribbon(self._between(-0.62, -0.56)[8 : len(self.level) - 12], 0.006, light, 0.30)


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Two to seven vessels in a row with overlaps, the tall ones behind."""
    count = int(np.clip(round(frame.width * random.uniform(2.2, 3.4)), 2, 8))
    table = frame.height * random.uniform(0.66, 0.72)
    dark = mix(palette.tones[0], (14, 12, 16), 0.55)
    light = mix(palette.ground if not palette.is_dark else palette.ink, (255, 250, 238), 0.5)
    wall = (
        mix(palette.tones[3], palette.ground, 0.35)
        if not palette.is_dark
        else mix(palette.tones[0], palette.ground, 0.35)
    )
    top = (
        mix(palette.tones[4], palette.second, 0.35)
        if not palette.is_dark
        else mix(palette.tones[1], palette.ground, 0.3)
    )
    colors = [
        palette.accent,
        palette.tones[1],
        palette.second,
        palette.tones[2],
        palette.tones[0],
        light,
    ]
    kinds = [str(kind) for kind in random.permutation(list(PROFILES))]
    scale = min(1.35, frame.height * 1.05)
    vessels = []
    for index in range(count):
        kind = kinds[index % 6]
        x = frame.width * (
            0.5
            + (index - (count - 1) / 2) * min(0.8 / count, 0.27 / frame.width)
            + random.normal(0, 0.006)
        )
        foot = table + frame.height * random.uniform(0.045, 0.16)
        tall = TALL[kind] * scale * random.uniform(0.9, 1.2)
        vessels.append(
            _Vessel(kind, x, foot, tall, colors[(index + int(random.integers(2))) % 6], dark)
        )
    vessels.sort(key=lambda vessel: vessel.foot)
    brush = clouds(random, frame, 5, 5, stretch=1.8)

    def paint(canvas: Canvas) -> None:
        canvas.fill(wall)
        x, y = canvas.grid(longest=600)
        cloud = canvas.spread(brush, x.shape)
        canvas.veil((x / np.float32(frame.width)) * 0.45 + cloud * 0.10, mix(wall, dark, 0.55))
        canvas.rectangle(-0.01, table, frame.width + 0.01, frame.height + 0.01, top)
        shade = (y > table).astype(np.float32) * (
            0.12 + 0.10 * cloud + 0.25 * (y - np.float32(table)) / np.float32(frame.height - table)
        )
        canvas.veil(shade, mix(top, dark, 0.6))
        canvas.rectangle(
            -0.01, table - 0.003, frame.width + 0.01, table + 0.003, mix(top, dark, 0.4), 0.7
        )
        for vessel in vessels:
            vessel.draw(canvas, light)

    return Work(
        title=f"Still Life with {number(count)} Vessels, {palette.name}",
        alt=f"{number(count)} ceramic vessels in a row on a table, lit from the left",
        medium="Oil on panel",
        classification="Paintings",
        paint=paint,
        grain=4,
    )
