"""A provider that holds its records in memory, for the tests of search and harvest."""

import datetime as dt
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from gallery.providers.base import Answered, HarvestPage, ProviderPage, ProviderRequest
from gallery.providers.errors import ProviderTimeout, RecordNotFound
from gallery.records import ImageRecord

LABELS = {"harvard": "Harvard Art Museums", "jhu": "Johns Hopkins Hub"}


@dataclass
class Shelf:
    """Pages through `records`; raises what `failures` hold first; `gate` holds answers back."""

    name: str
    records: Sequence[ImageRecord] = ()
    failures: list[Exception] = field(default_factory=list)
    gate: threading.Event | None = None
    from_cache: bool = False
    age: float = 60.0  # s, of an answer from the cache
    asked: list[ProviderRequest] = field(default_factory=list)
    listings: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def label(self) -> str:
        return LABELS[self.name]

    def _answer(self, deadline: float) -> None:
        if self.gate and not self.gate.wait(max(0.0, deadline - time.monotonic())):
            raise ProviderTimeout(self.name)
        if self.failures:
            raise self.failures.pop(0)

    def search(self, request: ProviderRequest, *, deadline: float) -> ProviderPage:
        self.asked.append(request)
        self._answer(deadline)
        start = (request.page - 1) * request.page_size
        end = start + request.page_size
        return ProviderPage(
            self.name,
            tuple(self.records[start:end]),
            len(self.records),
            request.page,
            request.page_size,
            end < len(self.records),
            (),
            Answered(0.25, self.from_cache, self.age if self.from_cache else 0.0),
        )

    @property
    def knows_words(self) -> bool:
        return self.name == "harvard"

    @property
    def knows_changes(self) -> bool:
        return False

    def harvest(
        self, cursor: str, *, since: dt.date | None, is_joined: bool, deadline: float
    ) -> HarvestPage:
        page = self.search(ProviderRequest(sort="newest", page=int(cursor or 1)), deadline=deadline)
        following = str(page.page + 1) if page.has_next else ""
        return HarvestPage(following, page.records, total=page.total)

    def listed(self, identifiers: Sequence[int], *, deadline: float) -> ProviderPage:
        self.listings.append(tuple(identifiers))
        self._answer(deadline)
        found = tuple(one for one in self.records if one.identifier in identifiers)
        return ProviderPage(self.name, found, len(found), 1, 100, False, (), Answered(0.25))

    def record(self, identifier: int, *, deadline: float) -> ImageRecord:
        self._answer(deadline)
        for record in self.records:
            if record.identifier == identifier:
                return record
        raise RecordNotFound(self.name)


def shelves(*given: Shelf) -> dict[str, Shelf]:
    """Providers by name, as `upstreams.providers` gives them."""
    return {shelf.name: shelf for shelf in given}
