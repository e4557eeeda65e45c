"""Harvard's terms: content is kept two weeks at most. What was not refreshed since goes.

That holds for rows (and with them their full text), for what they show, for what was
named for a visitor's words, and for the cache of answers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gallery import upstreams
from gallery.catalog.models import Image, ProviderMatch
from gallery.catalog.rows import columns
from gallery.sources import SOURCES

BATCH = 500


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows went, rows lost what they show, matches and cached answers went."""

    rows: int = 0
    objects: int = 0
    matches: int = 0
    answers: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.rows + self.objects + self.matches + self.answers


def _drop_rows(provider: str, before: dt.datetime) -> int:
    old = Image.objects.filter(provider=provider, refreshed_at__lt=before)
    count = 0
    while keys := list(old.values_list("pk", flat=True)[:BATCH]):
        count += Image.objects.filter(pk__in=keys).delete()[1].get(Image._meta.label, 0)
    return count


def _forget_objects(provider: str, before: dt.datetime) -> int:
    """Pictures whose own record is fresh, but not that of the object they show."""
    old = Image.objects.filter(provider=provider).exclude(depicted=[])
    old = old.filter(Q(objects_refreshed_at__lt=before) | Q(objects_refreshed_at=None))
    count = 0
    while rows := list(old[:BATCH]):
        for row in rows:
            forget_objects(row)
        count += len(rows)
    return count


def forget_objects(row: Image) -> None:
    """Take from a picture all that came from the objects it shows; its permission as well."""
    record = row.as_record()
    rights = replace(record.rights, permission_level=None)
    values = columns(replace(record, objects=(), landing_url="", rights=rights))
    Image.objects.filter(pk=row.pk).update(**values, objects_refreshed_at=None)


def purge() -> Purged:
    """Drop everything whose time is over; how much that was."""
    now = timezone.now()
    purged = Purged(answers=upstreams.prune_answers())
    for provider, source in SOURCES.items():
        if source.kept_for is None:
            continue
        before = now - source.kept_for
        with transaction.atomic():
            purged = Purged(
                purged.rows + _drop_rows(provider, before),
                purged.objects + _forget_objects(provider, before),
                purged.matches
                + ProviderMatch.objects.filter(provider=provider, asked_at__lt=before).delete()[0],
                purged.answers,
            )
    return purged
