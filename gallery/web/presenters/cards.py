"""One picture or document as a card of the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gallery.delivery import Delivery, deliver
from gallery.records import ImageRecord
from gallery.search.results import ColorMatch
from gallery.web.card_markup import CardMarkup
from gallery.web.kept import Kept
from gallery.web.presenters import palettes, texts
from gallery.web.presenters.color_match import Matched, matched
from gallery.web.presenters.first_view import early
from gallery.web.presenters.palettes import Segment
from gallery.web.presenters.ratios import is_filled, ratio_class
from gallery.web.presenters.wall import Box, card_sizes

# A card grows to about 1.6 rows; below this many pixels per px of row it would be enlarged.
SMALL_BELOW = 190 * 2.6
MOST_KEPT = 4_096  # cards, of as many records as `catalog.kept` keeps


@dataclass(frozen=True, slots=True)
class Picture:
    """The attributes of a card's ``<img>``."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    alt_language: str
    fit: str
    is_eager: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What one card shows. ``picture`` is None for documents and where rights forbid it.

    ``pick`` is what the compare page calls it, "" where there is nothing to compare.
    ``markup`` keeps what was rendered of the record, whatever its place.
    """

    href: str
    pick: str
    provider: str
    mark: str
    title: str
    title_language: str
    ratio: int
    is_from_files: bool
    picture: Picture | None
    reason: str
    file_url: str
    file_name: str
    detail: str
    color: str
    bar: tuple[Segment, ...]
    bar_text: str
    markup: CardMarkup
    match: Matched | None = None


_kept: Kept[Card] = Kept(MOST_KEPT)


def cards(
    records: Sequence[ImageRecord],
    *,
    matches: Sequence[ColorMatch | None] = (),
    save_data: bool = False,
    all_lazy: bool = False,
) -> list[Card]:
    """The records in order as cards; the first ones eager unless `all_lazy`.

    ``matches``: why each was found by its colours; empty where no colour was asked for.
    """
    found = matches or [None] * len(records)
    place = (get_language(), get_script_prefix(), save_data)
    known = [_kept.of(it, place, partial(_card, it, save_data)) for it in records]
    boxes = [Box(card.ratio, card.is_from_files, card.picture is not None) for card in known]
    eager = [] if all_lazy else early(boxes)
    sizes = card_sizes(boxes, eager[-1] + 1) if eager else []
    return [
        _placed(
            card,
            sizes[index] if index in eager else "",
            matched(it.palette, match),
            is_first=index == eager[0] if eager else False,
        )
        for index, (it, card, match) in enumerate(zip(records, known, found, strict=True))
    ]


def card_ratio(record: ImageRecord) -> int:
    """Ratio of the card's box in hundredths, one of SCALE."""
    return ratio_class(record.width, record.height)


def _card(record: ImageRecord, save_data: bool) -> Card:
    """The card wherever it stands: lazy, and found by nothing."""
    ratio = card_ratio(record)
    delivery = deliver(record, save_data=save_data, is_small=True)
    is_document = record.kind == "document"
    return Card(
        href=reverse("web:image", args=[record.provider, record.identifier]),
        pick=f"{record.provider}:{record.identifier}" if delivery else "",
        provider=record.provider,
        mark=texts.provider_mark(record.provider),
        title=texts.shortened(texts.title(record), 120),
        title_language=texts.title_language(record),
        ratio=ratio,
        is_from_files=not record.iiif_base,
        picture=_picture(record, delivery, ratio) if delivery else None,
        reason=_reason(record, delivery),
        file_url=record.file_url if is_document else "",
        file_name=texts.media_name(record.media_type) if is_document else "",
        detail=record.date_text or (f"{record.date:%Y}" if record.date else ""),
        color=palettes.placeholder(record.palette),
        bar=palettes.bar(record.palette),
        bar_text=palettes.summary(record.palette),
        markup=CardMarkup(),
    )


def _picture(record: ImageRecord, delivery: Delivery, ratio: int) -> Picture:
    widest = delivery.candidates[-1].width if delivery.candidates else 0
    is_small = widest < SMALL_BELOW * ratio / 100
    fit = "small" if is_small else "whole" if not is_filled(record.width, record.height) else ""
    return Picture(
        src=delivery.src,
        srcset=delivery.srcset,
        sizes=_lazy_sizes(ratio) if delivery.candidates else "",
        width=delivery.width,
        height=delivery.height,
        alt=texts.alternative_text(record),
        alt_language=texts.alternative_language(record),
        fit=fit,
        is_eager=False,
        is_first=False,
    )


def _placed(card: Card, sizes: str, match: Matched | None, *, is_first: bool) -> Card:
    """The card at its place of a wall, eager where `sizes` are worked out for it."""
    picture = card.picture
    if picture and sizes:
        true = sizes if picture.sizes else ""
        picture = replace(picture, sizes=true, is_eager=True, is_first=is_first)
    elif match is None:
        return card
    return replace(card, picture=picture, match=match)


def _lazy_sizes(ratio: int) -> str:
    """The layout's own width where the browser can tell, else the card's usual one."""
    wide, narrow = round(ratio * 1.9 * 1.2), round(ratio * 1.32 * 1.5)
    return f"auto, (min-width: 600px) {wide}px, min({narrow}px, 100vw - 32px)"


def _reason(record: ImageRecord, delivery: Delivery | None) -> str:
    if record.kind == "document" or (delivery and record.rights.longest_side is None):
        return ""
    return texts.withheld_reason(record) or _("The provider offers no picture for this record.")
