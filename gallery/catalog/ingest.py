"""Records into rows: one upsert a batch, by the rules in `catalog.rules`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from gallery.catalog import rows
from gallery.catalog.models import Image
from gallery.catalog.rules import COMPARED, RULES, Rule, merge
from gallery.catalog.upsert import upsert
from gallery.records import ImageRecord

BATCH = 500
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


def _stored(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """The rows of these (provider, identifier) pairs, locked where the engine can."""
    by_provider: dict[str, list[int]] = {}
    for provider, identifier in keys:
        by_provider.setdefault(provider, []).append(identifier)
    found = {}
    for provider, identifiers in by_provider.items():
        images = Image.objects.select_for_update().filter(
            provider=provider, identifier__in=identifiers
        )
        for values in images.values("pk", "identifier", *COMPARED):
            found[provider, values["identifier"]] = values
    return found


def _ingest_batch(batch: list[ImageRecord]) -> IngestReport:
    now = timezone.now()
    incoming = {(it.provider, it.identifier): it for it in batch if _fits(it)}
    new, changed, same, upserts = 0, 0, [], []
    with transaction.atomic():
        stored = _stored(incoming)
        for key, record in incoming.items():
            values = rows.columns(record)
            if before := stored.get(key):
                merged = merge(before, values)
                if merged is None:
                    same.append(before["pk"])
                    continue
                values = merged
                changed += 1
            else:
                new += 1
            values |= {"harvested_at": now, "refreshed_at": now, "missing_since": None}
            upserts.append(values)
        if upserts:
            upsert(Image, upserts, key=_KEY, updated=_UPDATED)
        if same:
            Image.objects.filter(pk__in=same).update(refreshed_at=now, missing_since=None)
    return IngestReport(new, changed, len(same), len(batch) - len(incoming))


def ingest(records: Iterable[ImageRecord], *, batch_size: int = BATCH) -> IngestReport:
    """Keep `records`, each batch in one transaction of three statements.

    Of two records with the same key in one batch the later one counts, the other is
    reported as skipped, as is one whose numbers no column can hold.
    """
    source = iter(records)
    report = IngestReport()
    while batch := list(islice(source, batch_size)):
        report += _ingest_batch(batch)
    return report
