"""How far something is: the figures, and one line that says them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from django.core.management.base import OutputWrapper

from gallery.catalog.ingest import IngestReport

SECONDS_BETWEEN_LINES = 2.0
BAR = 24  # characters


@dataclass(frozen=True, slots=True)
class PaletteProgress:
    """`done` pictures got a palette, `failed` did not, of `total`; `last_failure` says why.

    `elapsed`: seconds.
    """

    total: int
    done: int = 0
    failed: int = 0
    last_failure: str = ""
    elapsed: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a harvest is: what came in this run, `done` of `total` with the runs before.

    `total`: records the provider has, None where unknown; `resumed`: how many of `done`
    are from before; `began`: a ``time.monotonic()`` instant; `elapsed`: seconds. `joined`
    pictures got what they show, `missing` ones are gone. `error` is why the run stopped
    early, None while it goes on and when it got through. `calls_left`: what the provider
    allows today, None where it sets no limit.
    """

    provider: str
    label: str
    report: IngestReport = field(default_factory=IngestReport)
    total: int | None = None
    resumed: int = 0
    done: int = 0
    joined: int = 0
    missing: int = 0
    began: float = 0.0
    elapsed: float = 0.0
    is_complete: bool = False
    error: Exception | None = None
    calls_left: int | None = None

    @property
    def seen(self) -> int:
        """Records handled in this run."""
        return self.report.total

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.seen / self.elapsed if self.elapsed else 0.0

    def seconds_left(self, most: int | None = None) -> float | None:
        """How long the rest takes at this rate, None where that cannot be said.

        `most`: records at which this run stops.
        """
        if self.total is None or not self.rate:
            return None
        left = self.total - self.done
        if most is not None:
            left = min(left, most - self.seen)
        return max(0, left) / self.rate


class Out(Protocol):
    """What lines are written to: a file, or the output of a command."""

    def write(self, text: str, /) -> object:
        """Write `text`."""

    def flush(self) -> None:
        """Let it be seen."""

    def isatty(self) -> bool:
        """Whether it is a terminal."""


class ProgressLine:
    """Shows one changing line on `out`; a new line every two seconds where it is no terminal."""

    def __init__(self, out: Out) -> None:
        self.out = out
        # A command's output ends every text with a line break, also what is to be written over.
        self._write: Callable[[str], object] = out.write
        if isinstance(out, OutputWrapper):
            self._write = partial(out.write, ending="")
        self.is_terminal = out.isatty()
        self.shown_at = 0.0
        self.written = ""
        self.width = 0

    def show(self, line: str) -> None:
        """Put `line` in place of the one before."""
        now = time.monotonic()
        if self.is_terminal:
            self._write("\r" + line.ljust(self.width))
            self.width = len(line)
            self.out.flush()
        elif now - self.shown_at >= SECONDS_BETWEEN_LINES:
            self._write(line + "\n")
            self.shown_at, self.written = now, line

    def end(self, line: str) -> None:
        """Leave `line` standing."""
        if not self.is_terminal and line == self.written:
            return
        start = "\r" if self.is_terminal else ""
        self._write(start + line.ljust(self.width) + "\n")
        self.width = 0


def duration(seconds: float) -> str:
    """A time as people say it: "40 s", "3 min", "2 h 5 min"."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def harvest_line(progress: Progress, *, most: int | None = None) -> str:
    """How far a harvest is, in one line."""
    of = f" of {progress.total:,}" if progress.total is not None else ""
    report = progress.report
    counts = f"{report.new:,} new, {report.changed:,} changed, {report.unchanged:,} unchanged"
    if report.skipped:
        counts += f", {report.skipped:,} skipped"
    parts = [f"{progress.label}: {progress.done:,}{of}", f"{progress.rate:,.0f}/s", counts]
    if progress.joined:
        parts.append(f"{progress.joined:,} titled")
    if progress.missing:
        parts.append(f"{progress.missing:,} gone")
    left = progress.seconds_left(most)
    if left and not progress.is_complete and not progress.error:
        parts.append(f"{duration(left)} left")
    if progress.calls_left is not None:
        parts.append(f"{progress.calls_left:,} calls left today")
    if progress.error:
        parts.append(f"stopped: {progress.error}")
    return " · ".join(parts)


def palette_line(progress: PaletteProgress) -> str:
    """How far the reading of palettes is, in one line with a bar."""
    read = progress.done + progress.failed
    filled = BAR * read // progress.total if progress.total else BAR
    rate = read / progress.elapsed if progress.elapsed else 0.0
    text = f"Palettes: {progress.done:,} of {progress.total:,}"
    if read < progress.total:
        text += f" [{'#' * filled}{'.' * (BAR - filled)}]"
        if rate:
            text += f" · {rate:,.0f}/s · {duration((progress.total - read) / rate)} left"
    if progress.failed:
        text += f" · {progress.failed:,} failed (last: {progress.last_failure})"
    return text
