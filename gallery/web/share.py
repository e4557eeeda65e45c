"""What other sites and search engines are told of a picture: a card, and JSON-LD.

Every picture that is named is a rendition that exists and that the rights allow.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from gallery.delivery import Delivery, deliver
from gallery.iiif.presentation import IN_COPYRIGHT, NOT_EVALUATED
from gallery.records import ImageRecord
from gallery.responsive.ladder import height_at
from gallery.sources import SOURCES
from gallery.web.exports.addresses import Site
from gallery.web.exports.canvases import statement
from gallery.web.languages import prefixed
from gallery.web.presenters import palettes, texts

# Cards of messengers and networks are at most about this wide.
CARD_WIDTH = 1200
THUMBNAIL_WIDTH = 400
LONGEST_DESCRIPTION = 200
# Inside <script> these could end it or start a comment (HTML, 4.12.1.3).
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class File:
    """One delivered file: whole address, size in px, 0 where nobody states it."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What the head of a picture's page says. ``file`` is None where nothing may be shown."""

    title: str
    description: str
    url: str
    file: File | None
    alt: str
    oembed_url: str
    json_ld: str


def shared(record: ImageRecord, site: Site) -> Shared:
    """The head of the page of `record`."""
    place = reverse("web:image", args=[record.provider, record.identifier])
    is_image = record.kind == "image"
    return Shared(
        title=texts.shortened(texts.title(record), 120),
        description=description(record),
        url=site.whole(place),
        file=file_within(record, site, width=CARD_WIDTH),
        alt=texts.alternative_text(record),
        oembed_url=_oembed_url(address(record, site), site) if is_image else "",
        json_ld=as_script(image_object(record, site)) if is_image else "",
    )


def address(record: ImageRecord, site: Site) -> str:
    """The whole address of the page of `record`, the same for readers of every language."""
    with prefixed("/"):
        return site.whole(reverse("web:image", args=[record.provider, record.identifier]))


def description(record: ImageRecord) -> str:
    """One or two sentences: caption, else description, else what can be said; the provider."""
    label = texts.provider_label(record.provider)
    said = record.caption or record.description or record.alt_text
    if not said and record.kind == "image":
        said = palettes.summary(record.palette) or texts.stand_in(record)
    parts = (texts.shortened(said, LONGEST_DESCRIPTION - len(label) - 2), label)
    return " · ".join(part for part in parts if part)


def file_within(record: ImageRecord, site: Site, *, width: int = 0, height: int = 0) -> File | None:
    """The largest file of the picture within this width and height (px, 0: any).

    Where every file is larger: the smallest if only a width was wished (a card takes
    it as it is), None if the rights forbid all. Sizes are 0 where nobody states them.
    """
    files = files_of(record, site)
    if not files:
        return None
    fitting = [it for it in files if fits(it, width, height)]
    return fitting[-1] if fitting else files[0]


def fits(file: File, width: int, height: int) -> bool:
    """Whether the file is known to be within this size (px, 0: any)."""
    if not file.width:
        return False
    return (not width or file.width <= width) and (not height or file.height <= height)


def files_of(record: ImageRecord, site: Site) -> list[File]:
    """The files of the whole picture by width; one of unknown size where no width is certain."""
    delivery = deliver(record)
    if delivery is None:
        return []
    if not delivery.candidates:
        return [File(site.whole(delivery.src), 0, 0)]
    return [
        File(site.whole(it.url), it.width, _height(it.width, delivery))
        for it in delivery.candidates
    ]


def image_object(record: ImageRecord, site: Site) -> dict[str, Any]:
    """schema.org ImageObject with credit and licence (Google, "Image metadata")."""
    rights, files = record.rights, files_of(record, site)
    thumbnail = file_within(record, site, width=THUMBNAIL_WIDTH)
    whole = files[-1] if files else None
    label = texts.provider_label(record.provider)
    home = SOURCES[record.provider].agent if record.provider in SOURCES else ""
    found = {
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "@id": f"{address(record, site)}#picture",
        "url": address(record, site),
        "name": record.label,
        "caption": record.caption,
        "description": record.description or record.alt_text,
        "contentUrl": whole.url if whole else "",
        "thumbnailUrl": thumbnail.url if thumbnail else "",
        "width": whole.width if whole else 0,
        "height": whole.height if whole else 0,
        "creditText": statement(record),
        "copyrightNotice": rights.copyright,
        "license": IN_COPYRIGHT if rights.copyright else NOT_EVALUATED,
        "acquireLicensePage": site.whole(record.landing_url),
        "dateCreated": record.date.isoformat() if record.date else "",
        "creator": {"@type": "Organization", "name": rights.credit or label},
        "sourceOrganization": {"@type": "Organization", "name": label, "url": home},
        "about": _artworks(record, site),
    }
    return {name: value for name, value in found.items() if value}


def as_script(data: dict[str, Any]) -> str:
    """`data` as JSON that may stand inside a ``<script>`` as it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _oembed_url(url: str, site: Site) -> str:
    with prefixed("/"):
        return f"{site.whole(reverse('web:oembed'))}?{urlencode({'url': url})}"


def _artworks(record: ImageRecord, site: Site) -> list[dict[str, Any]]:
    return [
        {
            "@type": "VisualArtwork",
            "name": thing.title,
            "url": site.whole(thing.url),
            "creator": [{"@type": "Person", "name": name} for name in thing.people],
        }
        for thing in record.objects
        if thing.title
    ]


def _height(width: int, delivery: Delivery) -> int:
    if delivery.is_box_stated:
        return 0
    return height_at(width, delivery.width, delivery.height)
