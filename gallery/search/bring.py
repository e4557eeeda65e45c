"""Ask every provider at once, keep what arrives, note what each of them did.

Only the asking happens in threads; rows are written by the caller's thread, as answers
arrive. Nothing that a provider does raises here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed
from concurrent.futures import TimeoutError as FuturesTimeout
from contextlib import suppress
from dataclasses import replace

from django.db import DatabaseError
from django.utils import timezone

from gallery.catalog.ingest import IngestReport, ingest, taken_in
from gallery.catalog.models import Image
from gallery.catalog.words import read_words
from gallery.observability.timing import span
from gallery.providers.base import LARGEST_PAGE, Provider, ProviderPage, ProviderRequest
from gallery.providers.errors import ProviderTimeout, RecordNotFound
from gallery.search import notes
from gallery.search.live_colors import is_asked_by_color, question
from gallery.search.named import answered_at, remember
from gallery.search.notes import ProviderNote
from gallery.search.query import PROVIDER_SORTS, SearchQuery
from gallery.search.results import ResultPage
from gallery.sources import SOURCES, label_of

logger = logging.getLogger(__name__)

SECONDS = 4.0  # what a visitor waits at most when the catalogue cannot fill the page

# One kept pool: providers keep their connections, and no request pays for new threads.
_pool = ThreadPoolExecutor(max_workers=16, thread_name_prefix="bring")


def needs_bringing(result: ResultPage) -> bool:
    """Whether the visitor should wait for the providers: the catalogue cannot fill the page."""
    return len(result.hits) < result.query.per_page


def request_for(query: SearchQuery) -> ProviderRequest:
    """What the providers are asked for `query`: the provider page this page reaches into."""
    last_result = query.offset + query.per_page
    return ProviderRequest(
        words=query.q,
        sort=query.sort if query.seed or query.sort in PROVIDER_SORTS else "relevance",
        page=-(-last_result // LARGEST_PAGE),
        page_size=LARGEST_PAGE,
        min_width=query.min_width,
        date_from=query.date_from,
        date_to=query.date_to,
        technique=" ".join(
            filter(None, (query.make, query.model, query.software, query.film)),
        ),
    )


def _kept(provider: Provider, page: ProviderPage, words: str) -> ProviderNote:
    """Keep one provider's page; its note."""
    try:
        as_of = answered_at(page)
        report = taken_in(page.records, as_of) if page.answered.from_cache else None
        has_news = not report and _comes_back(page)
        report = report or ingest(page.records, as_of=as_of)
        has_news = has_news or report.new + report.changed > 0
        if provider.knows_words and read_words(words).wanted:
            has_news = remember(provider.name, words, page) or has_news
    except DatabaseError as error:
        logger.exception("What %s brought could not be kept", provider.name)
        return notes.failed(provider.name, provider.label, error, page.answered.elapsed)
    return _note(provider, page, report, has_news)


def _comes_back(page: ProviderPage) -> bool:
    """Whether one of these records was gone: to ingest, it is unchanged."""
    identifiers = [record.identifier for record in page.records]
    provider = page.records[0].provider if page.records else ""
    rows = Image.objects.filter(provider=provider, identifier__in=identifiers)
    return rows.exclude(missing_since=None).exists()


def _note(
    provider: Provider, page: ProviderPage, report: IngestReport, has_news: bool
) -> ProviderNote:
    return ProviderNote(
        provider.name,
        provider.label,
        "cached" if page.answered.from_cache else "asked",
        elapsed=page.answered.elapsed,
        age=page.answered.age,
        total=page.total,
        brought=len(page.records),
        new=report.new,
        changed=report.changed,
        skipped=len(page.skipped) + report.skipped,
        has_next=page.has_next,
        has_news=has_news,
        knows_words=provider.knows_words,
    )


def _arriving(
    futures: Mapping[Future[ProviderPage], Provider], deadline: float
) -> Iterator[Future[ProviderPage]]:
    with suppress(FuturesTimeout):
        yield from as_completed(futures, timeout=max(0.0, deadline - time.monotonic()))


@span("upstreams")
def bring(
    query: SearchQuery, providers: Mapping[str, Provider], *, seconds: float = SECONDS
) -> tuple[ProviderNote, ...]:
    """Ask `providers` about `query`, all at once, and keep what they bring.

    Returns one note for each provider the query may draw on, in the order of SOURCES,
    after `seconds` at most (what arrives later is in the provider's own cache).
    """
    started = time.monotonic()
    deadline = started + seconds
    request = request_for(query)
    sources = [name for name in SOURCES if query.source in ("", name)]
    futures = {
        _pool.submit(question(providers[name], query, request), deadline=deadline): providers[name]
        for name in sources
        if name in providers
    }
    found = {name: notes.absent(name, label_of(name)) for name in sources if name not in providers}
    for future in _arriving(futures, deadline):
        provider = futures[future]
        error = future.exception()
        if error is None:
            note = _kept(provider, future.result(), query.q)
            found[provider.name] = replace(note, by_color=is_asked_by_color(provider, query))
        else:
            found[provider.name] = _failed(provider, error, started)
    for future, provider in futures.items():
        if provider.name not in found:
            future.cancel()
            found[provider.name] = _failed(provider, ProviderTimeout(provider.name), started)
    return tuple(found[name] for name in sources)


def _failed(provider: Provider, error: BaseException, started: float) -> ProviderNote:
    note = notes.failed(provider.name, provider.label, error, time.monotonic() - started)
    if note.error_kind == "broken":
        logger.error("Asking %s failed", provider.name, exc_info=error)
    else:
        logger.info("%s", error)
    return note


@span("upstreams")
def bring_record(
    name: str, identifier: int, providers: Mapping[str, Provider], *, seconds: float = SECONDS
) -> ProviderNote:
    """Ask one provider for one record and keep it. ``not-found`` marks the row as missing."""
    if name not in providers:
        return notes.absent(name, label_of(name))
    provider = providers[name]
    started = time.monotonic()
    deadline = started + seconds
    future = _pool.submit(provider.record, identifier, deadline=deadline)
    try:
        error = future.exception(timeout=seconds)
    except (FuturesTimeout, CancelledError):
        future.cancel()
        error = ProviderTimeout(name)
    elapsed = time.monotonic() - started
    if isinstance(error, RecordNotFound):
        missing = Image.objects.filter(provider=name, identifier=identifier, missing_since=None)
        missing.update(missing_since=timezone.now())
    if error is not None:
        return _failed(provider, error, started)
    try:
        report = ingest([future.result()])
    except DatabaseError as trouble:
        logger.exception("What %s brought could not be kept", name)
        return notes.failed(name, provider.label, trouble, elapsed)
    return ProviderNote(
        name,
        provider.label,
        "asked",
        elapsed=elapsed,
        total=1,
        brought=1,
        new=report.new,
        changed=report.changed,
        skipped=report.skipped,
    )
