"""The matrix: which file each window and pixel ratio will probably take, and how it fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gallery.harvest.measurements import Measurement
from gallery.responsive.css_lengths import Viewport
from gallery.responsive.selection import Prediction
from gallery.web.presenters import figures
from gallery.web.presenters.bench_layouts import BenchLayout

# Widths of responsive.md, each with the height of a common device of that width, px.
WINDOWS = (
    (320, 568), (360, 780), (414, 896), (768, 1024), (1024, 768),
    (1280, 800), (1440, 900), (1920, 1080), (2560, 1440),
)  # fmt: skip
RATIOS = (1.0, 1.5, 2.0, 3.0)
# Pixels across delivered per pixel needed: under the first it is seen to be soft, over
# the second more than half of the bytes go unseen.
BLURRY_BELOW, WASTEFUL_ABOVE = 0.9, 1.5
VERDICTS = (noop("blurry"), noop("wasteful"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One prediction: ``verdict`` is "", "blurry" or "wasteful", ``fit`` reads "1.2×"."""

    url: str
    file: str
    fit: str
    verdict: str
    needed: str
    bytes: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One window: px, and a cell for each pixel ratio (None: no file at all)."""

    width: int
    height: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One layout's table, and how many of its cells are bad, in words."""

    layout: BenchLayout
    rows: tuple[MatrixRow, ...]
    summary: str


def matrix(layout: BenchLayout, measured: Mapping[str, Measurement]) -> Matrix:
    """The table of one layout."""
    rows = tuple(
        MatrixRow(
            width,
            height,
            tuple(cell(layout.predict(Viewport(width, height, dpr)), measured) for dpr in RATIOS),
        )
        for width, height in WINDOWS
    )
    return Matrix(layout, rows, _summary(rows))


def cell(found: Prediction | None, measured: Mapping[str, Measurement]) -> Cell | None:
    """One prediction as it is shown."""
    if found is None:
        return None
    verdict = verdict_of(found.scale)
    width = found.candidate.width
    return Cell(
        url=found.candidate.url,
        file=f"{width}w" if width else _("only file"),
        fit=fit_text(found) if width else "",
        verdict=verdict if width else "",
        needed=f"{found.needed:.0f}",
        bytes=bytes_text(measured.get(found.candidate.url)),
    )


def verdict_of(scale: float) -> str:
    """What it is called, "blurry", "wasteful" or "", to have this many pixels across per pixel needed."""
    if scale < BLURRY_BELOW:
        return "blurry"
    return "wasteful" if scale > WASTEFUL_ABOVE else ""


def fit_text(found: Prediction) -> str:
    """Blur as sharpness across ("0.6×"), waste by area ("3.1×")."""
    value = found.scale if found.scale < 1 else found.waste
    if value > 99:
        return _("over 99×")
    return f"{figures.rounded(value, 2)}×" if value < 10 else f"{value:.0f}×"


def bytes_text(found: Measurement | None) -> str:
    """The measured bytes as "94 kB", "" where they are not known."""
    count = found.measured.bytes if found and found.measured else None
    return figures.byte_size(count) if count else ""


def _summary(rows: tuple[MatrixRow, ...]) -> str:
    cells = [cell for row in rows for cell in row.cells if cell]
    counts = {word: sum(it.verdict == word for it in cells) for word in VERDICTS}
    bad = [f"{count} {_(word)}" for word, count in counts.items() if count]
    text = ngettext("{count} prediction, {bad}", "{count} predictions, {bad}", len(cells))
    return text.format(count=len(cells), bad=figures.listed(bad) or _("none bad"))
