"""What every provider can be asked, and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gallery.providers.shapes import Examined
from gallery.records import DepictedObject, ImageRecord

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

    ``age`` is 0 unless ``from_cache``. ``at``: when the provider said so, the same moment each
    time the answer comes from the cache; None of an answer that was asked for now.
    """

    elapsed: float
    from_cache: bool = False
    age: float = 0.0
    at: dt.datetime | None = None


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


@dataclass(frozen=True)
class HarvestPage:
    """One step of reading a provider whole: what came, and where the next step begins.

    ``cursor``: what to ask with next, "" when the provider is read to its end. It is
    opaque, survives the process, and a step may well bring nothing but the next cursor.
    ``total``: how many pictures there are to read in all; only a first step may know.
    ``depicted``: what pictures show, by their identifiers; these came in earlier steps.
    """

    cursor: str
    records: tuple[ImageRecord, ...] = ()
    depicted: Mapping[int, tuple[DepictedObject, ...]] = field(default_factory=dict)
    total: int | None = None
    skipped: tuple[str, ...] = ()


class Provider(Protocol):
    """A collection of pictures behind an API. `deadline` is a ``time.monotonic()`` instant."""

    @property
    def name(self) -> str:
        """Short name, as in addresses and rows: ``harvard``, ``jhu``."""

    @property
    def label(self) -> str:
        """The name that people read."""

    @property
    def knows_words(self) -> bool:
        """Whether it can be searched by words; else its page says nothing about them."""

    @property
    def knows_changes(self) -> bool:
        """Whether it can say what changed since a day."""

    def search(self, request: ProviderRequest, *, deadline: float) -> ProviderPage:
        """One page of what matches `request`; raises `ProviderError`."""

    def record(self, identifier: int, *, deadline: float) -> ImageRecord:
        """One whole record; raises `RecordNotFound` or another `ProviderError`."""

    def harvest(
        self, cursor: str, *, since: dt.date | None, is_joined: bool, deadline: float
    ) -> HarvestPage:
        """One step of reading everything, newest first; "" begins. Nothing is cached.

        `since`: only what changed from that day on, where it `knows_changes`. `is_joined`:
        let every picture bring what it shows with it, as a short harvest needs; a whole one
        reads that in bulk behind the pictures. Raises `ProviderError`.
        """

    def examine(self, *, deadline: float) -> tuple[Examined, ...]:
        """Whether it answers as its contract says, question by question; raises `ProviderError`."""

    def listed(self, identifiers: Sequence[int], *, deadline: float) -> ProviderPage:
        """Those of up to 100 records that there still are. Nothing is cached."""
