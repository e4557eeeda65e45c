"""One line that says how far something is: rewritten on a terminal, else now and then."""

from __future__ import annotations

import time
from typing import TextIO

from gallery.harvest.run import Progress

SECONDS_BETWEEN_LINES = 2.0


class ProgressLine:
    """Shows one changing line on `out`; a new line every two seconds where it is no terminal."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.is_terminal = out.isatty()
        self.shown_at = 0.0
        self.width = 0

    def show(self, line: str) -> None:
        """Put `line` in place of the one before."""
        now = time.monotonic()
        if self.is_terminal:
            self.out.write("\r" + line.ljust(self.width))
            self.width = len(line)
            self.out.flush()
        elif now - self.shown_at >= SECONDS_BETWEEN_LINES:
            self.out.write(line + "\n")
            self.shown_at = now

    def end(self, line: str) -> None:
        """Leave `line` standing."""
        start = "\r" if self.is_terminal else ""
        self.out.write(start + line.ljust(self.width) + "\n")
        self.width = 0


def harvest_line(progress: Progress) -> str:
    """How far a harvest is, in one line."""
    of = f" of {progress.total:,}" if progress.total is not None else ""
    report = progress.report
    counts = f"{report.new:,} new, {report.changed:,} changed, {report.unchanged:,} unchanged"
    if report.skipped:
        counts += f", {report.skipped:,} skipped"
    end = f" · stopped: {progress.error}" if progress.error else ""
    return f"{progress.label}: {progress.seen:,}{of} · {progress.rate:,.0f}/s · {counts}{end}"
