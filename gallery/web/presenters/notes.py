"""What each provider did, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gallery.search.notes import ProviderNote
from gallery.search.query import SOURCES

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class NoteLine:
    """``label`` and ``text`` read "Harvard Art Museums: 5,274 match …"; ``is_trouble`` warns."""

    provider: str
    label: str
    text: str
    is_trouble: bool = False
    news: int = 0


def note_line(note: ProviderNote) -> NoteLine:
    """One provider's note as a line."""
    if not note.is_answer:
        text = f"{note.message}; showing what is in the catalogue"
        return NoteLine(note.provider, note.label, text, is_trouble=note.state == "failed")
    parts = [_matches(note)]
    if note.skipped:
        parts.append(f"{note.skipped:,} unusable left out")
    parts.append(f"{age_text(note.age)} old" if note.state == "cached" else _waited(note.elapsed))
    return NoteLine(note.provider, note.label, " · ".join(parts), news=note.new)


def waiting_lines(source: str) -> list[NoteLine]:
    """The lines of a page that the catalogue answered before anyone was asked."""
    return [
        NoteLine(name, label, "from the catalogue")
        for name, label in SOURCES.items()
        if source in ("", name)
    ]


def news_text(notes: Sequence[ProviderNote]) -> str:
    """What came that was not there before, as in "3 new from Harvard Art Museums"."""
    return ", ".join(f"{note.new:,} new from {note.label}" for note in notes if note.new)


def age_text(seconds: float) -> str:
    """A span of time as people say it: "40 s", "3 min", "2 h", "5 days"."""
    for size, unit in ((DAY, "days"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {'day' if unit == 'days' and count == 1 else unit}"
    return f"{max(1, round(seconds))} s"


def _waited(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _matches(note: ProviderNote) -> str:
    """How many match and how many of them are here; a Hub answer never knew the words."""
    if note.by_color:
        of = f"{note.brought:,} pictures came" if note.brought != 1 else "1 picture came"
        return f"{of} from {note.label.split()[0]}’s exact-hex search"
    if not note.knows_words:
        return f"its newest {note.brought:,} are here (it has no text search)"
    if note.total is None:
        return f"{note.brought:,} are here"
    if note.total > note.brought > 0:
        return f"{note.total:,} match, {note.brought:,} of them came"
    return f"{note.total:,} match"
