"""Stained glass: Voronoi panes in leads, lit from behind."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gallery.sandbox.artworks.canvas import Canvas, Color, Frame
from gallery.sandbox.artworks.noise import clouds
from gallery.sandbox.artworks.palette import Palette, mix
from gallery.sandbox.artworks.work import Work

Polygon = npt.NDArray[np.float64]


def cells(sites: Polygon, frame: Frame, gap: float) -> list[Polygon]:
    """Voronoi cells of `sites`, each drawn in by half of `gap` units on every side."""
    half = gap / 2
    sheet = np.array(
        [
            (half, half),
            (frame.width - half, half),
            (frame.width - half, frame.height - half),
            (half, frame.height - half),
        ]
    )
    found = []
    for site in sites:
        cell = sheet
        distance = np.hypot(*(sites - site).T)
        for other in sites[np.argsort(distance)[1:26]]:
            normal = (other - site) / np.hypot(*(other - site))
            cell = _cut(cell, normal, normal @ (site + other) / 2 - half)
            if len(cell) < 3:
                break
        if len(cell) >= 3:
            found.append(cell)
    return found


def _cut(polygon: Polygon, normal: Polygon, limit: float) -> Polygon:
    """The part of a convex polygon where ``normal · point <= limit``."""
    reach = polygon @ normal - limit
    if reach.max() <= 0:
        return polygon
    kept = []
    for index in range(len(polygon)):
        here, there = reach[index - 1], reach[index]
        if (here <= 0) != (there <= 0):
            kept.append(
                polygon[index - 1] + (polygon[index] - polygon[index - 1]) * here / (here - there)
            )
        if there <= 0:
            kept.append(polygon[index])
    return np.array(kept).reshape(-1, 2)


def compose(random: np.random.Generator, palette: Palette, frame: Frame) -> Work:
    """Panes round a sun or a rose, coloured by their distance from it."""
    centre = np.array(
        [frame.width * random.uniform(0.3, 0.7), frame.height * random.uniform(0.3, 0.65)]
    )
    if random.random() < 0.5:
        sites = _rose(random, frame, centre)
        shape, title = "petals round a bright centre", f"Rose Window, {palette.name}"
    else:
        count = int(min(130, 70 * frame.width * frame.height))
        sites = random.uniform((0, 0), (frame.width, frame.height), (count, 2))
        sites = _relaxed(sites, frame)
        shape, title = "irregular panes", f"Window with Lit Panes, {palette.name}"
    lead = 0.011
    panes = cells(sites, frame, lead)
    reach = np.hypot(frame.width, frame.height) * 0.6
    shades: list[Color] = []
    for pane in panes:
        away = np.hypot(*(pane.mean(axis=0) - centre)) / reach + random.normal(0, 0.10)
        tone = palette.tones[int(np.clip((1 - away) * 5, 0, 4))]
        if random.random() < 0.17:
            tone = palette.accent if random.random() < 0.6 else palette.second
        shades.append(mix(tone, palette.tones[int(random.integers(5))], random.uniform(0, 0.3)))
    glow = clouds(random, frame, 4, 4)
    dark = mix(palette.tones[0], (14, 13, 16), 0.86)

    def paint(canvas: Canvas) -> None:
        canvas.fill(dark)
        for pane, color in zip(panes, shades, strict=True):
            canvas.polygon(pane, mix(color, dark, 0.22))
            middle = pane.mean(axis=0)
            canvas.polygon(middle + (pane - middle) * 0.93, color)
            canvas.polygon(middle + (pane - middle) * 0.66, mix(color, (255, 252, 240), 0.10), 0.55)
        x, y = canvas.grid(longest=500)
        light = 1 - np.hypot(x - centre[0], y - centre[1]) / reach
        cloud = canvas.spread(glow, x.shape)
        canvas.veil(light.clip(0, 1) * 0.16 + cloud.clip(0, 1) * 0.10, (255, 250, 232))
        canvas.veil((-cloud).clip(0, 1) * 0.14, dark)

    return Work(
        title=title,
        alt=f"Stained glass in dark leads, {shape}",
        medium="Stained glass, leaded",
        classification="Stained Glass",
        paint=paint,
        grain=2,
    )


def _rose(random: np.random.Generator, frame: Frame, centre: Polygon) -> Polygon:
    """Sites in rings, as the petals of a rose window."""
    rings, found = 0, [centre[None]]
    spacing = random.uniform(0.10, 0.14)
    while (rings + 1) * spacing < frame.longer:
        rings += 1
        count = 6 * rings if rings < 4 else 24
        turn = np.arange(count) / count * 2 * np.pi + (rings % 2) * np.pi / count
        ring = centre + rings * spacing * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        found.append(ring)
    sites = np.concatenate(found)
    inside = (sites > -0.02).all(axis=1) & (sites < (frame.width + 0.02, frame.height + 0.02)).all(
        axis=1
    )
    return sites[inside] + random.normal(0, 0.003, (int(inside.sum()), 2))


def _relaxed(sites: Polygon, frame: Frame) -> Polygon:
    """Sites moved once to the middle of their cells, which evens them out."""
    return np.array([cell.mean(axis=0) for cell in cells(sites, frame, 0)])
