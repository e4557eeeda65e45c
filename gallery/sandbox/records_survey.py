"""Looks at every sheet once: its words, and its colours by the museums' method."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

import PIL.Image

from gallery.color.extraction import extract_palette
from gallery.color.labels import label
from gallery.sandbox.records_plan import Sheet, composed, draw

SURVEYED_SIDE = 150  # px: the box that the museums' method fits a picture into
SHEETS_PER_TASK = 8
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Seen:
    """What a record says about a sheet. ``colors`` as in the API, empty where not asked for."""

    title: str
    alt: str
    medium: str
    classification: str
    colors: list[dict[str, Any]]


def survey(
    sheets: Sequence[Sheet], with_colors: Sequence[bool], progress: Progress | None = None
) -> list[Seen]:
    """One `Seen` per sheet, in order; several processors share the work."""
    todo = list(zip(sheets, with_colors, strict=True))
    batches = [
        todo[start : start + SHEETS_PER_TASK] for start in range(0, len(todo), SHEETS_PER_TASK)
    ]
    found: list[Seen] = []
    workers = min(4, len(os.sched_getaffinity(0)))
    if workers > 1:
        try:
            # Spawned, not forked: the caller may be a server with threads of its own.
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(workers, mp_context=context) as pool:
                for seen in pool.map(_look_at_all, batches):
                    found += seen
                    _report(progress, len(found), len(todo))
            return found
        except (BrokenProcessPool, OSError):
            found = []  # no processes here (a script on standard input, a tight container)
    for batch in batches:
        found += _look_at_all(batch)
        _report(progress, len(found), len(todo))
    return found


def _report(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _look_at_all(batch: list[tuple[Sheet, bool]]) -> list[Seen]:
    return [_look_at(sheet, with_colors) for sheet, with_colors in batch]


def _look_at(sheet: Sheet, with_colors: bool) -> Seen:
    work = composed(sheet).work
    colors = []
    if with_colors:
        scale = SURVEYED_SIDE / max(sheet.width, sheet.height)
        small = draw(sheet, max(1, int(sheet.width * scale)), max(1, int(sheet.height * scale)))
        colors = api_colors(small)
    alt = work.alt if sheet.region is None else f"Detail of a larger work. {work.alt}"
    return Seen(work.title, alt, work.medium, work.classification, colors)


def api_colors(picture: PIL.Image.Image) -> list[dict[str, Any]]:
    """The `colors` of a record, as Harvard's API writes them."""
    entries = []
    for entry in extract_palette(picture):
        named = label(entry.color)
        entries.append(
            {
                "percent": entry.share,
                "spectrum": named.spectrum,
                "color": entry.color,
                "css3": named.css3_hex,
                "hue": named.hue,
            }
        )
    return entries
