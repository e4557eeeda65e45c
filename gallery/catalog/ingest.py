"""Records into rows: one upsert a batch, by the rules in `catalog.rules`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from gallery.catalog import rows
from gallery.catalog.models import Image
from gallery.catalog.rules import RULES, Rule, merge
from gallery.catalog.stored import SEEN, stored
from gallery.catalog.upsert import upsert
from gallery.records import ImageRecord

BATCH = 1_000
LARGEST_IDENTIFIER = 2**63 - 1
LARGEST_PIXELS = 2**31 - 1
LEVELS = range(-(2**15), 2**15)

_KEY = tuple(name for name, rule in RULES.items() if rule is Rule.KEY)
_UPDATED = tuple(name for name, rule in RULES.items() if rule not in (Rule.KEY, Rule.FIRST))


@dataclass(frozen=True, slots=True)
class IngestReport:
    """How many records were new, changed a row, changed nothing, or could not be kept."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0

    def __add__(self, other: IngestReport) -> IngestReport:
        return IngestReport(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.skipped + other.skipped,
        )

    @property
    def total(self) -> int:
        """Records handled."""
        return self.new + self.changed + self.unchanged + self.skipped


def _fits(record: ImageRecord) -> bool:
    return (
        0 < len(record.provider) <= 20
        and 0 <= record.identifier <= LARGEST_IDENTIFIER
        and 0 <= record.width <= LARGEST_PIXELS
        and 0 <= record.height <= LARGEST_PIXELS
        and (record.rights.access_level or 0) in LEVELS
        and (record.rights.permission_level or 0) in LEVELS
    )


def _seen(record: ImageRecord, as_of: dt.datetime, before: dict[str, Any]) -> dict[str, Any]:
    """The catalogue's own columns after `record` was seen at `as_of`: nothing grows older."""
    objects = before.get("objects_refreshed_at")
    missing = before.get("missing_since")
    return {
        "refreshed_at": max(as_of, before.get("refreshed_at", as_of)),
        "objects_refreshed_at": max(as_of, objects or as_of) if record.objects else objects,
        "missing_since": missing if missing and missing > as_of else None,
    }


def _ingest_batch(batch: list[ImageRecord], as_of: dt.datetime) -> IngestReport:
    incoming = {(it.provider, it.identifier): it for it in batch if _fits(it)}
    with transaction.atomic():
        known = stored(incoming)
        # In one order, so that no two batches of new rows wait for each other crosswise.
        new = [incoming[key] for key in sorted(incoming.keys() - known.keys())]
        changed = _changed(incoming, known, as_of)
        if new or changed:
            added = (
                rows.columns(it) | _seen(it, as_of, {}) | {"harvested_at": as_of} for it in new
            )
            upsert(Image, chain(changed, added), key=_KEY, updated=_UPDATED)
    unchanged = len(incoming) - len(new) - len(changed)
    return IngestReport(len(new), len(changed), unchanged, len(batch) - len(incoming))


def _changed(
    incoming: dict[tuple[str, int], ImageRecord],
    known: dict[tuple[str, int], dict[str, Any]],
    as_of: dt.datetime,
) -> list[dict[str, Any]]:
    """What the `known` rows are to hold where `incoming` changes them, in the order of rows.

    The others are noted as seen at once.
    """
    found: list[dict[str, Any]] = []
    same: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for key, before in sorted(known.items(), key=lambda it: it[1]["id"]):
        record = incoming[key]
        seen = _seen(record, as_of, before)
        merged = merge(before, rows.given(record))
        if merged is None:
            moved = tuple((name, seen[name]) for name in SEEN if seen[name] != before[name])
            same.setdefault(moved, []).append(before["id"])
        else:
            found.append(merged | seen | {"harvested_at": as_of})
    same.pop((), None)
    for moments, keys in same.items():
        Image.objects.filter(pk__in=keys).update(**dict(moments))
    return found


def taken_in(records: Sequence[ImageRecord], as_of: dt.datetime) -> IngestReport | None:
    """What `ingest` would report of `records` of one provider, where it would change nothing.

    That is where the catalogue saw each of them, and what they show, at `as_of` or later;
    None otherwise. One question to the database, and no write: answers from a cache come
    again and again.
    """
    fitting = {it.identifier: it for it in records if _fits(it)}
    rows = Image.objects.filter(identifier__in=list(fitting), refreshed_at__gte=as_of)
    provider = records[0].provider if records else ""
    seen = dict(rows.filter(provider=provider).values_list("identifier", "objects_refreshed_at"))
    for number, record in fitting.items():
        moment = seen.get(number) if record.objects else as_of
        if number not in seen or moment is None or moment < as_of:
            return None
    return IngestReport(unchanged=len(fitting), skipped=len(records) - len(fitting))


def ingest(
    records: Iterable[ImageRecord], *, as_of: dt.datetime | None = None, batch_size: int = BATCH
) -> IngestReport:
    """Keep `records`, each batch in one transaction of a few statements.

    `as_of`: when the provider said so, now unless given; an answer from the cache is older.
    Of two records with the same key in one batch the later one counts, the other is
    reported as skipped, as is one whose numbers no column can hold.
    """
    source, as_of = iter(records), as_of or timezone.now()
    report = IngestReport()
    while batch := list(islice(source, batch_size)):
        report += _ingest_batch(batch, as_of)
    return report
