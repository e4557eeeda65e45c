"""Postcards' payloads → records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gallery.providers import values
from gallery.providers.payloads import Mapped, Payload, map_all
from gallery.records import ImageRecord, Rendition, Rights

PROVIDER = "postcards"
IMAGE_HOSTS = frozenset({"cards.example.org"})


def cards(payloads: Iterable[Any]) -> Mapped:
    """The rows of a page → records."""
    return map_all(payloads, card)


def card(payload: Payload) -> ImageRecord:
    """One card; `BadRecord` without a usable number."""
    identifier = payload.identifier("no")
    files = tuple(
        Rendition(f"w{width}", url, "scaled", width)
        for file in payload.objects("files")
        if (width := file.side("w")) and (url := file.read("url", _accept))
    )
    srcset = ", ".join(f"{one.url} {one.width}w" for one in files)
    return ImageRecord(
        provider=PROVIDER,
        identifier=identifier,
        title=payload.text("words"),
        width=payload.side("w"),
        height=payload.side("h"),
        date=payload.read("sent", values.day),
        date_text=payload.text("sent"),
        rights=Rights(credit=payload.text("sender")),
        renditions=files,
        srcsets=(("scaled", srcset),) if srcset else (),
    )


def _accept(value: Any) -> str:
    return values.https_url(value, IMAGE_HOSTS, allow_local=False)
