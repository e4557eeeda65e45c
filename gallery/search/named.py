"""Which pictures a provider named for a visitor's words: kept, and looked up again.

They count as matches of these words even where our own texts hold other ones.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from gallery.catalog.models import ProviderMatch
from gallery.providers.base import ProviderPage

REMEMBERED_FOR = dt.timedelta(days=1)
KEPT_FOR = dt.timedelta(days=14)  # upstreams.md: two weeks at most
AT_MOST_LATE = dt.timedelta(minutes=1)  # from an answer to its being remembered
MOST_REMEMBERED = 2_000  # identifiers a provider may name for the same words


def words_key(q: str) -> str:
    """How a provider's answer to what a visitor typed is remembered."""
    return q.lower()


def named_by_providers(q: str) -> dict[str, list[int]]:
    """Identifiers by provider that it named when asked for these words."""
    found = ProviderMatch.objects.filter(words=words_key(q))
    return dict(found.values_list("provider", "identifiers"))


def answered_at(page: ProviderPage) -> dt.datetime:
    """When the provider gave this answer."""
    return page.answered.at or timezone.now() - dt.timedelta(seconds=page.answered.age)


def _is_remembered(provider: str, words: str, page: ProviderPage, as_of: dt.datetime) -> bool:
    """Whether this answer was remembered before, as answers from a cache mostly are."""
    match = ProviderMatch.objects.filter(provider=provider, words=words_key(words)).first()
    if match is None or match.total != page.total:
        return False
    is_that_day = -AT_MOST_LATE <= as_of - match.asked_at < REMEMBERED_FOR
    return is_that_day and {it.identifier for it in page.records} <= set(match.identifiers)


def remember(provider: str, words: str, page: ProviderPage) -> bool:
    """Keep which pictures `provider` named for `words`, beside those it named that day.

    What is kept is as old as the oldest answer in it. What is kept already is not written
    again. True where other pictures are named now than before.
    """
    identifiers = [record.identifier for record in page.records]
    as_of = answered_at(page)
    if page.answered.from_cache and _is_remembered(provider, words, page, as_of):
        return False
    with transaction.atomic():
        match, is_new = ProviderMatch.objects.select_for_update().get_or_create(
            provider=provider,
            words=words_key(words),
            defaults={
                "identifiers": identifiers,
                "total": page.total,
                "asked_at": as_of,
            },
        )
        if is_new:
            ProviderMatch.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
            return bool(identifiers)
        is_that_day = as_of - match.asked_at < REMEMBERED_FOR
        named = set(match.identifiers)
        before = match.identifiers if is_that_day else []
        match.identifiers = list(dict.fromkeys([*before, *identifiers]))[-MOST_REMEMBERED:]
        match.total = page.total
        match.asked_at = min(match.asked_at, as_of) if is_that_day else as_of
        match.save()
        return set(match.identifiers) != named
