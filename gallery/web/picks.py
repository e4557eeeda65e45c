"""Which pictures are to be compared: ``pick=harvard:123`` or ``pick=jhu:456:scaled.medium``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gallery.catalog.ingest import LARGEST_IDENTIFIER
from gallery.catalog.models import Image
from gallery.delivery import renditions
from gallery.records import ImageRecord, Rendition
from gallery.sources import SOURCES
from gallery.web.records import find_record

MOST = 4
LONGEST = 200
# A picture's own address may be pasted instead.
_ADDRESS = re.compile(r"(?:https?://[^/]+)?(?:/[a-z]{2})?/?images/([a-z]+)/([0-9]+)(?:/.*)?")
_PICK = re.compile(r"([a-z]+):([0-9]+)(?::([A-Za-z0-9_.\-]+))?")


@dataclass(frozen=True, slots=True)
class Pick:
    """One picture, or with ``rendition`` (family.name) one of its files."""

    provider: str
    identifier: int
    rendition: str = ""

    def __str__(self) -> str:
        parts = [self.provider, str(self.identifier), self.rendition]
        return ":".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Picked:
    """A pick that was found; ``file`` is the rendition it names, None for the picture."""

    pick: Pick
    record: ImageRecord
    file: Rendition | None = None


def read_picks(values: Iterable[str]) -> tuple[list[Pick], list[str]]:
    """The picks in order, each once and MOST at most, and a sentence for each mistake."""
    picks: list[Pick] = []
    problems = []
    for value in values:
        text = value.strip()
        if not text:
            continue
        pick = parse_pick(text)
        if pick is None:
            shown = text if len(text) <= 60 else f"{text[:60]}…"
            said = _("“{text}” names no picture; write harvard:123, or paste a page’s address.")
            problems.append(said.format(text=shown))
            continue
        if pick not in picks:
            picks.append(pick)
    if len(picks) > MOST:
        said = _("{count} were picked; the first {most} are compared.")
        problems.append(said.format(count=len(picks), most=MOST))
    return picks[:MOST], problems


def parse_pick(value: str) -> Pick | None:
    """The pick that `value` names, also by the address of a picture's page, else None."""
    text = value.strip()
    match = _PICK.fullmatch(text) or _ADDRESS.fullmatch(text.split("?")[0].split("#")[0])
    if not match or match[1] not in SOURCES or int(match[2][:30]) > LARGEST_IDENTIFIER:
        return None
    name = match[3] if match.re is _PICK else None
    return Pick(match[1], int(match[2]), name or "")


def find_picks(picks: Iterable[Pick]) -> tuple[list[Picked], list[str]]:
    """What the picks name, and a sentence for each that names nothing to be shown."""
    found, problems = [], []
    for pick in picks:
        record = _record(pick)
        if record is None:
            said = _("{pick} is not in the catalogue; search for it, or take another.")
            problems.append(said.format(pick=f"{pick.provider}:{pick.identifier}"))
            continue
        if record.kind == "document":
            said = _("{pick} is a document, not a picture; take a picture.")
            problems.append(said.format(pick=f"{pick.provider}:{pick.identifier}"))
            continue
        file = _file(record, pick.rendition)
        if pick.rendition and file is None:
            said = _("{pick} has no rendition “{rendition}”; the picture itself is shown.")
            rendition, pick = pick.rendition[:60], Pick(pick.provider, pick.identifier)
            problems.append(said.format(pick=pick, rendition=rendition))
        found.append(Picked(pick, record, file))
    return found, problems


def rendition_key(file: Rendition) -> str:
    """How a pick names this file; two families may have files of the same name."""
    return f"{file.family}.{file.name}"


def _file(record: ImageRecord, key: str) -> Rendition | None:
    return next((it for it in renditions(record) if rendition_key(it) == key), None)


def _record(pick: Pick) -> ImageRecord | None:
    rows = Image.objects.filter(provider=pick.provider, identifier=pick.identifier)
    row = rows.first() or find_record(pick.provider, pick.identifier).row
    return row.as_record() if row else None
