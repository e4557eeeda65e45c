"""After a whole harvest: what it did not see is asked for by name, and marked where it is gone.

Pages shift while they are read, so not having seen a record proves nothing. Marked ones
are no longer shown; they are dropped when they have been gone for a week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.utils import timezone

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.harvest.asking import Manners, patiently
from gallery.harvest.lease import Held
from gallery.harvest.models import HarvestRun
from gallery.providers.base import LARGEST_PAGE, Provider, ProviderPage
from gallery.providers.errors import UnexpectedPayload

DROPPED_AFTER = dt.timedelta(days=7)


def unseen(run: HarvestRun) -> list[int]:
    """Up to 99 identifiers that the catalogue shows and `run` did not see."""
    rows = Image.objects.of_provider(run.provider).present()
    rows = rows.filter(refreshed_at__lt=run.started_at).order_by("identifier")
    return list(rows.values_list("identifier", flat=True)[: LARGEST_PAGE - 1])


def _listed(provider: Provider, asked: list[int], witness: int, *, deadline: float) -> ProviderPage:
    """Those of `asked` that there are; raises where the answer cannot be trusted.

    One that is known to be there is asked for as well: if it does not come, or others do,
    the provider does not list by identifier, and silence says nothing.
    """
    page = provider.listed([*asked, witness], deadline=deadline)
    numbers = {record.identifier for record in page.records}
    if witness not in numbers or not numbers <= {*asked, witness} or page.skipped:
        raise UnexpectedPayload(provider.name, reason="does not list records by their numbers")
    return page


def _mark(run: HarvestRun, page: ProviderPage, asked: list[int], held: Held) -> None:
    there = {record.identifier for record in page.records}
    gone = [number for number in asked if number not in there]
    with transaction.atomic():
        held.beat()
        ingest(page.records)
        rows = Image.objects.filter(provider=run.provider, identifier__in=gone, missing_since=None)
        run.missing += rows.update(missing_since=timezone.now())
        run.save()


def drop(provider: str) -> int:
    """Drop the rows of `provider` that have been gone for long; how many."""
    gone = Image.objects.filter(provider=provider)
    gone = gone.filter(missing_since__lt=timezone.now() - DROPPED_AFTER)
    return gone.delete()[1].get(Image._meta.label, 0)


def sweep(provider: Provider, run: HarvestRun, held: Held, manners: Manners) -> Iterator[int]:
    """Confirm and mark what `run` did not see, drop what is long gone; yields how many are gone.

    Raises `ProviderError`.
    """
    seen = Image.objects.of_provider(run.provider).filter(refreshed_at__gte=run.started_at)
    witness = seen.values_list("identifier", flat=True).first()
    while asked := unseen(run):
        if witness is None:
            raise UnexpectedPayload(provider.name, reason="sent nothing at all")
        page = patiently(partial(_listed, provider, asked, witness), manners, held.beat)
        _mark(run, page, asked, held)
        yield run.missing
        manners.rest()
    run.dropped += drop(run.provider)
    run.save()
