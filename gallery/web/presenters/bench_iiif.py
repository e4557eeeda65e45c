"""The IIIF builder: a form's values → the canonical URL, or every mistake by its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.iiif.image_request import (
    ImageRequest,
    ImageRequestError,
    Region,
    Resolved,
    Rotation,
    Size,
    image_url,
)
from gallery.iiif.image_service import ImageService
from gallery.records import ImageRecord
from gallery.responsive.ladder import height_at
from gallery.web.presenters import bench_service as services
from gallery.web.presenters import figures
from gallery.web.presenters.bench_service import KnownService
from gallery.web.presenters.phrases import said

LABELS = {
    "region": noop("Region"),
    "size": noop("Size"),
    "rotation": noop("Rotation"),
    "quality": noop("Quality"),
    "format": noop("Format"),
}
FIELDS = ("region", "size", "rotation", "quality", "format")
# Kinds that every browser shows; of the others the preview is a JPEG.
SHOWN = ("jpg", "png", "gif", "webp")
PREVIEW_SIDE = 480
LEVEL_NOTE = noop(
    "The rights holder allows {limit} px at most on the longer side, and this comes to {size}"
)


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture asked for, small: px as it is shown, and whether it stands for another kind."""

    src: str
    srcset: str
    width: int
    height: int
    is_stand_in: bool


@dataclass(frozen=True, slots=True)
class Builder:
    """The form as it was sent, what it comes to, and what the service allows.

    ``url`` is canonical, "" where there are ``problems`` (by field). ``result`` is the
    answer's size in words. ``frame`` is the region in px of the whole picture, for drawing.
    """

    known: KnownService
    values: Mapping[str, str]
    problems: Mapping[str, str]
    regions: tuple[str, ...]
    sizes: tuple[str, ...]
    rotations: str
    mirrors: bool
    qualities: tuple[str, ...]
    formats: tuple[str, ...]
    url: str = ""
    result: str = ""
    frame: tuple[int, int, int, int] = (0, 0, 0, 0)
    preview: Preview | None = None
    widths: tuple[str, ...] = field(default=())

    @property
    def labelled(self) -> list[tuple[str, str]]:
        """The problems with their fields named: ("region", "Region: it is not …")."""
        return [(name, f"{_(LABELS[name])}: {text}") for name, text in self.problems.items()]


def builder(record: ImageRecord, known: KnownService, given: Mapping[str, str]) -> Builder:
    """The builder for what a form sent; an empty field has its default."""
    service = known.service
    values = _values(record, service, given)
    problems: dict[str, str] = {}
    request = _read(values, service, problems)
    if request is not None:
        for error in service.check(request):
            problems.setdefault(error.parameter, error.reason)
        _obey_rights(record, service, request, problems)
    built = Builder(
        known,
        values,
        problems,
        regions=services.region_forms(service),
        sizes=services.size_forms(service),
        rotations=services.rotation_forms(service),
        mirrors="mirroring" in service.features,
        qualities=service.qualities,
        formats=service.formats,
        widths=tuple(f"{width},{height}" for width, height in service.sizes),
    )
    if problems:
        return replace(built, problems={name: said(text) for name, text in problems.items()})
    return built if request is None else _answered(built, request)


def _values(record: ImageRecord, service: ImageService, given: Mapping[str, str]) -> dict[str, str]:
    whole = "full" if service.version == 1 else "max"
    limit = record.rights.longest_side
    defaults = {
        "region": "full",
        "size": f"!{limit},{limit}" if limit else whole,
        "rotation": "0",
        "mirror": "",
        "quality": service.default_quality,
        "format": "jpg",
    }
    # A form without the field's value means the default; spaces are never part of one.
    found = {name: "".join(given.get(name, "").split())[:80] for name in defaults}
    return {name: found[name] or default for name, default in defaults.items()}


def _read(
    values: Mapping[str, str], service: ImageService, problems: dict[str, str]
) -> ImageRequest | None:
    """The request that the values write, or None with every unreadable field named."""
    version = service.version if service.version > 1 else None
    request = ImageRequest(quality=values["quality"], format=values["format"])
    try:
        request = replace(request, region=Region.parse(values["region"]))
    except ImageRequestError as error:
        problems["region"] = error.reason
    try:
        request = replace(request, size=Size.parse(values["size"], version))
    except ImageRequestError as error:
        problems["size"] = error.reason
    mark = "!" if values["mirror"] else ""
    try:
        request = replace(request, rotation=Rotation.parse(f"{mark}{values['rotation']}"))
    except ImageRequestError as error:
        problems["rotation"] = error.reason
    if problems:
        # What could be read is checked all the same: every mistake at once.
        for found in service.check(request):
            if found.parameter in ("quality", "format", "rotation"):
                problems.setdefault(found.parameter, found.reason)
        return None
    return request


def _obey_rights(
    record: ImageRecord, service: ImageService, request: ImageRequest, problems: dict[str, str]
) -> None:
    limit = record.rights.longest_side
    if limit is None or problems:
        return
    found = request.resolve(
        service.version, service.width, service.height, upscaling=service.upscales,
        limits=service.limits,
    )  # fmt: skip
    if max(found.width, found.height) > limit:
        size = f"{found.width}×{found.height}"
        problems["size"] = _(LEVEL_NOTE).format(limit=limit, size=size)


def _answered(built: Builder, request: ImageRequest) -> Builder:
    service = built.known.service
    found = request.resolve(
        service.version, service.width, service.height, upscaling=service.upscales,
        limits=service.limits,
    )  # fmt: skip
    box = found.box
    return replace(
        built,
        url=service.canonical_url(request),
        result=_result(found),
        frame=(box.x, box.y, box.width, box.height),
        preview=_preview(service, service.canonical(request), found.width, found.height),
    )


def _result(found: Resolved) -> str:
    """What comes of a request, in words."""
    box = found.box
    parts = [
        _("{size} of the region {region}").format(
            size=figures.pixel_size(found.width, found.height),
            region=f"{figures.count(box.width)} × {figures.count(box.height)}",
        )
    ]
    if found.mirror:
        parts.append(_("mirrored"))
    if found.degrees % 360:
        degrees = figures.local(f"{found.degrees.normalize():f}")
        parts.append(_("then turned by {degrees}°").format(degrees=degrees))
    return ", ".join(parts)


def _preview(service: ImageService, request: ImageRequest, width: int, height: int) -> Preview:
    """The same request, no larger than the page shows it; itself where no other size is had."""
    is_stand_in = request.format not in SHOWN
    if is_stand_in:
        request = replace(request, format="jpg")
    candidates = {}
    for side in (PREVIEW_SIDE, 2 * PREVIEW_SIDE):
        across = (
            width
            if max(width, height) <= side
            else max(1, round(width * side / max(width, height)))
        )
        small = replace(request, size=Size("exact", across, height_at(across, width, height)))
        if across < width and not service.check(small):
            candidates[across] = service.canonical_url(small)
        else:
            candidates[width] = image_url(service.base, request)
    narrow = min(candidates)
    shown = min(narrow, PREVIEW_SIDE)
    turned = request.rotation.degrees % 180
    box = (shown, height_at(shown, width, height))
    srcset = ", ".join(f"{url} {across}w" for across, url in sorted(candidates.items()))
    if turned or "," in service.base:
        # A turned picture has another width than was asked for: no `w` would be true.
        srcset = ""
    if turned == 90:
        box = box[::-1]
    return Preview(candidates[narrow], srcset, *box, is_stand_in)
