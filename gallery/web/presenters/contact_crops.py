"""The 3:2 crop of a picture: the provider's own, else one cut by its image service."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gallery.delivery import CROP_RATIO, CROPPED, deliver
from gallery.iiif.image_request import ImageRequest, Region, Size, image_url
from gallery.records import ImageRecord
from gallery.responsive.ladder import LADDER, drop_top
from gallery.responsive.srcset import ImageCandidate, can_carry, format_srcset

# Nothing shows a crop larger than a card.
WIDEST = 1200


@dataclass(frozen=True, slots=True)
class Crop:
    """A crop's files; sizes in px. ``note`` says who chose what is cut away."""

    src: str
    srcset: str
    width: int
    height: int
    note: str


def crop_of(record: ImageRecord, *, save_data: bool = False) -> Crop | None:
    """The crop of `record`; None where there is none to be had, or it may not be shown."""
    if record.iiif_base:
        return _service_crop(record, save_data)
    delivery = deliver(record, family=CROPPED, save_data=save_data)
    if delivery is None:
        return None
    note = _("3:2, as the provider crops it")
    return Crop(delivery.src, delivery.srcset, delivery.width, delivery.height, note)


def _service_crop(record: ImageRecord, save_data: bool) -> Crop | None:
    """The middle of the picture, as large as fits; at most as large as the rights allow."""
    limit = record.rights.longest_side
    if not (record.width and record.height) or limit == 0 or not can_carry(record.iiif_base):
        return None
    width = min(record.width, round(record.height * CROP_RATIO))
    height = min(record.height, round(record.width / CROP_RATIO))
    left, top = (record.width - width) // 2, (record.height - height) // 2
    most = min(width, WIDEST)
    if limit is not None:
        # No more pixels of the part than the whole picture would show of it.
        most = min(most, limit * width // max(record.width, record.height))
    if most < 1:
        return None
    widths = (*(rung for rung in LADDER if rung < most), most)
    widths = drop_top(widths) if save_data else widths
    region = Region.pixels(left, top, width, height)
    files = [
        ImageCandidate(
            image_url(record.iiif_base, ImageRequest(region=region, size=Size("width", it))), it
        )
        for it in widths
    ]
    src = max((file for file in files if (file.width or 0) <= 843), default=files[0], key=_width)
    return Crop(
        src.url,
        format_srcset(files),
        widths[-1],
        max(1, round(widths[-1] / CROP_RATIO)),
        _("3:2, the middle (the museum makes no crops)"),
    )


def _width(file: ImageCandidate) -> int:
    return file.width or 0
