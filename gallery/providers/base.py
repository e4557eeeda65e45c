"""What every provider can be asked, and what comes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from gallery.records import ImageRecord

# Both contracts: no page holds more than 100 records.
LARGEST_PAGE = 100


@dataclass(frozen=True)
class ProviderRequest:
    """One question to a provider. A provider leaves out what its API cannot express.

    ``words``: what a visitor typed; never query syntax. ``sort``: ``relevance``,
    ``newest``, ``oldest``, ``widest`` or ``random:SEED``. ``page`` counts from 1.
    ``min_width`` in px. ``date_from`` and ``date_to`` are inclusive days.
    ``technique``: words to be found in the technique text.
    """

    words: str = ""
    sort: str = "relevance"
    page: int = 1
    page_size: int = LARGEST_PAGE
    min_width: int = 0
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    technique: str = ""


@dataclass(frozen=True)
class Answered:
    """How an answer was got: ``elapsed`` seconds of waiting, ``age`` seconds of the answer.

    ``age`` is 0 unless ``from_cache``.
    """

    elapsed: float
    from_cache: bool = False
    age: float = 0.0


@dataclass(frozen=True)
class ProviderPage:
    """One page of a provider's answer, mapped.

    ``total``: how many the provider says match, None where it does not say so credibly.
    ``skipped`` and ``cleaned``: one reason for each record left out, each field mended.
    """

    provider: str
    records: tuple[ImageRecord, ...]
    total: int | None
    page: int
    page_size: int
    has_next: bool
    skipped: tuple[str, ...]
    answered: Answered
    cleaned: tuple[str, ...] = ()


class Provider(Protocol):
    """A collection of pictures behind an API. `deadline` is a ``time.monotonic()`` instant."""

    @property
    def name(self) -> str:
        """Short name, as in addresses and rows: ``harvard``, ``jhu``."""

    @property
    def label(self) -> str:
        """The name that people read."""

    def search(self, request: ProviderRequest, *, deadline: float) -> ProviderPage:
        """One page of what matches `request`; raises `ProviderError`."""

    def record(self, identifier: int, *, deadline: float) -> ImageRecord:
        """One whole record; raises `RecordNotFound` or another `ProviderError`."""
