"""Asks Harvard: pictures, the objects they show, and the museums' colour tables."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import requests.adapters
from requests_cache.backends.base import BaseCache

from gallery.providers import values
from gallery.providers.base import (
    LARGEST_PAGE,
    Answered,
    HarvestPage,
    ProviderPage,
    ProviderRequest,
)
from gallery.providers.errors import ProviderError
from gallery.providers.harvard import examination
from gallery.providers.harvard.by_color import images_of_colors
from gallery.providers.harvard.contract import check
from gallery.providers.harvard.mapper import IMAGE_HOSTS, PROVIDER, HarvardMapper, with_objects
from gallery.providers.harvard.params import (
    WINDOW,
    ImageQuery,
    Params,
    image_query,
    objects_of,
    objects_of_image,
    objects_with_images,
)
from gallery.providers.harvard.slices import Slice
from gallery.providers.mappings import Mappings
from gallery.providers.one_record import one_record
from gallery.providers.session import ProviderSession
from gallery.providers.shapes import Examined
from gallery.providers.wire import Guards
from gallery.records import DepictedObject, ImageRecord

log = logging.getLogger(__name__)

Depicted = Mapping[int, tuple[DepictedObject, ...]]


@dataclass(frozen=True)
class ObjectsPage:
    """What pictures show: image id → objects, from one page of objects.

    ``total`` counts objects, otherwise as in `ProviderPage`.
    """

    identifiers: tuple[int, ...]
    depicted: Depicted
    total: int | None
    has_next: bool
    answered: Answered


class HarvardClient:
    """Harvard as a `Provider`.

    With `join_objects`, a page of pictures costs a second call, which brings what they
    show: titles, links back and permissions. Should that fail, pages come without.
    """

    name = PROVIDER
    label = "Harvard Art Museums"
    knows_words = True
    knows_changes = True

    def __init__(
        self, session: ProviderSession, mapper: HarvardMapper, *, join_objects: bool = True
    ) -> None:
        self.session = session
        self.mapper = mapper
        self._mappings = Mappings()
        self._join_objects = join_objects
        self._ways: tuple[Callable[[list[int]], Params], ...] = (objects_of, objects_of_image)

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
        join_objects: bool = True,
    ) -> HarvardClient:
        """A client with a session of its own; arguments as in `ProviderSession` and mapper."""
        session = ProviderSession(
            PROVIDER,
            api_url,
            key_param="apikey",
            key=key,
            check=check,
            cache=cache,
            adapter=adapter,
            guards=guards,
        )
        mapper = HarvardMapper(frozenset(image_hosts), allow_local)
        return cls(session, mapper, join_objects=join_objects)

    def search(self, request: ProviderRequest, *, deadline: float) -> ProviderPage:
        """A page of pictures; an empty last page where the result window ends."""
        return self.images(image_query(request), deadline=deadline)

    def images(
        self,
        query: ImageQuery,
        *,
        deadline: float,
        join_objects: bool | None = None,
        is_cached: bool = True,
    ) -> ProviderPage:
        """A page of ``/image``. Pages past the window of 10,000 rows are not asked for."""
        if not query.is_inside_window:
            return ProviderPage(
                PROVIDER, (), None, query.page, query.rows, False, (), Answered(0.0)
            )
        answer = self.session.get("/image", query.params(), deadline=deadline, is_cached=is_cached)
        rows = answer.payload["records"]
        depicted: Depicted = {}
        if self._join_objects if join_objects is None else join_objects:
            ids = [values.whole(row.get("id")) for row in rows if isinstance(row, dict)]
            depicted = self._objects_of(filter(None, ids), deadline, is_cached=is_cached)
        question = (query, frozenset(depicted.items()))
        at = answer.answered.at
        mapped = self._mappings.of(question, at, lambda: self.mapper.images(rows, depicted))
        total = _total(answer.payload)
        return ProviderPage(
            provider=PROVIDER,
            records=mapped.records,
            total=total,
            page=query.page,
            page_size=query.rows,
            has_next=_has_next(query.page, query.rows, len(rows), total),
            skipped=mapped.skipped,
            answered=answer.answered,
            cleaned=mapped.cleaned,
        )

    def record(self, identifier: int, *, deadline: float) -> ImageRecord:
        """One picture with the objects it shows; raises `RecordNotFound`."""
        path = f"/image/{identifier:d}"
        found = one_record(self.session, path, identifier, self.mapper.image, deadline=deadline)
        return with_objects(found, self._objects_of([identifier], deadline).get(identifier, ()))

    def of_colors(self, colors: Sequence[str], page: int, *, deadline: float) -> ProviderPage:
        """Pictures of objects that have any of these exact ``#rrggbb``; see `by_color`."""
        return images_of_colors(self, colors, page, deadline=deadline)

    def examine(self, *, deadline: float) -> tuple[Examined, ...]:
        """Whether it answers as its contract says; raises `ProviderError`."""
        return examination.examine(self.session, deadline=deadline)

    def listed(self, identifiers: Sequence[int], *, deadline: float) -> ProviderPage:
        """Those of up to 100 images that there still are, without what they show."""
        query = ImageQuery(ids=tuple(identifiers))
        return self.images(query, deadline=deadline, join_objects=False, is_cached=False)

    def harvest(
        self, cursor: str, *, since: dt.date | None, is_joined: bool, deadline: float
    ) -> HarvestPage:
        """One page of all images, slice by slice of ids; behind them, of all objects."""
        at = Slice.read(cursor)
        if at.resource == "object":
            return self._harvest_objects(at, deadline)
        query = ImageQuery(q=at.query(since), page=at.page, sort="id", sortorder="desc")
        page = self.images(query, deadline=deadline, join_objects=is_joined, is_cached=False)
        if page.total is None:
            raise self.session.unexpected("/image", "does not say how many records there are")
        whole = page.total if at.is_everything else None
        following = at.following([one.identifier for one in page.records], page.total)
        if at.is_too_large(page.total):
            return HarvestPage(str(following), total=whole)
        if following is None and not is_joined:
            following = Slice("object")
        return HarvestPage(str(following or ""), page.records, total=whole, skipped=page.skipped)

    def _harvest_objects(self, at: Slice, deadline: float) -> HarvestPage:
        page = self.objects(at.page, q=at.query(), deadline=deadline, is_cached=False)
        if page.total is None:
            raise self.session.unexpected("/object", "does not say how many records there are")
        following = at.following(page.identifiers, page.total)
        depicted = {} if at.is_too_large(page.total) else page.depicted
        return HarvestPage(str(following or ""), depicted=depicted)

    def objects(
        self,
        page: int = 1,
        size: int = LARGEST_PAGE,
        q: str = "",
        *,
        deadline: float,
        is_cached: bool = True,
    ) -> ObjectsPage:
        """What pictures show, in bulk: a page of all objects that have pictures."""
        params = objects_with_images(page, size, q)
        answer = self.session.get("/object", params, deadline=deadline, is_cached=is_cached)
        rows, total = answer.payload["records"], _total(answer.payload)
        return ObjectsPage(
            identifiers=tuple(one.identifier for one in self.mapper.objects(rows)),
            depicted=self.mapper.depicted_by_image(rows),
            total=total,
            has_next=_has_next(page, min(size, LARGEST_PAGE), len(rows), total),
            answered=answer.answered,
        )

    def aggregations(self, query: ImageQuery, *, deadline: float) -> dict[str, Any]:
        """The ``aggregations`` that `query` asks for; {} where the answer holds none."""
        answer = self.session.get("/image", query.params(), deadline=deadline)
        found = answer.payload.get("aggregations")
        return found if isinstance(found, dict) else {}

    def colors(self, *, deadline: float) -> tuple[tuple[str, str], ...]:
        """The 147 CSS3 colours: (name, ``#rrggbb``)."""
        rows = self._all("/color", deadline)
        pairs = ((values.text(row.get("name")), values.hex_color(row.get("hex"))) for row in rows)
        return tuple(pair for pair in pairs if all(pair))

    def spectrum(self, *, deadline: float) -> tuple[str, ...]:
        """The museums' 366 spectrum colours, one for each day of a leap year, in order."""
        rows = self._all("/spectrum", deadline)
        days = sorted(rows, key=lambda row: values.whole(row.get("daynumber")) or 0)
        return tuple(color for row in days if (color := values.hex_color(row.get("color"))))

    def _objects_of(
        self, image_ids: Iterable[int], deadline: float, *, is_cached: bool = True
    ) -> Depicted:
        """What these images show; {} where that cannot be had.

        Objects are believed only where their own images say so. Where nothing is found, the
        next question is put the other way: which of the two works cannot be known from here.
        """
        wanted = sorted(set(image_ids))
        if not wanted:
            return {}
        params = self._ways[0](wanted)
        try:
            answer = self.session.get("/object", params, deadline=deadline, is_cached=is_cached)
        except ProviderError as error:
            log.info("pictures come without their titles: %s", error)
            return {}
        depicted = self.mapper.depicted_by_image(answer.payload["records"])
        found = {number: depicted[number] for number in wanted if number in depicted}
        if not found:
            self._ways = self._ways[::-1]
        return found

    def _all(self, path: str, deadline: float) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for page in range(1, WINDOW // LARGEST_PAGE + 1):
            params = [("size", str(LARGEST_PAGE)), ("page", str(page))]
            payload = self.session.get(path, params, deadline=deadline).payload
            found += [row for row in payload["records"] if isinstance(row, dict)]
            if not _has_next(page, LARGEST_PAGE, len(payload["records"]), _total(payload)):
                break
        return found


def _total(payload: Mapping[str, Any]) -> int | None:
    info = payload.get("info")
    return values.whole(info.get("totalrecords")) if isinstance(info, dict) else None


def _has_next(page: int, size: int, rows: int, total: int | None) -> bool:
    """By our own arithmetic: ``info.next`` is never followed, nor ``info.pages`` believed."""
    if not rows or (page + 1) * size > WINDOW:
        return False
    return rows >= size if total is None else page * size < total
