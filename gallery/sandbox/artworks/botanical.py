"""Botanical plates: stems that grow, with leaves in pairs and flowers on top."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame, arc, band, curve
from gallery.sandbox.artworks.noise import clouds
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.words import number
from gallery.sandbox.artworks.work import Work

Path = npt.NDArray[np.float64]
Mark = tuple[Path, Color, float]  # an outline, filled


def leaf(base: Path, turn: float, length: float, width: float) -> Path:
    """The outline of a pointed leaf from `base` in direction `turn` (radians)."""
    t = np.linspace(0, 1, 16)
    half = width * np.sin(np.pi * t**0.8) * (1 - 0.25 * t)
    along = np.array([np.cos(turn), np.sin(turn)])
    aside = np.array([-along[1], along[0]])
    spine = base + np.outer(t * length, along) + np.outer(0.10 * length * t**2, aside)
    return np.concatenate([spine + np.outer(half, aside), (spine - np.outer(half, aside))[::-1]])


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Three to seven stems side by side on paper."""
    count = int(np.clip(round(frame.width * random.uniform(2.6, 4.4)), 2, 9))
    marks: list[Mark] = []
    kind = str(random.choice(["daisies", "bells", "berries"]))
    for index in range(count):
        foot = frame.width * (index + 0.5 + random.normal(0, 0.10)) / count
        tall = frame.height * random.uniform(0.58, 0.82)
        lean = float(np.clip(foot + random.normal(0, 0.10), 0.10, frame.width - 0.10)) - foot
        top = frame.height * 0.95 - tall
        bend = random.normal(0, 0.04)
        stem = curve(
            [
                (foot, frame.height * 0.97),
                (foot + lean * 0.3 + bend, frame.height * 0.95 - tall * 0.4),
                (foot + lean, top),
            ]
        )
        green = palette.tones[int(random.integers(0, 3))]
        marks += _stem(random, stem, green, palette, 0.42 / count * frame.width)
        marks += _bloom(random, kind, stem[-1], palette, min(0.12, 0.36 * frame.width / count))
    paper = mix(palette.ground, palette.tones[4], 0.18) if not palette.is_dark else palette.ground
    stain = clouds(random, frame, 3, 4)

    def paint(canvas: Canvas) -> None:
        canvas.fill(paper)
        canvas.veil(canvas.spread(stain, canvas.grid(400)[0].shape) * 0.10, palette.tones[3])
        for mark in marks:
            canvas.polygon(*mark)

    noun = {"daisies": "Daisies", "bells": "Bellflowers", "berries": "Berry Sprays"}[kind]
    return Work(
        title=f"{number(count)} {noun}, {palette.name}",
        alt=f"{number(count)} stems with paired leaves and {noun.lower()} side by side",
        medium="Watercolor and gouache on paper",
        classification="Drawings",
        paint=paint,
    )


def _line(path: Path, width: float | Path, color: Color) -> Mark:
    half = np.broadcast_to(np.asarray(width, dtype=np.float64) / 2, len(path))
    return band(path[None], half)[0], color, 1


def _dot(at: Path, radius: float, color: Color, alpha: float = 1) -> Mark:
    return arc(float(at[0]), float(at[1]), radius, radius, 0, 360, 28), color, alpha


def _stem(
    random: np.random.Generator, stem: Path, green: Color, palette: Palette, reach: float
) -> list[Mark]:
    marks = [_line(stem, np.linspace(0.011, 0.005, len(stem)), green)]
    pairs = int(random.integers(5, 9))
    for pair in range(pairs):
        share = 0.10 + 0.72 * pair / pairs
        base = stem[int(share * (len(stem) - 1))]
        size = min(reach, 0.24) * (1.25 - 0.75 * share) * random.uniform(0.85, 1.1)
        for side in (-1, 1):
            turn = -np.pi / 2 + side * random.uniform(0.75, 1.15)
            tone = palette.tones[int(random.integers(0, 4))]
            outline = leaf(base, turn, size, size * 0.19)
            vein = np.stack([base, (outline[15] + outline[16]) / 2])
            marks.append((outline, tone, 1))
            marks.append((outline[:16], mix(tone, palette.tones[0], 0.4), 0.45))
            marks.append(_line(vein, 0.0025, mix(tone, palette.ground, 0.4)))
    return marks


def _bloom(
    random: np.random.Generator, kind: str, top: Path, palette: Palette, size: float
) -> list[Mark]:
    color, other = palette.accent, palette.second
    if random.random() < 0.3:
        color, other = other, palette.tones[1]
    marks: list[Mark] = []
    if kind == "daisies":
        petals = int(random.integers(9, 15))
        for petal in range(petals):
            turn = petal / petals * 2 * np.pi + random.normal(0, 0.05)
            outline = leaf(top, turn, size * random.uniform(0.85, 1.05), size * 0.17)
            marks.append((outline, mix(color, palette.ground, round(random.uniform(0, 0.3), 2)), 1))
        heart = mix(other, palette.tones[0], 0.4)
        return [*marks, _dot(top, size * 0.26, other), _dot(top, size * 0.15, heart)]
    for index in range(int(random.integers(7, 12))):
        spot = top + np.array([random.normal(0, size * 0.42), size * (-0.5 + 0.16 * index)])
        joint = top + np.array([0, size * 0.9])
        bend = curve([joint, (top + spot) / 2 - np.array([0, size * 0.2]), spot], 6)
        marks.append(_line(bend, 0.003, palette.tones[1]))
        if kind == "bells":
            outline = leaf(spot, np.pi / 2 + random.normal(0, 0.35), size * 0.6, size * 0.2)
            marks.append(
                (outline, mix(color, palette.ground, round(random.uniform(0, 0.35), 2)), 1)
            )
            continue
        radius = size * random.uniform(0.11, 0.19)
        marks.append(_dot(spot, radius, color))
        marks.append(_dot(spot - radius * 0.3, radius * 0.3, (255, 255, 255), 0.5))
    return marks
