"""What each provider did for a search, in values that a page can say in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_noop as noop

from gallery.providers.errors import (
    BudgetSpent,
    ProviderError,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnavailable,
    RateLimited,
    RecordNotFound,
    UnexpectedPayload,
)

State = Literal["asked", "cached", "failed", "absent"]

# Error class, short name of the kind, what to tell people; the first that fits counts.
KINDS: tuple[tuple[type[BaseException], str, str], ...] = (
    (ProviderTimeout, "timeout", noop("did not answer in time")),
    (RateLimited, "rate-limited", noop("asks for a pause")),
    (BudgetSpent, "budget-spent", noop("has been asked as often as it allows today")),
    (ProviderUnavailable, "unavailable", noop("cannot be reached")),
    (RecordNotFound, "not-found", noop("has no such picture")),
    (ProviderRefused, "refused", noop("refused the request")),
    (UnexpectedPayload, "unexpected", noop("answered something we cannot read")),
    (ProviderError, "failed", noop("did not answer as expected")),
)


@dataclass(frozen=True, slots=True)
class ProviderNote:
    """What one provider did.

    ``state``: ``asked`` now, ``cached`` (its answer was kept), ``failed``, or ``absent``
    (not configured). ``elapsed`` and ``age`` in seconds. ``total``: how many it says
    match, None where it cannot say. ``brought`` records came, of which ``new`` were not
    in the catalogue, ``changed`` differ from what was, ``skipped`` could not be used.
    ``has_news``: whether the catalogue may answer otherwise now than before.
    ``knows_words``: whether it was asked for the visitor's words or has no text search.
    ``by_color``: whether it was asked for exact colours; then `total` counts its objects.
    ``message`` completes a sentence that begins with the label, without any key;
    in English, for pages to translate.
    """

    provider: str
    label: str
    state: State
    elapsed: float = 0.0
    age: float = 0.0
    total: int | None = None
    brought: int = 0
    new: int = 0
    changed: int = 0
    skipped: int = 0
    has_next: bool = False
    has_news: bool = False
    knows_words: bool = True
    by_color: bool = False
    error_kind: str = ""
    message: str = ""

    @property
    def is_answer(self) -> bool:
        """Whether the provider's answer is in the catalogue now."""
        return self.state in ("asked", "cached")


def failed(provider: str, label: str, error: BaseException, elapsed: float) -> ProviderNote:
    """The note of a provider whose answer is `error`."""
    fault = ("broken", noop("could not be asked because of a fault of ours"))
    fitting = ((name, message) for kind, name, message in KINDS if isinstance(error, kind))
    name, message = next(fitting, fault)
    return ProviderNote(
        provider, label, "failed", elapsed=elapsed, error_kind=name, message=message
    )


def absent(provider: str, label: str) -> ProviderNote:
    """The note of a provider that is not configured."""
    return ProviderNote(
        provider,
        label,
        "absent",
        error_kind="absent",
        message=noop("is not connected: it has no key"),
    )
