"""Asks Postcards: `/cards` by pages, `/cards/<no>`, `/cards?no=1|2` for several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import requests.adapters

from gallery.providers import values
from gallery.providers.base import HarvestPage, ProviderPage, ProviderRequest
from gallery.providers.cache import FRESH_ENOUGH
from gallery.providers.errors import ProviderError, UnexpectedPayload
from gallery.providers.payloads import BadRecord, Payload, Tally
from gallery.providers.session import ProviderSession
from gallery.providers.shapes import TEXT, Examined, Shape, differences
from gallery.records import ImageRecord
from tests.providers.postcards import mapper
from tests.providers.postcards.mapper import PROVIDER

PAGE: Shape = {"count": int, "cards": [{"no": int, "words": TEXT, "w": int, "h": int}]}


def check(url: str, payload: dict[str, Any]) -> ProviderError | None:
    """The least that an answer must hold to be used and kept."""
    is_usable = isinstance(payload.get("cards"), list) or "no" in payload
    return None if is_usable else UnexpectedPayload(PROVIDER, url, "sent no cards")


class PostcardsClient:
    """Postcards as a `Provider`."""

    name = PROVIDER
    label = "The Postcard Drawer"
    knows_words = True
    knows_changes = False

    def __init__(self, api_url: str, key: str, adapter: requests.adapters.BaseAdapter) -> None:
        self.session = ProviderSession(
            PROVIDER, api_url, key_param="key", key=key, check=check, adapter=adapter
        )

    def search(self, request: ProviderRequest, *, deadline: float) -> ProviderPage:
        """A page of cards that hold the words."""
        params = [("q", request.words)] if request.words else []
        return self._cards([*params, ("page", str(request.page))], request, deadline)

    def record(self, identifier: int, *, deadline: float) -> ImageRecord:
        """One card; raises `RecordNotFound`."""
        path = f"/cards/{identifier:d}"
        payload = self.session.get(path, deadline=deadline, oldest=FRESH_ENOUGH).payload
        try:
            return mapper.card(Payload(payload, Tally()))
        except BadRecord as problem:
            raise UnexpectedPayload(PROVIDER, self.session.api_url + path, str(problem)) from None

    def harvest(
        self,
        cursor: str,
        *,
        since: dt.date | None,
        is_joined: bool,
        deadline: float,
    ) -> HarvestPage:
        """One page of all cards; the cursor is its number."""
        request = ProviderRequest(page=int(cursor or 1))
        page = self._cards([("page", str(request.page))], request, deadline, is_cached=False)
        following = str(page.page + 1) if page.has_next else ""
        return HarvestPage(following, page.records, total=page.total, skipped=page.skipped)

    def examine(self, *, deadline: float) -> tuple[Examined, ...]:
        """Whether a page is as its contract says."""
        answer = self.session.get("/cards", deadline=deadline, is_cached=False)
        found = differences(answer.payload, PAGE)
        return (Examined("page", answer.answered.elapsed, found),)

    def listed(self, identifiers: Sequence[int], *, deadline: float) -> ProviderPage:
        """Those that there still are."""
        numbers = "|".join(map(str, identifiers))
        return self._cards([("no", numbers)], ProviderRequest(), deadline, is_cached=False)

    def _cards(
        self,
        params: list[tuple[str, str]],
        request: ProviderRequest,
        deadline: float,
        *,
        is_cached: bool = True,
    ) -> ProviderPage:
        answer = self.session.get("/cards", params, deadline=deadline, is_cached=is_cached)
        mapped = mapper.cards(answer.payload["cards"])
        total = values.whole(answer.payload.get("count"))
        has_next = total is not None and request.page * request.page_size < total
        return ProviderPage(
            PROVIDER, mapped.records, total, request.page, request.page_size, has_next,
            mapped.skipped, answer.answered, mapped.cleaned,
        )  # fmt: skip
