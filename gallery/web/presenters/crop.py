"""The crop X-ray: the hard crop's frame over the whole picture, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.delivery import CROPPED, Delivery, deliver
from gallery.harvest.crops import CropFound
from gallery.records import ImageRecord
from gallery.responsive.crop_match import CropFrame
from gallery.web.presenters import figures, texts
from gallery.web.presenters.phrases import said
from gallery.web.presenters.ratios import TALL_SCALE, ratio_class

State = Literal["waiting", "found", "different", "failed"]
# Px, as static/css/crop.css has them: how wide and how tall a picture is at most.
WIDEST, TALLEST = 480, 560
LARGE_WIDEST, LARGE_TALLEST = 880, 760  # in windows of 1600 px and more
# Shares below this are within the error of the estimate.
NOTHING_LOST = 0.004
SIDES = (
    *(noop("{share} at the top"), noop("{share} at the right")),
    *(noop("{share} at the bottom"), noop("{share} at the left")),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two pictures; ``ratio`` names a class of the style sheet."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    ratio: int
    sizes: str


@dataclass(frozen=True, slots=True)
class FrameLines:
    """The frame as numbers of an SVG whose box is the picture in px."""

    x: str
    y: str
    width: str
    height: str
    right: str
    bottom: str


@dataclass(frozen=True, slots=True)
class CropView:
    """What the crop section shows. ``reason`` says why there is no frame."""

    title: str
    url: str
    back_url: str
    state: State
    reason: str
    whole: Side
    cut: Side
    lines: FrameLines | None
    lost: str
    sides: str
    in_original: str
    agreement: str
    is_certain: bool


def crop_view(record: ImageRecord, found: CropFound | None) -> CropView | None:
    """The section of `record`; None where it has no crop. `found` None: not looked at yet."""
    whole, cut = deliver(record), deliver(record, family=CROPPED)
    if whole is None or cut is None:
        return None
    frame = found.frame if found else None
    place = [record.provider, record.identifier]
    return CropView(
        title=texts.shortened(texts.title(record), 90),
        url=reverse("web:crop", args=place),
        back_url=reverse("web:bench", args=place) + "#crop",
        state=_state(found),
        reason=said(found.failure) if found else "",
        whole=_side(whole, texts.alternative_text(record)),
        cut=_side(cut, _("The same picture, cropped to 3:2")),
        lines=_lines(frame, whole) if frame else None,
        lost=lost_text(frame.lost) if frame else "",
        sides=sides_text(frame) if frame else "",
        in_original=_in_original(frame, record) if frame else "",
        agreement=figures.percent(max(0.0, frame.score)) if frame else "",
        is_certain=bool(frame and frame.is_certain),
    )


def lost_text(lost: float) -> str:
    """A lost share of the area as people read it: "33%", "" for nothing."""
    return figures.percent(lost) if lost >= NOTHING_LOST else ""


def sides_text(frame: CropFrame) -> str:
    """What is cut at which side: "12% at the top and 22% at the bottom", "" for nothing."""
    parts = [
        _(side).format(share=figures.percent(share))
        for share, side in zip(frame.lost_sides, SIDES, strict=True)
        if share >= NOTHING_LOST
    ]
    return figures.listed(parts)


def _state(found: CropFound | None) -> State:
    if found is None:
        return "waiting"
    if found.failure:
        return "failed"
    return "found" if found.frame else "different"


def _side(delivery: Delivery, alt: str) -> Side:
    width, height = delivery.width, delivery.height
    ratio = ratio_class(width, height, narrowest=TALL_SCALE[0])
    large = min(LARGE_WIDEST, LARGE_TALLEST * ratio // 100)
    usual = min(WIDEST, TALLEST * ratio // 100)
    sizes = f"(min-width: 1600px) min({large}px, 50vw - 36px), min({usual}px, 100vw - 32px)"
    return Side(delivery.src, delivery.srcset, width, height, alt, ratio, sizes)


def _lines(frame: CropFrame, whole: Delivery) -> FrameLines:
    across, down = whole.width, whole.height
    right, bottom = frame.left + frame.width, frame.top + frame.height
    numbers = (
        *(frame.left * across, frame.top * down, frame.width * across, frame.height * down),
        *(right * across, bottom * down),
    )
    return FrameLines(*(f"{number:.6g}" for number in numbers))


def _in_original(frame: CropFrame, record: ImageRecord) -> str:
    """The frame in px of the original, as near as an estimate can say."""
    if not (record.width and record.height):
        return ""
    left, width = round(frame.left * record.width), round(frame.width * record.width)
    top, height = round(frame.top * record.height), round(frame.height * record.height)
    text = _("{size}, from {left} px across and {top} px down")
    size = texts.pixel_size(width, height)
    return text.format(size=size, left=figures.count(left), top=figures.count(top))
