"""Asks the Johns Hopkins Hub for its files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import requests.adapters
from requests_cache.backends.base import BaseCache

from gallery.providers import values
from gallery.providers.base import HarvestPage, ProviderPage, ProviderRequest
from gallery.providers.jhu import contract, examination
from gallery.providers.jhu.mapper import IMAGE_HOSTS, PROVIDER, JhuMapper
from gallery.providers.jhu.params import ALWAYS, NEWEST, FilesQuery, files_query
from gallery.providers.mappings import Mappings
from gallery.providers.one_record import one_record
from gallery.providers.session import ProviderSession
from gallery.providers.shapes import Examined
from gallery.providers.wire import Guards
from gallery.records import ImageRecord


class JhuClient:
    """The Hub as a `Provider`."""

    name = PROVIDER
    label = "Johns Hopkins Hub"
    knows_words = False  # JHU docs, files: there is no text search
    knows_changes = False

    def __init__(self, session: ProviderSession, mapper: JhuMapper) -> None:
        self.session = session
        self.mapper = mapper
        self._mappings = Mappings()

    @classmethod
    def connect(
        cls,
        api_url: str,
        key: str,
        *,
        cache: BaseCache | None = None,
        adapter: requests.adapters.BaseAdapter | None = None,
        image_hosts: Iterable[str] = IMAGE_HOSTS,
        allow_local: bool = False,
        guards: Guards | None = None,
    ) -> JhuClient:
        """A client with a session of its own; arguments as in `ProviderSession` and mapper."""
        session = ProviderSession(
            PROVIDER,
            api_url,
            key_param="key",
            key=key,
            always=ALWAYS,
            check=contract.check,
            cache=cache,
            adapter=adapter,
            guards=guards,
        )
        return cls(session, JhuMapper(frozenset(image_hosts), allow_local))

    def search(self, request: ProviderRequest, *, deadline: float) -> ProviderPage:
        """A page of files, newest first unless the oldest are asked for."""
        return self.files(files_query(request), deadline=deadline)

    def examine(self, *, deadline: float) -> tuple[Examined, ...]:
        """Whether it answers as its contract says; raises `ProviderError`."""
        return examination.examine(self.session, deadline=deadline)

    def listed(self, identifiers: Sequence[int], *, deadline: float) -> ProviderPage:
        """Those of up to 100 files that there still are."""
        query = FilesQuery(ids=tuple(identifiers))
        return self.files(query, deadline=deadline, is_cached=False)

    def harvest(
        self,
        cursor: str,
        *,
        since: dt.date | None,  # noqa: ARG002 - the Hub does not say what changed when
        is_joined: bool,  # noqa: ARG002 - a file is whole as it comes
        deadline: float,
    ) -> HarvestPage:
        """One page of all files, newest first; the cursor is the page's number.

        New files push the others down meanwhile, so that some come twice and none is left out.
        """
        number = int(cursor) if cursor.isascii() and cursor.isdigit() else 1
        query = FilesQuery(page=number, order_by=NEWEST)
        page = self.files(query, deadline=deadline, is_cached=False)
        following = str(page.page + 1) if page.has_next else ""
        return HarvestPage(following, page.records, total=page.total, skipped=page.skipped)

    def files(self, query: FilesQuery, *, deadline: float, is_cached: bool = True) -> ProviderPage:
        """A page of ``/files``; ``total`` counts documents too."""
        answer = self.session.get("/files", query.params(), deadline=deadline, is_cached=is_cached)
        payload = answer.payload
        rows = contract.rows(payload) or []
        at = answer.answered.at
        mapped = self._mappings.of(query, at, lambda: self.mapper.files(rows))
        total = values.whole(payload.get("total_available"))
        page = max(query.page, 1)
        return ProviderPage(
            provider=PROVIDER,
            records=mapped.records,
            total=total,
            page=page,
            page_size=query.rows,
            has_next=_has_next(payload, page * query.rows, len(rows), total),
            skipped=mapped.skipped,
            answered=answer.answered,
            cleaned=mapped.cleaned,
        )

    def record(self, identifier: int, *, deadline: float) -> ImageRecord:
        """One file; raises `RecordNotFound`."""
        path = f"/files/{identifier:d}"
        return one_record(self.session, path, identifier, self.mapper.file, deadline=deadline)


def _has_next(payload: Mapping[str, Any], seen: int, rows: int, total: int | None) -> bool:
    """``_links.next`` is absent on the last page; it is never followed, as it lacks the key."""
    links = payload.get("_links")
    if not rows:
        return False
    if total is not None:
        return seen < total
    return isinstance(links, dict) and "next" in links
