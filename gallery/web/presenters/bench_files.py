"""Every rendition of a picture by family: what is declared, what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.delivery import CROPPED, SCALED, renditions
from gallery.harvest.measurements import Measurement
from gallery.harvest.palettes import may_read
from gallery.iiif.image_request import ImageRequest, Size, image_url
from gallery.iiif.image_service import ImageService
from gallery.records import ImageRecord, Rendition
from gallery.responsive.lint_files import MAX_RATIO_ERROR
from gallery.web.presenters import figures
from gallery.web.presenters.bench_layouts import BenchLayout, sample
from gallery.web.presenters.bench_matrix import bytes_text
from gallery.web.presenters.phrases import said

FAMILY_NAMES = {
    "iiif": noop("IIIF ladder"),
    "service": noop("The image service’s own sizes"),
    SCALED: noop("Scaled"),
    CROPPED: noop("Cropped to 3:2"),
}
ABOUT = {
    "iiif": noop("The widths that our pages ask for."),
    "service": noop("What its info.json lists as ready."),
    SCALED: noop("The whole picture, as the provider lists it."),
    CROPPED: noop("A hard crop, as the provider lists it."),
}
WRONG_MARK = "wrong: "


@dataclass(frozen=True, slots=True)
class FileRow:
    """One rendition. Sizes in px as "1,200 × 800", "" where not known.

    ``state`` is one sentence, ``is_wrong`` where it names a fault. ``width`` and
    ``height`` are as declared, 0 where not, for the browser to compare with.
    """

    name: str
    url: str
    width: int
    height: int
    declared: str
    measured: str
    ratio: str
    megapixels: str
    bytes: str
    state: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Family:
    """The renditions that show the same picture; ``sample`` is one of them, small."""

    name: str
    label: str
    about: str
    files: tuple[FileRow, ...]
    sample: BenchLayout | None


def all_renditions(record: ImageRecord, service: ImageService | None) -> tuple[Rendition, ...]:
    """Every rendition that may be shown, with those that the image service itself lists."""
    listed = renditions(record)
    limit = record.rights.longest_side
    if service is None or not listed:
        return listed
    offered = [
        Rendition(f"{width}×{height}", _size_url(service, width, height), "service", width, height)
        for width, height in sorted(service.sizes)
        if limit is None or max(width, height) <= limit
    ]
    return (*listed, *offered)


def families(
    record: ImageRecord, listed: Sequence[Rendition], measured: Mapping[str, Measurement]
) -> tuple[Family, ...]:
    """The renditions grouped, in the order they were found."""
    grouped: dict[str, list[Rendition]] = {}
    for one in listed:
        grouped.setdefault(one.family, []).append(one)
    return tuple(
        Family(
            name,
            _(FAMILY_NAMES[name]) if name in FAMILY_NAMES else name,
            _(ABOUT[name]) if name in ABOUT else "",
            tuple(file_row(record, one, measured.get(one.url)) for one in group),
            _sample(record, name),
        )
        for name, group in grouped.items()
    )


def can_be_measured(listed: Sequence[Rendition]) -> bool:
    """Whether the server may read any of these files."""
    return any(may_read(one.url) for one in listed)


def file_row(record: ImageRecord, one: Rendition, found: Measurement | None) -> FileRow:
    """One rendition as a line of the table."""
    real = found.measured if found else None
    width, height = (real.width, real.height) if real else (one.width or 0, one.height or 0)
    if width and not height and one.family == SCALED and record.width:
        height = round(width * record.height / record.width)
    state = state_of(record, one, found)
    return FileRow(
        name=one.name,
        url=one.url,
        width=one.width or 0,
        height=one.height or 0,
        declared=size(one.width or 0, one.height or 0),
        measured=size(real.width, real.height) if real else "",
        ratio=figures.decimal(width / height, 3) if width and height else "",
        megapixels=figures.decimal(width * height / 1e6, 2) if width and height else "",
        bytes=bytes_text(found),
        state=state.removeprefix(WRONG_MARK),
        is_wrong=state.startswith(WRONG_MARK),
    )


def state_of(record: ImageRecord, one: Rendition, found: Measurement | None) -> str:
    """What there is to say of a file, led by WRONG_MARK where that is a fault."""
    if found is None:
        if one.width and record.width and one.width > record.width:
            text = _("declared wider than the original, {width} px")
            return WRONG_MARK + text.format(width=figures.count(record.width))
        return _("not measured")
    real = found.measured
    if real is None:
        return f"{WRONG_MARK}{said(found.failure)}"
    if found.remark:
        return f"{WRONG_MARK}{said(found.remark)}"
    if one.width and real.width != one.width:
        text = _("{measured} px wide, not {declared}")
        return WRONG_MARK + _both(text, real.width, one.width)
    if one.height and abs(real.height - one.height) > 1:
        text = _("{measured} px high, not {declared}")
        return WRONG_MARK + _both(text, real.height, one.height)
    if one.family == SCALED and record.width and record.height:
        expected = real.width * record.height / record.width
        if abs(real.height - expected) > max(1, MAX_RATIO_ERROR * expected):
            return WRONG_MARK + _("not the original’s ratio")
    return _("as declared")


def _both(text: str, measured: int, declared: int) -> str:
    return text.format(measured=figures.count(measured), declared=figures.count(declared))


def size(width: int, height: int) -> str:
    """A size as "1,200 × 800", "1,200 wide" where only that is declared."""
    if width and height:
        return f"{figures.count(width)} × {figures.count(height)}"
    return _("{width} wide").format(width=figures.count(width)) if width else ""


def _size_url(service: ImageService, width: int, height: int) -> str:
    # Level 0 services have ready only what `sizes` lists, in the form their version writes.
    form = Size("width", width=width) if service.version < 3 else Size("exact", width, height)
    quality = service.default_quality
    return image_url(service.base, ImageRequest(size=form, quality=quality))


def _sample(record: ImageRecord, family: str) -> BenchLayout | None:
    if family not in (SCALED, CROPPED, "iiif"):
        return None
    try:
        return sample(record, family, "", "", CROPPED if family == CROPPED else SCALED)
    except LookupError:
        return None
