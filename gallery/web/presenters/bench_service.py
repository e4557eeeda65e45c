"""What is known of a picture's IIIF service, and what that allows to be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from gallery.iiif.compliance import level_features, level_formats, level_qualities
from gallery.iiif.image_info import ImageInfoError, read_image_info
from gallery.iiif.image_service import ImageService
from gallery.records import ImageRecord
from gallery.web.presenters.phrases import said

# A info.json that a form carries; real ones have 1 to 3 kB.
LONGEST_INFO = 6000
# What Harvard's service has declared beyond level 2 (upstreams: a recorded info.json).
ASSUMED_FEATURES = frozenset({"mirroring", "rotationArbitrary", "regionSquare"})
ASSUMED_FORMATS = ("jpg", "tif", "gif", "png")


@dataclass(frozen=True, slots=True)
class KnownService:
    """``origin``: "read" from info.json by us, "browser" by the visitor's, "assumed".

    ``problem`` says why an info.json that was given could not be used.
    """

    service: ImageService
    origin: str
    problem: str = ""


def known_service(record: ImageRecord, own: str | None, given: str) -> KnownService | None:
    """The picture's service; None where it has none, or no picture may be shown.

    `own` is the info.json that the server has, `given` one that the visitor's browser read.
    Neither decides where pictures come from: that is the record's own base.
    """
    if not record.iiif_base or record.rights.longest_side == 0:
        return None
    problem = ""
    for origin, text in (("read", own or ""), ("browser", given)):
        if not text:
            continue
        try:
            if len(text) > LONGEST_INFO and origin == "browser":
                raise ImageInfoError(f"it is longer than {LONGEST_INFO} characters")
            found = read_image_info(text, url=record.iiif_base)
        except ImageInfoError as error:
            problem = said(str(error))
        else:
            return KnownService(replace(found, base=record.iiif_base), origin)
    if not (record.width and record.height):
        return None
    return KnownService(assumed_service(record), "assumed", problem)


def assumed_service(record: ImageRecord) -> ImageService:
    """What Harvard's service is taken to be until its info.json is read: 2.1, level 2."""
    return ImageService(
        base=record.iiif_base,
        version=2,
        level=2,
        width=record.width,
        height=record.height,
        formats=tuple(dict.fromkeys([*level_formats(2), *ASSUMED_FORMATS])),
        qualities=level_qualities(2, 2),
        features=level_features(2, 2) | ASSUMED_FEATURES,
    )


def region_forms(service: ImageService) -> tuple[str, ...]:
    """The forms of a region that the service takes, as IIIF writes them."""
    forms = [
        ("", "full"),
        ("regionSquare", "square"),
        ("regionByPx", "x,y,w,h"),
        ("regionByPct", "pct:x,y,w,h"),
    ]
    return tuple(form for feature, form in forms if not feature or feature in service.features)


def size_forms(service: ImageService) -> tuple[str, ...]:
    """The forms of a size that the service takes, as IIIF writes them."""
    forms = [
        ("sizeByW", "w,"),
        ("sizeByH", ",h"),
        ("sizeByPct", "pct:n"),
        ("sizeByWh", "w,h"),
        ("sizeByConfinedWh", "!w,h"),
    ]
    offered = [form for feature, form in forms if feature in service.features]
    whole = ("full",) if service.version == 1 else ("max",)
    both = ("max", "full") if service.version == 2 else whole
    enlarging = [f"^{form}" for form in offered] if is_enlarging(service) else []
    return (*both, *offered, *enlarging)


def is_enlarging(service: ImageService) -> bool:
    """Whether ``^`` may be asked for."""
    return service.version >= 3 and service.upscales


def rotation_forms(service: ImageService) -> str:
    """What may be asked of the rotation, in words."""
    if "rotationArbitrary" in service.features:
        return _("any from 0 to 360")
    return _("0, 90, 180 or 270") if "rotationBy90s" in service.features else _("only 0")
