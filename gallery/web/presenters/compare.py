"""Two to four pictures or files side by side, and what differs between them in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gallery.delivery import deliver, renditions
from gallery.iiif.image_service import ImageService
from gallery.records import Rendition
from gallery.web.picks import MOST, Pick, Picked, rendition_key
from gallery.web.presenters import texts
from gallery.web.presenters.compare_palettes import ComparedColors, compared_colors
from gallery.web.presenters.compare_table import Row, file_size, rows
from gallery.web.presenters.look import source_of

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Choice:
    """One file that may stand in a picture's place."""

    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the pictures. ``src`` is "" where it may not be shown; then ``reason`` says why."""

    letter: str
    title: str
    title_language: str
    mark: str
    href: str
    without_url: str
    src: str
    srcset: str
    width: int
    height: int
    alt: str
    source: str
    reason: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole page. ``room`` is how many more may be added."""

    sides: tuple[Side, ...]
    problems: tuple[str, ...]
    rows: tuple[Row, ...]
    colors: ComparedColors | None
    sizes: str
    room: int
    is_complete: bool


def comparison(
    picked: Sequence[tuple[Picked, ImageService | None]], problems: Sequence[str]
) -> Comparison:
    """The page of what was picked, each with its service where the server knows it."""
    picks = [one.pick for one, _ in picked]
    is_complete = len(picked) > 1
    shown = [one for one, _ in picked]
    return Comparison(
        sides=tuple(
            _side(one, service, letter, picks)
            for (one, service), letter in zip(picked, LETTERS, strict=False)
        ),
        problems=tuple(problems),
        rows=rows(shown) if is_complete else (),
        colors=compared_colors([one.record for one in shown], LETTERS) if is_complete else None,
        sizes="(min-width: 700px) calc(50vw - 30px), calc(100vw - 32px)",
        room=MOST - len(picked),
        is_complete=is_complete,
    )


def _side(one: Picked, service: ImageService | None, letter: str, picks: Sequence[Pick]) -> Side:
    record, file = one.record, one.file
    delivery = deliver(record)
    src, srcset, width, height, source = "", "", 0, 0, ""
    if file is not None:
        src, width, height = file.url, file.width or 0, file.height or 0
        listed = {"url": src, "width": width or record.width or 1, "height": height}
        source = json.dumps({"service": None, "info": "", "files": [listed]})
    elif delivery is not None:
        src, srcset, width, height = (
            *(delivery.src, delivery.srcset),
            *(delivery.width, delivery.height),
        )
        source = json.dumps(source_of(record, delivery, service))
    others = [str(it) for it in picks if it != one.pick]
    return Side(
        letter=letter,
        title=texts.shortened(texts.title(record), 90),
        title_language=texts.title_language(record),
        mark=texts.provider_mark(record.provider),
        href=reverse("web:image", args=[record.provider, record.identifier]),
        without_url=f"{reverse('web:compare')}?{urlencode([('pick', it) for it in others])}",
        src=src,
        srcset=srcset,
        width=width,
        height=height,
        alt=texts.alternative_text(record),
        source=source,
        reason=texts.withheld_reason(record) or ("" if src else _("There is no picture here.")),
        choices=_choices(one),
    )


def _choices(one: Picked) -> tuple[Choice, ...]:
    plain = Pick(one.pick.provider, one.pick.identifier)
    files = [
        (Pick(plain.provider, plain.identifier, rendition_key(file)), _file_name(file))
        for file in renditions(one.record)
    ]
    everything = [(plain, _("The picture, every pixel")), *files]
    return tuple(Choice(str(pick), name, pick == one.pick) for pick, name in everything)


def _file_name(file: Rendition) -> str:
    kinds = {"iiif": "IIIF", "scaled": _("scaled"), "cropped-landscape": _("crop")}
    return f"{file.name}, {kinds.get(file.family, file.family)}, {file_size(file)}"
