"""Hub payloads → records. Field meanings: JHU docs, files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from gallery.providers import values
from gallery.providers.jhu import captions
from gallery.providers.jhu.sizes import read_renditions, read_srcsets
from gallery.providers.payloads import BadRecord, Mapped, Payload, map_all
from gallery.records import ImageRecord, Kind, Rights

PROVIDER = "jhu"
IMAGE_HOSTS = frozenset({"api.hub.jhu.edu", "hub.jhu.edu"})


@dataclass(frozen=True)
class JhuMapper:
    """Makes records of payloads.

    Files are taken only from `image_hosts`, over https; with `allow_local` also from this
    server's own ``/sandbox/``. URLs stay exactly as sent: they are never re-encoded.
    """

    image_hosts: frozenset[str] = IMAGE_HOSTS
    allow_local: bool = False

    def files(self, payloads: Iterable[Any]) -> Mapped:
        """File payloads → records, documents among them."""
        return map_all(payloads, self.file)

    def file(self, payload: Payload) -> ImageRecord:
        """One file; `BadRecord` without a usable id, or where it is neither kind.

        The Hub gives no title, date, colours or page of a file: those stay empty.
        """
        identifier = payload.identifier("id")
        kind = _kind(payload)
        is_image = kind == "image"
        file_url = "" if is_image else payload.read("url", self._accept)
        caption = payload.read("caption", lambda value: value if isinstance(value, str) else "")
        return ImageRecord(
            provider=PROVIDER,
            identifier=identifier,
            kind=kind,
            caption=captions.plain_text(caption),
            caption_html=captions.safe_html(caption),
            alt_text=payload.text("alt_text") if is_image else "",
            width=payload.side("width") if is_image else 0,
            height=payload.side("height") if is_image else 0,
            media_type=payload.read("filemime", values.media_type),
            rights=Rights(credit=payload.text("credit")),
            renditions=read_renditions(payload, self._accept) if is_image else (),
            srcsets=read_srcsets(payload, self._accept) if is_image else (),
            file_url=file_url,
            identifiers=(("id", str(identifier)), *_file_name(file_url)),
        )

    def _accept(self, value: Any) -> str:
        return values.https_url(value, self.image_hosts, allow_local=self.allow_local)


def _kind(payload: Payload) -> Kind:
    """What `type` says; where it is missing, what the other fields say."""
    given = payload.data.get("type")
    if given == "image" or (not given and payload.data.get("sizes")):
        return "image"
    if given == "document" or (not given and payload.data.get("url")):
        return "document"
    raise BadRecord("neither image nor document")


def _file_name(url: str) -> tuple[tuple[str, str], ...]:
    name = values.text(unquote(urlsplit(url).path.rpartition("/")[2]))
    return (("file", name),) if name else ()
