"""The live frame: one layout by itself, and the prediction that stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gallery.records import ImageRecord
from gallery.responsive.css_lengths import Viewport
from gallery.web.presenters.bench_layouts import BenchLayout
from gallery.web.presenters.bench_matrix import cell
from gallery.web.presenters.cards import Card, cards
from gallery.web.presenters.stages import Stage, stage

# No window is larger; a prediction for one would only warm the server.
LARGEST = 20_000.0


@dataclass(frozen=True, slots=True)
class Frame:
    """One layout as its page has it: exactly one of ``stage``, ``card``, ``plain`` is there."""

    title: str
    stage: Stage | None = None
    card: Card | None = None
    plain: BenchLayout | None = None


def frame_of(record: ImageRecord, layout: BenchLayout) -> Frame:
    """What the frame shows."""
    title = f"{record.label}: {layout.label}"
    if layout.name == "picture":
        return Frame(title, stage=stage(record))
    if layout.name in ("first", "wall"):
        return Frame(title, card=cards([record], all_lazy=layout.is_lazy)[0])
    return Frame(title, plain=layout)


def prediction_of(layout: BenchLayout, given: Mapping[str, str]) -> dict[str, object] | None:
    """One prediction for the window that `given` describes; None where it describes none."""
    numbers = [_number(given.get(name, "")) for name in ("width", "height", "dpr")]
    width, height, dpr = numbers
    if width is None or height is None or dpr is None:
        return None
    found = layout.predict(Viewport(width, height, dpr))
    shown = cell(found, {})
    if found is None or shown is None:
        return None
    return {
        "url": shown.url,
        "file": shown.file,
        "fit": shown.fit,
        "verdict": _(shown.verdict) if shown.verdict else "",
        "needed": shown.needed,
        "shown": f"{found.source_size:.0f}",
    }


def _number(text: str) -> float | None:
    try:
        value = float(text[:12])
    except ValueError:
        return None
    return value if 0 < value <= LARGEST else None
