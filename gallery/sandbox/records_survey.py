"""Looks at every sheet once: its words, and its colours by the museums' method."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

import PIL.Image

from gallery.color.extraction import extract_palette
from gallery.color.labels import label
from gallery.color.spaces import rgb_to_hex
from gallery.color.words import color_word
from gallery.sandbox.records_plan import Sheet, composed, draw

SURVEYED_SIDE = 150  # px: the box that the museums' method fits a picture into
GLANCED_SIDE = 90  # px: enough to say the colors in words
LEAST_SPOKEN = 0.05  # share below which a color is not mentioned
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
    box = SURVEYED_SIDE if with_colors else GLANCED_SIDE
    scale = box / max(sheet.width, sheet.height)
    small = draw(sheet, max(1, int(sheet.width * scale)), max(1, int(sheet.height * scale)))
    alt = f"{work.alt}, {colors_in_words(small)}."
    if sheet.region is not None:
        alt = f"Detail of a larger work. {alt}"
    colors = api_colors(small) if with_colors else []
    return Seen(work.title, alt, work.medium, work.classification, colors)


def colors_in_words(picture: PIL.Image.Image) -> str:
    """What a person would say: "mostly teal, with navy and pink", "in red, beige and brown"."""
    shares: Counter[str] = Counter()
    flat = picture.quantize(24, PIL.Image.Quantize.MEDIANCUT)
    palette = flat.getpalette() or []
    for index, count in enumerate(flat.histogram()):
        if count:
            shares[color_word(rgb_to_hex(palette[index * 3 : index * 3 + 3]))] += count
    total = shares.total()
    words = [word for word, count in shares.most_common(4) if count >= total * LEAST_SPOKEN]
    if shares[words[0]] < total / 2:
        return f"in {_listed(words)}"
    return f"mostly {words[0]}, with {_listed(words[1:])}" if words[1:] else f"all {words[0]}"


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


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
