"""Fill the catalogue from one provider: step by step, politely, resumable at any moment.

A step's rows and the position after it are written in one transaction, so a killed
harvest goes on with the first step it did not keep. Plain functions: commands and the
demo show the progress as they like.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from gallery import upstreams
from gallery.catalog.ingest import IngestReport, ingest
from gallery.catalog.models import Image
from gallery.harvest.asking import Manners, patiently
from gallery.harvest.joining import join
from gallery.harvest.lease import AlreadyRunning, Held, LeaseLost, hold
from gallery.harvest.models import HarvestRun
from gallery.harvest.progress import Progress
from gallery.harvest.retention import purge
from gallery.harvest.sweep import sweep
from gallery.providers.base import HarvestPage, Provider
from gallery.providers.errors import ProviderError

COUNTERS = ("new", "changed", "unchanged", "skipped", "joined", "missing", "dropped")


def start(provider: str, *, since: dt.date | None, restart: bool) -> HarvestRun:
    """The run to go on with: the stopped one, or a new one."""
    kind = HarvestRun.RECENT if since else HarvestRun.WHOLE
    now = timezone.now()
    run, is_new = HarvestRun.objects.get_or_create(
        provider=provider, kind=kind, defaults={"since": since, "started_at": now}
    )
    if not is_new and (restart or run.finished_at or run.since != since):
        run.since, run.cursor, run.is_read = since, "", False
        run.started_at, run.finished_at, run.advanced_at, run.total = now, None, None, None
        for name in COUNTERS:
            setattr(run, name, 0)
    run.last_error = ""
    run.save()
    return run


def keep(run: HarvestRun, page: HarvestPage, held: Held, most: int | None = None) -> IngestReport:
    """Keep at most `most` records of `page`, and where to go on, in one transaction."""
    records = page.records if most is None else page.records[:most]
    is_whole = len(records) == len(page.records)
    with transaction.atomic():
        held.beat()
        report = ingest(records)
        run.joined += join(run.provider, page.depicted, as_of=run.started_at)
        if is_whole:
            report += IngestReport(skipped=len(page.skipped))
            run.cursor, run.is_read = page.cursor, not page.cursor
        run.total = page.total if run.total is None else run.total
        run.new += report.new
        run.changed += report.changed
        run.unchanged += report.unchanged
        run.skipped += report.skipped
        run.advanced_at = timezone.now()
        run.save()
    return report


def is_known(page: HarvestPage, report: IngestReport, since: dt.date) -> bool:
    """Whether `page`, just kept, brought nothing that the catalogue had not had before `since`."""
    if not page.records or report.new or report.changed:
        return False
    day = dt.datetime.combine(since, dt.time.min, dt.UTC)
    numbers = [record.identifier for record in page.records]
    known = Image.objects.filter(provider=page.records[0].provider, identifier__in=numbers)
    return known.filter(harvested_at__lt=day).count() == len(numbers)


@dataclass
class _Harvest:
    """One run under way, under its lease."""

    provider: Provider
    run: HarvestRun
    held: Held
    manners: Manners
    limit: int | None
    progress: Progress

    def step(self, **changes: Any) -> Progress:
        """How far it is now."""
        elapsed = time.monotonic() - self.progress.began
        left = upstreams.calls_left(self.provider.name)
        self.progress = replace(self.progress, elapsed=elapsed, calls_left=left, **changes)
        return self.progress

    def steps(self) -> Iterator[Progress]:
        """Everything there is to do; raises `ProviderError`."""
        yield from self.reading()
        if not self.run.is_read:
            return
        if self.run.kind == HarvestRun.WHOLE:
            for missing in sweep(self.provider, self.run, self.held, self.manners):
                yield self.step(missing=missing)
        self.run.finished_at = timezone.now()
        self.run.save()
        yield self.step(is_complete=True)

    def reading(self) -> Iterator[Progress]:
        """Read on from the run's cursor to the end, or to the limit."""
        since, limit = self.run.since, self.limit
        is_joined = limit is not None or since is not None
        while not self.run.is_read and (limit is None or self.progress.seen < limit):
            ask = partial(self.provider.harvest, self.run.cursor, since=since, is_joined=is_joined)
            page = patiently(ask, self.manners, self.held.beat)
            yield self.kept(page)
            if not self.run.is_read:
                self.manners.rest()

    def kept(self, page: HarvestPage) -> Progress:
        """`page` is in the catalogue."""
        run, most = self.run, None if self.limit is None else self.limit - self.progress.seen
        report = keep(run, page, self.held, most)
        if run.since and not self.provider.knows_changes and is_known(page, report, run.since):
            run.is_read = True
            run.save()
        return self.step(
            report=self.progress.report + report, total=run.total, done=run.seen, joined=run.joined
        )


def harvest(
    provider: Provider,
    *,
    limit: int | None = None,
    since: dt.date | None = None,
    restart: bool = False,
    manners: Manners | None = None,
) -> Iterator[Progress]:
    """Read `provider` newest first and yield a `Progress` after every step.

    `limit`: stop after so many records; the next run goes on there. `since`: only what
    changed from that day on; a provider that cannot say so is read until a page holds
    nothing that was not known before. `restart`: begin anew even where a stopped run could
    be resumed. A whole run that gets through marks what it did not see as missing. The last
    `Progress` is complete, or holds the error, or reached the limit. Never raises
    `ProviderError`. What may no longer be kept is purged first.
    """
    progress = Progress(provider.name, provider.label, began=time.monotonic())
    try:
        with hold(f"harvest of {provider.name}") as held:
            purge()
            run = start(provider.name, since=since, restart=restart)
            progress = replace(progress, resumed=run.seen, done=run.seen, total=run.total)
            work = _Harvest(provider, run, held, manners or Manners(), limit, progress)
            try:
                yield from work.steps()
            except ProviderError as error:
                HarvestRun.objects.filter(pk=run.pk).update(last_error=str(error))
                yield work.step(error=error)
    except (AlreadyRunning, LeaseLost) as trouble:
        yield replace(progress, error=trouble)
