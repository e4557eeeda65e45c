"""What each provider did, in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gallery.search.notes import ProviderNote
from gallery.sources import SOURCES
from gallery.web.presenters import figures


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
        text = _("{trouble}; showing what is in the catalogue").format(trouble=_(note.message))
        return NoteLine(note.provider, note.label, text, is_trouble=note.state == "failed")
    parts = [_matches(note)]
    if note.skipped:
        said = ngettext("{count} unusable left out", "{count} unusable left out", note.skipped)
        parts.append(said.format(count=figures.count(note.skipped)))
    if note.state == "cached":
        parts.append(_("{age} old").format(age=figures.age(note.age)))
    else:
        parts.append(figures.wait(note.elapsed))
    return NoteLine(note.provider, note.label, " · ".join(parts), news=note.new)


def waiting_lines(source: str) -> list[NoteLine]:
    """The lines of a page that the catalogue answered before anyone was asked."""
    return [
        NoteLine(name, one.label, _("from the catalogue"))
        for name, one in SOURCES.items()
        if source in ("", name)
    ]


def news_text(notes: Sequence[ProviderNote]) -> str:
    """What came that was not there before, as in "3 new from Harvard Art Museums"."""
    return ", ".join(
        ngettext("{count} new from {provider}", "{count} new from {provider}", note.new).format(
            count=figures.count(note.new), provider=note.label
        )
        for note in notes
        if note.new
    )


def _matches(note: ProviderNote) -> str:
    """How many match and how many of them are here; a Hub answer never knew the words."""
    total, brought = note.total or 0, figures.count(note.brought)
    if note.by_color:
        said = ngettext(
            "{count} picture came from {provider}’s exact-hex search",
            "{count} pictures came from {provider}’s exact-hex search",
            note.brought,
        )
        return said.format(count=brought, provider=note.label.split()[0])
    if not note.knows_words:
        said = ngettext(
            "its newest {count} is here (it has no text search)",
            "its newest {count} are here (it has no text search)",
            note.brought,
        )
        return said.format(count=brought)
    if note.total is None:
        return ngettext("{count} is here", "{count} are here", note.brought).format(count=brought)
    if total > note.brought > 0:
        said = ngettext(
            "{total} match, {count} of them came",
            "{total} match, {count} of them came",
            note.brought,
        )
        return said.format(total=figures.count(total), count=brought)
    return ngettext("{count} match", "{count} match", total).format(count=figures.count(total))
