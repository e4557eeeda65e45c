"""A light table as its address says it: ``pick=harvard:1&note=…``, each pick with its note.

The whole table is in the query string, so a link shares it and nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from gallery.catalog.models import Image
from gallery.records import ImageRecord
from gallery.web.picks import Pick, parse_pick

MOST = 100
LONGEST_NOTE = 200
# A hundred picks are about 2,400 bytes of the 8,000 that an address may have.
MOST_NOTES = 5_000
MOVES = {"first": -MOST, "up": -1, "down": 1, "last": MOST}


@dataclass(frozen=True, slots=True)
class Placed:
    """One picture of a table, and the visitor's note on it."""

    pick: Pick
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The pictures in order, each once; a sentence for each mistake in the address."""

    placed: tuple[Placed, ...] = ()
    problems: tuple[str, ...] = ()

    def url(self, name: str = "table") -> str:
        """The address of the table itself, or of one of its exports."""
        pairs: list[tuple[str, str]] = []
        has_notes = any(it.note for it in self.placed)
        for it in self.placed:
            pairs.append(("pick", str(it.pick)))
            if has_notes:
                pairs.append(("note", it.note))
        path = reverse(f"web:{name}")
        return f"{path}?{urlencode(pairs, safe=':')}" if pairs else path

    def notes(self) -> Mapping[tuple[str, int], str]:
        """The notes by provider and identifier."""
        return {(it.pick.provider, it.pick.identifier): it.note for it in self.placed if it.note}


def read_table(params: QueryDict) -> Table:
    """The table of these parameters, as it is once ``move`` or ``remove`` is done."""
    placed, problems = read_placed(params.getlist("pick"), params.getlist("note"))
    placed = moved(placed, params.get("move", ""))
    gone = params.get("remove", "")
    return Table(tuple(it for it in placed if str(it.pick) != gone), tuple(problems))


def read_placed(picks: Iterable[str], notes: Iterable[str]) -> tuple[list[Placed], list[str]]:
    """Each picture once, at most MOST, with the note of the same place."""
    found: dict[Pick, Placed] = {}
    problems: list[str] = []
    room = MOST_NOTES
    for text, note in zip_longest(picks, notes, fillvalue=""):
        if not text.strip():
            continue
        pick = parse_pick(text)
        if pick is None:
            said = _("“{text}” names no picture; write harvard:123.")
            problems.append(said.format(text=text[:60]))
            continue
        pick = replace(pick, rendition="")  # a table holds pictures, not files
        if pick in found:
            continue
        kept = " ".join(note.split())[: min(LONGEST_NOTE, room)]
        room -= len(kept.encode())
        found[pick] = Placed(pick, kept)
    placed = list(found.values())
    if len(placed) > MOST:
        said = _("{count} were picked; a table holds the first {most}.")
        problems.append(said.format(count=len(placed), most=MOST))
    return placed[:MOST], problems


def moved(placed: list[Placed], move: str) -> list[Placed]:
    """`placed` with one picture moved; `move` is as in "harvard:1 up", else nothing happens."""
    name, _, way = move.partition(" ")
    place = next((at for at, it in enumerate(placed) if str(it.pick) == name), None)
    if place is None or way not in MOVES:
        return placed
    rest = [*placed[:place], *placed[place + 1 :]]
    to = max(0, min(len(rest), place + MOVES[way]))
    return [*rest[:to], placed[place], *rest[to:]]


@dataclass(frozen=True, slots=True)
class Laid:
    """A picture of a table that the catalogue has: its row's key and its record."""

    placed: Placed
    key: int
    record: ImageRecord


def lay(table: Table) -> tuple[list[Laid], list[str]]:
    """The rows of `table` in its order, and a sentence for each that is not there.

    One query a provider, whatever the number of pictures. No provider is asked.
    """
    wanted: dict[str, list[int]] = {}
    for it in table.placed:
        wanted.setdefault(it.pick.provider, []).append(it.pick.identifier)
    rows = {
        (row.provider, row.identifier): row
        for provider, keys in wanted.items()
        for row in Image.objects.filter(provider=provider, identifier__in=keys)
    }
    found, problems = [], []
    for it in table.placed:
        row = rows.get((it.pick.provider, it.pick.identifier))
        if row is None:
            said = _("{pick} is not in the catalogue any more, or never was; it is left out.")
            problems.append(said.format(pick=it.pick))
        else:
            found.append(Laid(it, row.pk, row.as_record()))
    return found, problems
