"""Deep look: where the pixels of a picture come from, and its parts without a script."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.delivery import Candidate, Delivery, deliver
from gallery.iiif.image_request import ImageRequest, Region, Size, image_url
from gallery.iiif.image_service import ImageService
from gallery.records import ImageRecord
from gallery.web.presenters import texts
from gallery.web.presenters.tiles import tile_source

# The parts that can be looked at one by one without a script, row by row.
PARTS = (
    *(noop("Top left"), noop("Top"), noop("Top right")),
    *(noop("Left"), noop("Middle"), noop("Right")),
    *(noop("Bottom left"), noop("Bottom"), noop("Bottom right")),
)
SIDE = 3  # parts a side
FULL = "full"
# Px beside and around the stage in static/css/look.css.
ABOVE = 250


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture on the stage, or one part of it (then ``is_whole`` is False)."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A link to one part; ``name`` in words."""

    name: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A deep look page. ``shown`` is None where there is no picture, ``reason`` says why.

    ``source`` is JSON for static/js/viewer-source.js.
    """

    title: str
    title_language: str
    provider_label: str
    url: str
    back_url: str
    bench_url: str
    compare_url: str
    shown: Shown | None
    source: str
    native: str
    reason: str
    parts: tuple[Part, ...]
    full_url: str


def look(record: ImageRecord, service: ImageService | None, part: str) -> Look:
    """The page of `record`; `service` as its info.json describes it, None where not known.

    `part` is a number from 1 to 9, "full" for every pixel at once, "" for the whole.
    """
    delivery = deliver(record)
    place = [record.provider, record.identifier]
    url = reverse("web:look", args=place)
    cut = _region_of(record, service, part)
    shown = None if delivery is None else _shown(record, delivery, cut, part)
    return Look(
        title=texts.shortened(texts.title(record), 120),
        title_language=texts.title_language(record),
        provider_label=texts.provider_label(record.provider),
        url=url,
        back_url=reverse("web:image", args=place),
        bench_url=reverse("web:bench", args=place),
        compare_url=f"{reverse('web:compare')}?pick={record.provider}:{record.identifier}",
        shown=shown,
        source=json.dumps(source_of(record, delivery, service)) if delivery else "",
        native=_native(record, delivery, service),
        reason=texts.withheld_reason(record)
        or ("" if delivery else _("There is no picture here.")),
        parts=_parts(url, part) if can_be_cut(record) and delivery else (),
        full_url=f"{url}?part={FULL}",
    )


def can_be_cut(record: ImageRecord) -> bool:
    """Whether parts at native size may be asked for: over IIIF, and without a size limit."""
    return bool(record.iiif_base and record.width and record.height) and is_free(record)


def is_free(record: ImageRecord) -> bool:
    """Whether the picture may be shown at any size."""
    return record.rights.longest_side is None


def source_of(
    record: ImageRecord, delivery: Delivery, service: ImageService | None
) -> dict[str, Any]:
    """What a viewer needs: tiles where there are some, where to learn of them, and the files."""
    base = record.iiif_base if is_free(record) else ""
    return {
        "service": tile_source(service) if base and service else None,
        "info": f"{base}/info.json" if base and not service else "",
        "files": [*files_of(delivery), *_native_file(record, delivery)],
    }


def files_of(delivery: Delivery) -> list[dict[str, Any]]:
    """The whole files, narrowest first; height 0 where only the browser can tell it."""
    files = delivery.candidates or (Candidate(delivery.src, delivery.width),)
    ratio = delivery.height / delivery.width
    is_known = bool(delivery.candidates) and not delivery.is_box_stated
    return [
        {"url": it.url, "width": it.width, "height": round(it.width * ratio) if is_known else 0}
        for it in files
    ]


def _native_file(record: ImageRecord, delivery: Delivery) -> list[dict[str, Any]]:
    """Every pixel in one file, where a service is known whose info.json may not be readable."""
    top = delivery.candidates[-1].width if delivery.candidates else 0
    if not can_be_cut(record) or record.width <= top:
        return []
    url = image_url(record.iiif_base, ImageRequest(size=Size("width", width=record.width)))
    return [{"url": url, "width": record.width, "height": record.height}]


def _shown(record: ImageRecord, delivery: Delivery, cut: Region | None, part: str) -> Shown:
    alt = texts.alternative_text(record)
    if cut is not None:
        _x, _y, width, height = (int(side) for side in cut.box)
        src = image_url(record.iiif_base, ImageRequest(cut, Size("width", width=width)))
        name = _(PARTS[int(part) - 1])
        return Shown(src, "", "", width, height, f"{alt} ({name})", is_whole=False)
    width, height = delivery.width, delivery.height
    if part == FULL:
        return Shown(delivery.largest_url, "", "", width, height, alt, is_whole=False)
    ratio = width / height
    room = f"(100vh - {ABOVE}px) * {ratio:.4g}"
    sizes = f"min(100vw - 32px, max({260 * ratio:.0f}px, {room}))"
    return Shown(delivery.src, delivery.srcset, sizes, width, height, alt)


def _region_of(record: ImageRecord, service: ImageService | None, part: str) -> Region | None:
    """One of nine parts in px, None where `part` names none or none can be cut."""
    is_number = part.isascii() and part.isdigit() and len(part) == 1 and part != "0"
    if not is_number or not can_be_cut(record):
        return None
    if service and "regionByPx" not in service.features:
        return None
    row, column = divmod(int(part) - 1, SIDE)
    whole = (service.width, service.height) if service else (record.width, record.height)
    left, right = (whole[0] * at // SIDE for at in (column, column + 1))
    top, bottom = (whole[1] * at // SIDE for at in (row, row + 1))
    return Region.pixels(left, top, max(1, right - left), max(1, bottom - top))


def _parts(url: str, part: str) -> tuple[Part, ...]:
    return tuple(
        Part(_(name), f"{url}?part={number}", str(number) == part)
        for number, name in enumerate(PARTS, start=1)
    )


def _native(record: ImageRecord, delivery: Delivery | None, service: ImageService | None) -> str:
    """What 100% stands for."""
    if delivery is None:
        return ""
    if is_free(record) and record.iiif_base:
        size = (service.width, service.height) if service else (record.width, record.height)
        said = _("Every pixel of the original, {size}")
        return said.format(size=texts.pixel_size(*size)) if all(size) else ""
    widest = delivery.candidates[-1].width if delivery.candidates else 0
    if not widest:
        return ""
    tall = round(widest * delivery.height / delivery.width)
    largest = texts.pixel_size(widest, tall)
    if record.width > widest:
        said = _("The largest file there is, {size}; the original has {original}")
        return said.format(size=largest, original=texts.pixel_size(record.width, record.height))
    return _("The largest file there is, {size}").format(size=largest)
