"""Harvard payloads → records. Field meanings: Harvard docs, image and object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gallery.providers import values
from gallery.providers.harvard.palette import read_palette
from gallery.providers.payloads import BadRecord, Mapped, Payload, Tally, map_all
from gallery.records import DepictedObject, ImageRecord, Rights
from gallery.technique import read_technique

PROVIDER = "harvard"
# nrs answers 303 to ids, and info.json ids are on mps.
IMAGE_HOSTS = frozenset({"nrs.harvard.edu", "ids.lib.harvard.edu", "mps.lib.harvard.edu"})
PAGE_HOSTS = frozenset({"harvardartmuseums.org", "www.harvardartmuseums.org"})
OBJECT_PAGE = "https://harvardartmuseums.org/collections/object/{}"
PUBLIC = 1  # accesslevel, Harvard docs, image
NOT_SHOWN = 2  # imagepermissionlevel, Harvard docs, object

_IDENTIFIERS = ("imageid", "fileid", "renditionnumber")


@dataclass(frozen=True)
class HarvardMapper:
    """Makes records of payloads.

    Pictures are taken only from `image_hosts`, over https; with `allow_local` also from
    this server's own ``/sandbox/``.
    """

    image_hosts: frozenset[str] = IMAGE_HOSTS
    allow_local: bool = False

    def images(
        self,
        payloads: Iterable[Any],
        depicted: Mapping[int, tuple[DepictedObject, ...]] | None = None,
    ) -> Mapped:
        """Image payloads → records; `depicted` gives the objects of each image id."""
        known = depicted or {}

        def mapper(payload: Payload) -> ImageRecord:
            return with_objects(
                self.image(payload), known.get(payload.identifier("id", "imageid"), ())
            )

        return map_all(payloads, mapper)

    def image(self, payload: Payload) -> ImageRecord:
        """One record of ``/image``; `BadRecord` without a usable id.

        The entries of an object's ``images`` have the same fields, but for ``id`` and a
        ``publiccaption`` in place of the caption, and are read as well.
        """
        identifier = payload.identifier("id", "imageid")
        palette = read_palette(payload)
        date = payload.text("date")
        return ImageRecord(
            provider=PROVIDER,
            identifier=identifier,
            caption=payload.text("caption") or payload.text("publiccaption"),
            alt_text=payload.text("alttext"),
            description=payload.text("description"),
            width=payload.side("width"),
            height=payload.side("height"),
            media_type=payload.read("format", values.media_type),
            date=values.day(date),
            date_text=date,
            technique=read_technique(payload.text("technique")),
            rights=Rights(
                copyright=payload.text("copyright"),
                access_level=_access(payload),
            ),
            iiif_base=payload.read("baseimageurl", self._iiif_base),
            identifiers=_identifiers(payload, identifier),
            palette=palette,
            palette_source="provider" if palette else "",
            created_at=payload.read("createdate", values.moment),
            updated_at=payload.read("lastupdate", values.moment),
        )

    def object_images(self, payload: Payload) -> Mapped:
        """The pictures inside one ``/object`` record, each depicting it.

        The object's own ``colors`` are those of its first picture, and go to no other.
        """
        depicted = (self.object(payload),)
        found = map_all([entry.data for entry in payload.objects("images")], self.image)
        return replace(found, records=tuple(with_objects(one, depicted) for one in found.records))

    def object(self, payload: Payload) -> DepictedObject:
        """One record of ``/object``; `BadRecord` without a usable id."""
        identifier = payload.identifier("id", "objectid")
        people = sorted(
            payload.objects("people"),
            key=lambda one: values.whole(one.data.get("displayorder")) or 0,
        )
        names = (one.text("displayname") or one.text("name") for one in people)
        return DepictedObject(
            identifier=identifier,
            title=payload.text("title"),
            url=payload.read("url", self._page_url) or OBJECT_PAGE.format(identifier),
            people=tuple(dict.fromkeys(name for name in names if name)),
            dated=payload.text("dated"),
            classification=payload.text("classification"),
            permission_level=_level(payload, "imagepermissionlevel", NOT_SHOWN, NOT_SHOWN),
        )

    def objects(self, payloads: Iterable[Any]) -> tuple[DepictedObject, ...]:
        """Object payloads → what the pictures show; unusable ones are left out."""
        found = []
        for data in payloads:
            if isinstance(data, dict):
                try:
                    found.append(self.object(Payload(data, Tally())))
                except BadRecord:
                    continue
        return tuple({thing.identifier: thing for thing in found}.values())

    def depicted_by_image(self, payloads: Iterable[Any]) -> dict[int, tuple[DepictedObject, ...]]:
        """Image id → objects, from object payloads that list their ``images``."""
        found: dict[int, tuple[DepictedObject, ...]] = {}
        for data in payloads:
            for thing in self.objects([data]):
                for entry in Payload(data, Tally()).objects("images"):
                    number = values.whole(entry.data.get("imageid"))
                    if number and thing not in found.get(number, ()):
                        found[number] = (*found.get(number, ()), thing)
        return found

    def _iiif_base(self, value: Any) -> str:
        return values.https_url(
            _over_tls(value), self.image_hosts, allow_local=self.allow_local
        ).rstrip("/")

    def _page_url(self, value: Any) -> str:
        return values.https_url(_over_tls(value), PAGE_HOSTS, allow_local=self.allow_local)


def with_objects(record: ImageRecord, depicted: tuple[DepictedObject, ...]) -> ImageRecord:
    """`record` with what it shows: the link back, and the strictest of the permissions."""
    if not depicted:
        return record
    levels = [one.permission_level for one in depicted if one.permission_level is not None]
    rights = replace(record.rights, permission_level=max(levels, default=None))
    return replace(record, objects=depicted, landing_url=depicted[0].url, rights=rights)


def _over_tls(value: Any) -> Any:
    """Older records say http for hosts that have long spoken https."""
    is_plain = isinstance(value, str) and value.startswith("http://")
    return "https://" + value[len("http://") :] if is_plain else value


def _level(payload: Payload, name: str, highest: int, strictest: int) -> int | None:
    """A level as documented; one that is not documented counts as the strictest."""
    found = payload.level(name, highest)
    if found is None and payload.data.get(name) not in (None, ""):
        return strictest
    return found


def _access(payload: Payload) -> int:
    """The level of access; where it is not said, what is listed for any key is public."""
    level = _level(payload, "accesslevel", PUBLIC, 0)
    return PUBLIC if level is None else level


def _identifiers(payload: Payload, identifier: int) -> tuple[tuple[str, str], ...]:
    named = [("id", str(identifier)), *((name, payload.text(name)) for name in _IDENTIFIERS)]
    return tuple((name, value) for name, value in named if value)
