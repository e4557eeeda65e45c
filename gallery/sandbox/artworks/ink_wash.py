"""Ink on absorbent paper: bamboo in the wind, or one circle drawn with a dry brush."""

from __future__ import annotations

import numpy as np

from gallery.sandbox.artworks.botanical import Path, leaf
from gallery.sandbox.artworks.canvas import Canvas, Color, Frame, band
from gallery.sandbox.artworks.noise import clouds
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.work import Work

Stroke = tuple[Path, Color, float]


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Strokes of thinned ink; where they cross, the paper darkens."""
    ink = mix(palette.tones[0], (12, 12, 16), 0.45)
    paper = mix(palette.tones[4], (250, 246, 236), 0.72)
    is_circle = random.random() < 0.4
    strokes = _circle(random, frame, ink) if is_circle else _bamboo(random, frame, ink, paper)
    stain = clouds(random, frame, 4, 5)
    seal_at = (frame.width * random.uniform(0.80, 0.88), frame.height * random.uniform(0.80, 0.88))
    seal = palette.accent if not is_circle else mix(palette.accent, (190, 40, 30), 0.3)
    moon = (
        None
        if is_circle
        else (
            frame.width * random.uniform(0.25, 0.75),
            frame.height * random.uniform(0.2, 0.4),
            random.uniform(0.13, 0.2),
        )
    )

    def paint(canvas: Canvas) -> None:
        canvas.fill(paper)
        cloud = canvas.spread(stain, canvas.grid(500)[0].shape)
        canvas.veil(cloud.clip(0, 1) * 0.16, palette.tones[3])
        if moon is not None:
            canvas.disc(moon[0], moon[1], moon[2] * 1.03, palette.second, 0.35)
            canvas.disc(*moon, mix(palette.second, paper, 0.35))
        for outline, color, alpha in strokes:
            canvas.polygon(outline, color, alpha)
        left, top = seal_at
        canvas.rectangle(left, top, left + 0.052, top + 0.062, seal)
        for row in (0.014, 0.031, 0.047):
            canvas.rectangle(left + 0.010, top + row, left + 0.042, top + row + 0.005, paper, 0.85)

    title, words = (
        ("Circle in One Breath", "One brushed circle")
        if is_circle
        else ("Bamboo and Moon", "Bamboo stems and leaves before a pale moon")
    )
    return Work(
        title=f"{title}, {palette.name}",
        alt=f"{words} in ink on paper with a small square seal",
        medium="Ink and color on paper",
        classification="Paintings",
        paint=paint,
        grain=5,
    )


def _circle(random: np.random.Generator, frame: Frame, ink: Color) -> list[Stroke]:
    """Bristles that run round together; some lift off before the end."""
    start, radius = random.uniform(0, 6.28), 0.32
    strokes: list[Stroke] = []
    wobble = random.uniform(0.008, 0.02)
    for bristle in np.linspace(-1, 1, 46):
        sweep = 6.28 * random.uniform(0.72, 0.985) * (1 - 0.06 * abs(bristle))
        turn = start + np.linspace(random.uniform(0, 0.05), sweep, 90)
        press = 0.062 * (0.75 + 0.4 * np.sin((turn - start) / 2.2))
        away = radius + bristle * press + wobble * np.sin(2 * turn)
        path = np.stack(
            [frame.width / 2 + away * np.cos(turn), frame.height / 2 + away * np.sin(turn)], axis=1
        )
        half = np.linspace(0.0036, 0.0008, 90) * random.uniform(0.5, 1.4)
        strokes.append((_band(path, half), ink, random.uniform(0.45, 0.95)))
    return strokes


def _bamboo(random: np.random.Generator, frame: Frame, ink: Color, paper: Color) -> list[Stroke]:
    strokes: list[Stroke] = []
    stems = int(max(2, round(frame.width * random.uniform(2, 3.4))))
    for depth in np.sort(random.uniform(0.15, 1.0, stems)):
        foot, lean = frame.width * random.uniform(0.08, 0.92), random.normal(0, 0.10)
        width = 0.016 + 0.022 * depth
        tone = mix(paper, ink, 0.25 + 0.7 * depth)
        level, joint = frame.height * 1.03, 0.0
        while level > -0.05:
            length = random.uniform(0.15, 0.23) * (0.8 + 0.3 * depth)
            t = np.linspace(0, 1, 10)
            path = np.stack(
                [
                    foot + lean * (1 - (level - t * length) / frame.height),
                    level - t * length * 0.965,
                ],
                axis=1,
            )
            flare = width / 2 * (1 + 0.30 * np.abs(2 * t - 1) ** 6)
            strokes.append((_band(path, flare), tone, 0.82))
            strokes.append(
                (_band(path + np.array([width * 0.22, 0]), flare * 0.45), ink, 0.22 * depth)
            )
            level -= length
            joint += 1
            if random.random() < 0.55 and level < frame.height * 0.8:
                strokes += _spray(random, path[-1], tone, depth)
    return strokes


def _spray(random: np.random.Generator, at: Path, tone: Color, depth: float) -> list[Stroke]:
    side = random.choice([-1, 1])
    twig = at + np.outer(
        np.linspace(0, 1, 6), (side * random.uniform(0.06, 0.14), -random.uniform(0.0, 0.07))
    )
    strokes: list[Stroke] = [(_band(twig, np.full(6, 0.0022)), tone, 0.9)]
    for _ in range(int(random.integers(3, 6))):
        turn = np.pi / 2 - side * random.uniform(0.1, 1.15)
        size = random.uniform(0.09, 0.17) * (0.7 + 0.4 * depth)
        strokes.append((leaf(twig[-1], turn, size, size * 0.10), tone, random.uniform(0.55, 0.95)))
    return strokes


def _band(path: Path, half: Path) -> Path:
    return band(path[None], half)[0]
