"""Fill the catalogue from one provider: page by page, politely, resumable at any moment.

A page's rows and the position after it are written in one transaction, so a killed
harvest goes on with the first page it did not keep. Plain functions: commands and the
demo show the progress as they like.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from gallery.catalog.ingest import IngestReport, ingest
from gallery.catalog.models import HarvestState
from gallery.providers.base import LARGEST_PAGE, Provider, ProviderPage, ProviderRequest
from gallery.providers.errors import BudgetSpent, ProviderError, ProviderUnavailable, RateLimited

SECONDS_PER_PAGE = 30.0
ATTEMPTS = 3
LONGEST_PAUSE = 60.0  # a longer Retry-After ends the run; it resumes another time

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `seen` records of `total` (None: unknown), in `elapsed` seconds.

    `error` is why the run stopped early, None while it goes on and when it got through.
    """

    provider: str
    label: str
    report: IngestReport = field(default_factory=IngestReport)
    total: int | None = None
    resumed_at: int = 0
    elapsed: float = 0.0
    is_complete: bool = False
    error: ProviderError | None = None

    @property
    def seen(self) -> int:
        """Records handled in this run."""
        return self.report.total

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.seen / self.elapsed if self.elapsed else 0.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How a harvest behaves: seconds of `pause` between pages, and how it waits."""

    pause: float = 0.0
    sleep: Sleep = time.sleep


def start(provider: str, *, restart: bool) -> HarvestState:
    """The state to go on with: the stopped run's, or a new run's."""
    state, _is_new = HarvestState.objects.get_or_create(provider=provider)
    if restart or not state.position:
        state.position, state.started_at, state.finished_at = 1, timezone.now(), None
        state.new = state.changed = state.unchanged = state.skipped = 0
    state.last_error = ""
    state.save()
    return state


def ask(provider: Provider, page: int, manners: Manners) -> ProviderPage:
    """One page; waits and asks again where the provider says that may help.

    Raises the last `ProviderError`.
    """
    request = ProviderRequest(sort="newest", page=page, page_size=LARGEST_PAGE)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return provider.search(request, deadline=time.monotonic() + SECONDS_PER_PAGE)
        except ProviderUnavailable as error:
            wait = float(2**attempt)
            if isinstance(error, RateLimited) and error.retry_after is not None:
                wait = error.retry_after
            is_hopeless = isinstance(error, BudgetSpent) or wait > LONGEST_PAUSE
            if attempt == ATTEMPTS or is_hopeless:
                raise
            manners.sleep(wait)
    raise AssertionError("unreachable")


def keep(state: HarvestState, page: ProviderPage, most: int | None) -> IngestReport:
    """Keep at most `most` records of `page`, and where to go on, in one transaction."""
    records = page.records if most is None else page.records[:most]
    is_whole = len(records) == len(page.records)
    with transaction.atomic():
        report = ingest(records)
        if is_whole:
            report += IngestReport(skipped=len(page.skipped))
            state.position = page.page + 1 if page.has_next else 0
        state.total = page.total
        state.new += report.new
        state.changed += report.changed
        state.unchanged += report.unchanged
        state.skipped += report.skipped
        state.advanced_at = timezone.now()
        if not state.position:
            state.finished_at = state.advanced_at
        state.save()
    return report


def harvest(
    provider: Provider,
    *,
    limit: int | None = None,
    restart: bool = False,
    manners: Manners = Manners(),
) -> Iterator[Progress]:
    """Read `provider` newest first and yield a `Progress` after every page.

    `limit`: stop after so many records; the next run goes on there. `restart`: begin at
    the first page even where a stopped run could be resumed. The last `Progress` is
    complete, or holds the error, or reached the limit. Never raises `ProviderError`.
    """
    state = start(provider.name, restart=restart)
    began, resumed_at = time.monotonic(), state.position
    report = IngestReport()

    def progress(error: ProviderError | None = None) -> Progress:
        return Progress(
            provider.name,
            provider.label,
            report,
            state.total,
            resumed_at,
            time.monotonic() - began,
            state.position == 0,
            error,
        )

    while state.position and (limit is None or report.total < limit):
        try:
            page = ask(provider, state.position, manners)
        except ProviderError as error:
            state.last_error = str(error)
            state.save(update_fields=["last_error"])
            yield progress(error)
            return
        report += keep(state, page, None if limit is None else limit - report.total)
        yield progress()
        if state.position and manners.pause:
            manners.sleep(manners.pause)
