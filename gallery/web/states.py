"""The states of a search page, each with an honest status code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gallery.catalog.models import Image
from gallery.search.notes import ProviderNote
from gallery.search.results import ResultPage

RETRY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class State:
    """``name`` chooses what the page says; ``silent`` are the labels of who did not answer."""

    name: str
    status: int = 200
    silent: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def state_of(result: ResultPage, notes: Sequence[ProviderNote]) -> State:
    """``found``, ``past-the-end``, ``nothing``, ``empty`` or ``silent``.

    Only ``silent`` (no provider answers and the catalogue holds nothing) is a failure of
    the service: 503. A page behind the last one is 404. Finding nothing is an answer: 200.
    """
    silent = tuple(note.label for note in notes if note.state == "failed")
    if result.is_past_the_end:
        return State("past-the-end", 404, silent)
    if result.total:
        return State("found", 200, silent)
    if Image.objects.exists():
        return State("nothing", 200, silent)
    if notes and not any(note.is_answer for note in notes):
        return State("silent", 503, silent, {"Retry-After": str(RETRY_SECONDS)})
    return State("empty", 200, silent)
