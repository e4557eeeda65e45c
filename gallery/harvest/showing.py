"""Shows a piece of work while it goes on, in a terminal or a log, and ends well when stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from gallery.harvest.interruption import interruptible
from gallery.harvest.progress import Out, ProgressLine

STOPPED = "Stopped. The next run goes on from here."
SIGNALED = 130  # what a shell says of a program that was interrupted

_It = TypeVar("_It")


def show(
    steps: Iterable[_It],
    say: Callable[[_It], str],
    out: Out,
    err: Out,
    *,
    found: Callable[[_It], Iterable[str]] = lambda _it: (),
) -> _It | None:
    """Work through `steps`, each of them said in one changing line; the last one, if any.

    `found`: lines that stay. Interrupted (Ctrl-C or SIGTERM) it says that the work can go
    on, and ends the program with status `SIGNALED`.
    """
    line, text, last = ProgressLine(out), "", None
    try:
        with interruptible():
            for last in steps:
                for one in found(last):
                    line.end(one)
                text = say(last)
                line.show(text)
    except KeyboardInterrupt:
        line.end(text)
        err.write(STOPPED + "\n")
        raise SystemExit(SIGNALED) from None
    line.end(text)
    return last
