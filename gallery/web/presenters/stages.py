"""The picture of a detail page: as large as the window and its own pixels allow."""

from __future__ import annotations

from dataclasses import dataclass

from gallery.delivery import deliver
from gallery.records import ImageRecord
from gallery.web.presenters import palettes, texts
from gallery.web.presenters.ratios import TALL_SCALE, ratio_class
from gallery.web.presenters.wall import DENSE

# A class of static/css/picture.css for every 64 px, so that nothing is shown enlarged.
CAP_STEP, LARGEST_CAP = 64, 2880
# On dense screens a picture may take this share of its pixels as CSS px.
DENSE_SHARE = 0.55
# (from window width, taken beside the picture in px, taken above and below it in px).
COLUMNS = ((900, 440, 150), (600, 48, 170), (0, 32, 170))


@dataclass(frozen=True, slots=True)
class Stage:
    """What the large picture needs. ``cap`` and ``ratio`` name classes of the style sheet."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    alt_language: str
    color: str
    cap: int
    ratio: int
    largest_url: str


def stage(record: ImageRecord, *, save_data: bool = False) -> Stage | None:
    """The large picture of a record; None for documents and where the rights forbid it."""
    delivery = deliver(record, save_data=save_data)
    if delivery is None:
        return None
    widest = delivery.candidates[-1].width if delivery.candidates else delivery.width
    cap = max(CAP_STEP, min(LARGEST_CAP, widest // CAP_STEP * CAP_STEP))
    ratio = ratio_class(delivery.width, delivery.height, narrowest=TALL_SCALE[0])
    return Stage(
        src=delivery.src,
        srcset=delivery.srcset,
        sizes=stage_sizes(cap, ratio),
        width=delivery.width,
        height=delivery.height,
        alt=texts.alternative_text(record),
        alt_language=texts.alternative_language(record),
        color=palettes.placeholder(record.palette),
        cap=cap,
        ratio=ratio,
        largest_url=delivery.largest_url,
    )


def stage_sizes(cap: int, ratio: int) -> str:
    """Value of ``sizes``: what static/css/picture.css makes of this cap and ratio."""
    parts = []
    for is_dense in (True, False):
        for from_width, beside, above in COLUMNS:
            wanted = f"(min-width: {from_width}px)" if from_width or is_dense else ""
            condition = f"{DENSE} and {wanted}" if is_dense else wanted
            most = cap * (DENSE_SHARE if is_dense else 1)
            length = (
                f"min(100vw - {beside}px, {most:.0f}px, {ratio}vh - {above * ratio / 100:.0f}px)"
            )
            parts.append(f"{condition} {length}".strip())
    return ", ".join(parts)
