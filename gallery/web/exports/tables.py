"""Results as rows of a CSV file and as JSON, streamed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse

from gallery.delivery import deliver, renditions
from gallery.records import ImageRecord
from gallery.web.exports.addresses import Site
from gallery.web.exports.cells import cells
from gallery.web.exports.rows import Selection

# Excel reads UTF-8 as such only behind this mark; csv readers know it as "utf-8-sig".
BYTE_ORDER_MARK = "\ufeff"


def plain_values(record: ImageRecord, site: Site) -> dict[str, Any]:
    """What both kinds of table say of a record, in order; addresses whole, rights obeyed."""
    delivery, read, rights = deliver(record), record.technique, record.rights
    args = [record.provider, record.identifier]
    is_image = record.kind == "image"
    return {
        "provider": record.provider,
        "identifier": record.identifier,
        "kind": record.kind,
        "title": record.label,
        "caption": record.caption,
        "alt_text": record.alt_text,
        "description": record.description,
        "width": record.width or None,
        "height": record.height or None,
        "media_type": record.media_type,
        "date": record.date.isoformat() if record.date else None,
        "date_text": record.date_text,
        "make": read.make,
        "model": read.model,
        "software": read.software,
        "film": read.film,
        "technique": read.raw,
        "credit": rights.credit,
        "copyright": rights.copyright,
        "access_level": rights.access_level,
        "permission_level": rights.permission_level,
        "palette_source": record.palette_source,
        "page_url": site.whole(reverse("web:image", args=args)),
        "landing_url": site.whole(record.landing_url),
        "picture_url": site.whole(delivery.largest_url) if delivery else "",
        "iiif_service": site.whole(record.iiif_base) if rights.longest_side is None else "",
        "manifest_url": site.whole(reverse("web:manifest", args=args)) if is_image else "",
        "file_url": site.whole(record.file_url),
    }


def csv_lines(
    selection: Selection, site: Site, notes: Mapping[tuple[str, int], str] | None = None
) -> Iterator[str]:
    """The CSV file line by line: RFC 4180, UTF-8, no cell that a spreadsheet would run.

    `notes`: a visitor's, by provider and identifier; they are the last column.
    """
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK
    is_first = True
    for row in _records(selection):
        values = plain_values(row, site) | _lists_as_text(row)
        if notes is not None:
            values["note"] = notes.get((row.provider, row.identifier), "")
        if is_first:
            yield writer.writerow(values)
            is_first = False
        yield writer.writerow(cells(values.values()))
    if is_first:
        empty = ImageRecord("harvard", 0)
        yield writer.writerow(plain_values(empty, site) | _lists_as_text(empty))


def json_pieces(head: dict[str, Any], selection: Selection, site: Site) -> Iterator[str]:
    """`head` with the results as its last member, as pieces of JSON text."""
    yield _dumped(head)[:-1] + ',"results":['
    for number, record in enumerate(_records(selection)):
        found = plain_values(record, site) | _lists(record, site)
        yield f",\n{_dumped(found)}" if number else _dumped(found)
    yield "]}\n"


def _records(selection: Selection) -> Iterable[ImageRecord]:
    return (image.as_record() for image in selection.images())


def _lists_as_text(record: ImageRecord) -> dict[str, str]:
    return {
        "people": "; ".join(record.people),
        "objects": "; ".join(thing.title for thing in record.objects if thing.title),
        "palette": "; ".join(f"{it.color} {it.share:.1%}" for it in record.palette),
        "identifiers": "; ".join(f"{name} {value}" for name, value in record.identifiers),
    }


def _lists(record: ImageRecord, site: Site) -> dict[str, Any]:
    return {
        "people": list(record.people),
        "objects": [
            {
                "identifier": thing.identifier,
                "title": thing.title,
                "url": site.whole(thing.url),
                "people": list(thing.people),
                "dated": thing.dated,
                "classification": thing.classification,
            }
            for thing in record.objects
        ],
        "palette": [
            {"color": it.color, "share": round(it.share, 4), "hue": it.hue, "css3": it.css3}
            for it in record.palette
        ],
        "identifiers": dict(record.identifiers),
        "renditions": [
            {
                "name": it.name,
                "family": it.family,
                "url": site.whole(it.url),
                "width": it.width,
                "height": it.height,
            }
            for it in renditions(record)
        ],
    }


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Line:
    """What `csv.writer` writes to: gives each line back to its caller."""

    def write(self, line: str) -> str:
        return line
