"""From a record to what a page needs to show its picture: URLs, ``srcset``, a box.

Never wider than the picture, every ``w`` true, two families never in one ``srcset``, and
the rights obeyed. What the layout decides (``sizes``, ``loading``, priorities) is not
known here.
"""

from __future__ import annotations

from dataclasses import dataclass

from gallery.iiif.image_request import ImageRequest, Size, image_url
from gallery.records import ImageRecord, Rendition
from gallery.responsive.ladder import drop_top, height_at, ladder
from gallery.responsive.srcset import (
    ImageCandidate,
    can_carry,
    cut_at_width,
    format_srcset,
    parse_srcset,
)

SCALED = "scaled"
CROPPED = "cropped-landscape"
CROP_RATIO = 1.5  # the Hub's hard crops, contract: "1.5:1"
# A picture whose size nobody states gets this box, so that the page never jumps.
STATED_BOX = (600, 400)
# What a browser without srcset gets: enough for a card or a phone.
FALLBACK_WIDTH = 843
# The longer side asked for where the picture's own size is unknown.
UNKNOWN_LONGEST_SIDE = 843
UNKNOWN_LONGEST_SIDE_SAVING = 400
UNKNOWN_LONGEST_SIDE_SMALL = 283


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file that the browser may take, and its true width in px."""

    url: str
    width: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an ``<img>`` of this picture needs.

    ``width`` and ``height`` reserve the box. Where ``is_box_stated``, the picture's own
    ratio is unknown and the box is ours: fit the picture into it. Where no width is
    certain ``candidates`` is empty and ``srcset`` "" or by density; it needs no ``sizes``.
    """

    src: str
    srcset: str
    width: int
    height: int
    candidates: tuple[Candidate, ...]
    largest_url: str
    is_box_stated: bool = False


def deliver(
    record: ImageRecord, *, family: str = SCALED, save_data: bool = False, is_small: bool = False
) -> Delivery | None:
    """Return how to show `record`; None for a document, without a picture, or forbidden.

    `family` is "scaled" (the picture's own ratio) or "cropped-landscape" (1.5:1, only
    where the provider makes crops). `save_data` leaves out the top of the ladder;
    `is_small` adds rungs for the small boxes of a wall.
    """
    if record.kind != "image" or record.rights.longest_side == 0:
        return None
    if record.iiif_base:
        return _deliver_iiif(record, save_data, is_small) if family == SCALED else None
    return _deliver_files(record, family, save_data)


def renditions(record: ImageRecord) -> tuple[Rendition, ...]:
    """Return every file of the picture that may be shown, each with its URL.

    The IIIF ladder (family "iiif"), then what the provider lists, then what only its
    srcsets name. Empty for a document and where the rights forbid the picture.
    """
    limit = record.rights.longest_side
    if record.kind != "image" or limit == 0:
        return ()
    found = [
        Rendition(
            name=f"{width}w",
            url=_iiif_url(record, width),
            family="iiif",
            width=width,
            height=height_at(width, record.width, record.height) if record.height else None,
        )
        for width in (_widths(record) if record.iiif_base else ())
    ]
    found += record.renditions
    known = {rendition.url for rendition in found}
    for family, text in record.srcsets:
        found += [
            Rendition(f"{one.width}w", one.url, family, one.width, one.height)
            for one in parse_srcset(text).candidates
            if one.width is not None and one.url not in known
        ]
    if limit is None:
        return tuple(found)
    return tuple(
        one for one in found if max(one.width or 0, one.height or 0) in range(1, limit + 1)
    )


def _widths(
    record: ImageRecord, *, save_data: bool = False, is_small: bool = False
) -> tuple[int, ...]:
    limit = record.rights.longest_side
    return ladder(
        record.width, record.height, longest_side=limit, save_data=save_data, is_small=is_small
    )


def _iiif_url(record: ImageRecord, width: int) -> str:
    # ``w,`` also at the native width, where the canonical form would be "full": it
    # stays true to the descriptor when the service holds a larger file than recorded.
    return image_url(record.iiif_base, ImageRequest(size=Size("width", width=width)))


def _deliver_iiif(record: ImageRecord, save_data: bool, is_small: bool) -> Delivery:
    widths = _widths(record, save_data=save_data, is_small=is_small)
    if not widths or not can_carry(record.iiif_base):
        return _deliver_unknown(record, save_data, is_small)
    candidates = tuple(Candidate(_iiif_url(record, width), width) for width in widths)
    return _delivery(record, candidates)


def _deliver_unknown(record: ImageRecord, save_data: bool, is_small: bool) -> Delivery:
    """One file, fitted into a square: no width is certain, so none is claimed.

    For a small box two files, by the screen's density instead of by width.

    ``!w,h`` is the form that asks for no more than the picture has (3.0 §4.2), whichever
    side is the longer.
    """
    limit = record.rights.longest_side
    if is_small:
        sides: tuple[int, ...] = (UNKNOWN_LONGEST_SIDE_SMALL, 2 * UNKNOWN_LONGEST_SIDE_SMALL)
    else:
        sides = (UNKNOWN_LONGEST_SIDE_SAVING if save_data else UNKNOWN_LONGEST_SIDE,)
    allowed = dict.fromkeys(min(side, limit or side) for side in sides[: 1 if save_data else 2])
    urls = [
        image_url(record.iiif_base, ImageRequest(size=Size("fit", side, side))) for side in allowed
    ]
    if len(urls) == 1 or not all(map(can_carry, urls)):
        return _delivery(record, (), src=urls[0])
    offered = (
        ImageCandidate(url, density=density) for url, density in zip(urls, (1.0, 2.0), strict=True)
    )
    return _delivery(record, (), src=urls[0], srcset=format_srcset(offered))


def _deliver_files(record: ImageRecord, family: str, save_data: bool) -> Delivery | None:
    text = dict(record.srcsets).get(family, "")
    if not parse_srcset(text).widths:
        text = _srcset_of_renditions(record, family)
    offered = [one for one in parse_srcset(text).candidates if one.width is not None]
    urls = [one.url for one in offered] or [
        one.url for one in record.renditions if one.family == family
    ]
    if not urls:
        return None
    width, height = _family_size(record, family)
    limit = record.rights.longest_side
    top = width
    if limit is not None:
        top = (ladder(width, height, longest_side=limit) or (0,))[-1]
    text = cut_at_width(text, top) if top or limit is not None else text
    if save_data:
        widths = tuple(sorted(parse_srcset(text).widths))
        text = cut_at_width(text, drop_top(widths)[-1]) if widths else text
    candidates = tuple(
        Candidate(one.url, one.width)
        for one in parse_srcset(text).candidates
        if one.width is not None
    )
    if candidates:
        return _delivery(record, candidates, family=family, srcset=text)
    if limit is not None:
        return None  # every file is larger than the rights allow
    smallest = min(offered, key=lambda one: one.width or 0).url if offered else urls[0]
    return _delivery(record, (), family=family, src=smallest)


def _srcset_of_renditions(record: ImageRecord, family: str) -> str:
    """Return a srcset of the family's listed files, where the provider sent none."""
    files = {
        one.width: one.url
        for one in reversed(record.renditions)
        if one.family == family and one.width and can_carry(one.url)
    }
    return format_srcset(ImageCandidate(files[width], width) for width in sorted(files))


def _family_size(record: ImageRecord, family: str) -> tuple[int, int]:
    """Return the largest true size of the family's pictures in px, zeros where unknown."""
    width, height = record.width, record.height
    if family != CROPPED or not (width and height):
        return width, height
    if width > height * CROP_RATIO:
        return round(height * CROP_RATIO), height
    return width, round(width / CROP_RATIO)


def _box(record: ImageRecord, family: str, top: int) -> tuple[int, int]:
    """Return the box to reserve, px, for a family whose widest file has `top` px; 0: unsure."""
    if family == CROPPED:
        return (top, round(top / CROP_RATIO)) if top else STATED_BOX
    limit = record.rights.longest_side
    width, height = record.width, record.height
    if not (width and height):
        width, height = STATED_BOX
        top = min(width, limit or width)
    if limit is None:
        return width, height
    return top, height_at(top, width, height)


def _delivery(
    record: ImageRecord,
    candidates: tuple[Candidate, ...],
    *,
    family: str = SCALED,
    srcset: str = "",
    src: str = "",
) -> Delivery:
    ordered = tuple(sorted(candidates, key=lambda one: one.width))
    top = ordered[-1].width if ordered else 0
    width, height = _box(record, family, top)
    is_box_stated = family != CROPPED and not (record.width and record.height)
    if not ordered:
        return Delivery(src, srcset, width, height, (), src, is_box_stated)
    fitting = [one for one in ordered if one.width <= FALLBACK_WIDTH]
    return Delivery(
        src=(fitting[-1] if fitting else ordered[0]).url,
        srcset=srcset or format_srcset(ImageCandidate(one.url, one.width) for one in ordered),
        width=width,
        height=height,
        candidates=ordered,
        largest_url=ordered[-1].url,
        is_box_stated=is_box_stated,
    )
