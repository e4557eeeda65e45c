"""The contact sheet: each result as its crops, with marks for what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gallery.catalog.audits import Audit
from gallery.delivery import CROP_RATIO, deliver
from gallery.records import ImageRecord
from gallery.search.results import Hit
from gallery.web.presenters import figures, texts
from gallery.web.presenters.contact_crops import Crop, crop_of
from gallery.web.presenters.contact_marks import Mark, marks
from gallery.web.presenters.ratios import ratio_class

# Both frames are this wide (static/css/contact.css), the pictures of lower ratios fitted
# in: the Hub's smallest whole file is 420 px wide and would be wasted on less.
FRAME_WIDTH = 296
LOWEST_OF_FILES, LOWEST_OF_SERVICE = 56, 70
EAGER = 3
# What has fewer px is shown at its own size on screens of two pixels a px, never enlarged.
SMALL_BELOW = 2 * FRAME_WIDTH


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame: the attributes of its ``<img>``, and its ``ratio`` in hundredths."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    ratio: int
    alt_language: str = ""
    is_small: bool = False
    is_eager: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One result of the sheet. ``original`` is None where no picture may be or is shown.

    ``pick`` is what the compare page calls it, "" where there is nothing to compare.
    """

    href: str
    pick: str
    bench_url: str
    title: str
    title_language: str
    provider: str
    size: str
    original: Shot | None
    crop: Shot | None
    crop_note: str
    reason: str
    marks: tuple[Mark, ...]
    audited: str


def contact_sheet(
    hits: Sequence[Hit],
    audits: Mapping[int, Audit],
    *,
    save_data: bool = False,
    all_lazy: bool = False,
) -> list[Entry]:
    """The `hits` in order; `audits` by the keys of their rows."""
    return [
        _entry(hit.record, audits.get(hit.key), -1 if all_lazy else place, save_data)
        for place, hit in enumerate(hits)
    ]


def _entry(record: ImageRecord, audit: Audit | None, place: int, save_data: bool) -> Entry:
    address = [record.provider, record.identifier]
    is_image = record.kind == "image"
    original = _original(record, place, save_data)
    crop = crop_of(record, save_data=save_data) if is_image else None
    reason = texts.withheld_reason(record)
    if not original and not reason:
        reason = _("There is no picture.") if is_image else _("A document has no renditions.")
    return Entry(
        href=reverse("web:image", args=address),
        pick=f"{record.provider}:{record.identifier}" if original else "",
        bench_url=reverse("web:bench", args=address) if is_image else "",
        title=texts.shortened(texts.title(record), 120),
        title_language=texts.title_language(record),
        provider=texts.provider_mark(record.provider),
        size=texts.pixel_size(record.width, record.height),
        original=original,
        crop=_crop(crop, place) if crop else None,
        crop_note=crop.note if crop else "",
        reason=reason,
        marks=marks(record, audit),
        audited=figures.day(audit.audited_at) if audit else "",
    )


def _original(record: ImageRecord, place: int, save_data: bool) -> Shot | None:
    delivery = deliver(record, save_data=save_data, is_small=True)
    if delivery is None:
        return None
    lowest = LOWEST_OF_SERVICE if record.iiif_base else LOWEST_OF_FILES
    ratio = ratio_class(delivery.width, delivery.height, narrowest=lowest)
    height = FRAME_WIDTH * 100 / ratio
    width = round(min(FRAME_WIDTH, height * delivery.width / delivery.height))
    is_eager = 0 <= place < EAGER
    # The layout's width is the frame's; a narrow picture fills only part of it.
    is_told = is_eager or width < FRAME_WIDTH
    return Shot(
        src=delivery.src,
        srcset=delivery.srcset,
        sizes=f"{width}px" if is_told else f"auto, {FRAME_WIDTH}px",
        width=delivery.width,
        height=delivery.height,
        alt=texts.alternative_text(record),
        alt_language=texts.alternative_language(record),
        ratio=ratio,
        is_small=delivery.width < SMALL_BELOW,
        is_eager=is_eager,
        is_first=place == 0,
    )


def _crop(crop: Crop, place: int) -> Shot:
    return Shot(
        src=crop.src,
        srcset=crop.srcset,
        sizes=f"{FRAME_WIDTH}px" if place == 0 else f"auto, {FRAME_WIDTH}px",
        width=crop.width,
        height=crop.height,
        alt=_("The same, cropped to 3:2"),
        ratio=round(CROP_RATIO * 100),
        is_small=crop.width < SMALL_BELOW,
        is_eager=place == 0,
    )


__all__ = ["Entry", "Shot", "contact_sheet"]
