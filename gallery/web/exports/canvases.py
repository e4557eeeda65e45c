"""From a record to a canvas of a IIIF manifest. The rights are obeyed here.

A picture held to 256 px comes as one small file without its service, which would give
any size; a picture that may not be shown leaves its canvas empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from gallery.delivery import STATED_BOX, Candidate, deliver
from gallery.iiif.presentation import (
    IN_COPYRIGHT,
    NOT_EVALUATED,
    About,
    Agent,
    Content,
    Json,
    canvas,
    manifest_head,
    stream,
)
from gallery.records import ImageRecord
from gallery.responsive.ladder import height_at
from gallery.sources import SOURCES
from gallery.web.exports.addresses import Site
from gallery.web.presenters import palettes, texts

THUMBNAIL_WIDTH = 400


def record_manifest(record: ImageRecord, site: Site) -> Json:
    """A whole manifest of one picture."""
    args = [record.provider, record.identifier]
    address = site.whole(reverse("web:manifest", args=args))
    head = manifest_head(address, about(record, site))
    return head | {"items": [record_canvas(record, site, About(record.label))]}


def record_canvas(record: ImageRecord, site: Site, said: About | None = None) -> Json:
    """One picture; its canvas has the same identifier in every manifest.

    `said`: what is told of it, by default everything.
    """
    place = reverse("web:image", args=[record.provider, record.identifier])
    size = (record.width, record.height) if record.width and record.height else STATED_BOX
    painting, thumbnail = _contents(record, site)
    said = said or about(record, site)
    return canvas(site.whole(f"{place}canvas"), size, said, painting, thumbnail)


def about(record: ImageRecord, site: Site) -> About:
    """Everything that a viewer can say of a picture."""
    rights = record.rights
    place = site.whole(reverse("web:image", args=[record.provider, record.identifier]))
    label = texts.provider_label(record.provider)
    return About(
        label=record.label,
        summary=record.caption or record.description,
        metadata=metadata(record),
        statement=statement(record),
        rights=IN_COPYRIGHT if rights.copyright else NOT_EVALUATED,
        homepage=site.whole(record.landing_url) or place,
        homepage_label=f"{record.label} ({label})" if record.landing_url else record.label,
        agent=Agent(SOURCES[record.provider].agent, label) if record.provider in SOURCES else None,
        day=record.date.isoformat() if record.date else "",
    )


def statement(record: ImageRecord) -> str:
    """Who must be named wherever the picture is shown."""
    rights = record.rights
    copyright = rights.copyright
    if copyright and not copyright.startswith("©"):
        copyright = f"© {copyright}"
    said = (texts.provider_label(record.provider), rights.credit, copyright)
    return ". ".join(part.rstrip(". ") for part in said if part)


def metadata(record: ImageRecord) -> list[tuple[str, Sequence[str]]]:
    """Terms and values: what it shows, its palette, how it was made, what it may be used for."""
    read = record.technique
    pairs: list[tuple[str, Sequence[str]]] = [
        ("People", record.people),
        ("Object", tuple(thing.title for thing in record.objects if thing.title)),
        ("Object dated", tuple(thing.dated for thing in record.objects if thing.dated)),
        ("Caption", (record.caption,)),
        ("Alternative text", (record.alt_text,)),
        ("Date of the picture", (record.date_text,)),
        ("Original size", (texts.pixel_size(record.width, record.height),)),
        ("Palette", palette_lines(record)),
        ("Make", (read.make,)),
        ("Model", (read.model,)),
        ("Software", (read.software,)),
        ("Film or medium", (read.film,)),
        ("Technique, as supplied", (read.raw,)),
        ("Rights", (record.rights.copyright, texts.withheld_reason(record))),
        ("Identifiers", tuple(f"{name} {value}" for name, value in record.identifiers)),
    ]
    return [(term, tuple(it for it in values if it)) for term, values in pairs]


def palette_lines(record: ImageRecord) -> tuple[str, ...]:
    """The palette in words: "#af7d00 25.6% brown, near DarkGoldenRod"."""
    return tuple(
        f"{it.color} {it.share} {it.word}, near {it.css_name}"
        for it in palettes.named_swatches(record.palette)
    )


def _contents(record: ImageRecord, site: Site) -> tuple[Content | None, Content | None]:
    """The picture to paint and the one for an overview; neither where rights forbid it."""
    delivery = deliver(record)
    if delivery is None:
        return None, None
    is_free = record.rights.longest_side is None
    service = site.whole(record.iiif_base.rstrip("/")) if is_free else ""
    files = delivery.candidates
    if not files:
        kind = _media_type(record)
        painting = Content(site.whole(delivery.largest_url), 0, 0, kind, service)
        return painting, painting
    fitting = [file for file in files if file.width <= THUMBNAIL_WIDTH]
    small = fitting[-1] if fitting else files[0]
    return _content(record, files[-1], service, site), _content(record, small, service, site)


def _content(record: ImageRecord, file: Candidate, service: str, site: Site) -> Content:
    known = record.width and record.height
    height = height_at(file.width, record.width, record.height) if known else 0
    return Content(site.whole(file.url), file.width, height, _media_type(record), service)


def _media_type(record: ImageRecord) -> str:
    """The type of the delivered file: IIIF is asked for JPEG, the Hub keeps the original's."""
    if record.iiif_base:
        return "image/jpeg"
    return record.media_type if record.media_type.startswith("image/") else ""


__all__ = ["about", "record_canvas", "record_manifest", "stream"]
