"""The 20 sizes of a Hub image, and its srcset strings. JHU docs, files: table of sizes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from gallery.providers.payloads import Payload
from gallery.records import Rendition

CROPPED = "cropped-landscape"
SCALED = "scaled"

# name → (family, width px, height px); scaled ones have the source's ratio.
SIZES: dict[str, tuple[str, int, int | None]] = {
    "hard_crop_landscape_240": (CROPPED, 240, 160),
    "thumbnail": (CROPPED, 360, 240),
    "hard_crop_landscape_540": (CROPPED, 540, 360),
    "hard_crop_landscape_720": (CROPPED, 720, 480),
    "landscape": (CROPPED, 900, 600),
    "hard_crop_landscape_1005": (CROPPED, 1005, 670),
    "hard_crop_landscape_1230": (CROPPED, 1230, 820),
    "hard_crop_landscape_1380": (CROPPED, 1380, 920),
    "medium": (SCALED, 420, None),
    "soft_crop_630": (SCALED, 630, None),
    "full_width": (SCALED, 825, None),
    "soft_crop_1030": (SCALED, 1030, None),
    "large": (SCALED, 1194, None),
    "soft_crop_1300": (SCALED, 1300, None),
    "xlarge": (SCALED, 1440, None),
    "soft_crop_1600": (SCALED, 1600, None),
    "soft_crop_1800": (SCALED, 1800, None),
    "soft_crop_2000": (SCALED, 2000, None),
    "soft_crop_2400": (SCALED, 2400, None),
    "soft_crop_2880": (SCALED, 2880, None),
}

Accept = Callable[[Any], str]

_WIDTH = re.compile(r"([1-9][0-9]{0,5})w")


def read_renditions(payload: Payload, accept: Accept) -> tuple[Rendition, ...]:
    """The documented sizes that have a URL which `accept` lets through, by family and width.

    A size whose name the contract does not list has no known family or width: left out.
    """
    given = payload.data.get("sizes")
    if given is None:
        return ()
    if not isinstance(given, dict):
        payload.tally.cleaned.append("sizes is not an object")
        return ()
    sizes = Payload(given, payload.tally)
    unknown = sum(1 for name in given if name not in SIZES)
    payload.tally.cleaned.extend(["size of an unknown name"] * unknown)
    found = []
    for name, (family, width, height) in SIZES.items():
        url = sizes.read(name, accept)
        if url:
            found.append(Rendition(name, url, family, width, height))
    return tuple(found)


def read_srcsets(payload: Payload, accept: Accept) -> tuple[tuple[str, str], ...]:
    """(family, string as sent) for each srcset whose every candidate is acceptable."""
    given = payload.data.get("srcsets")
    if given is None:
        return ()
    if not isinstance(given, dict):
        payload.tally.cleaned.append("srcsets is not an object")
        return ()
    found = []
    for family in (CROPPED, SCALED):
        value = given.get(family)
        if isinstance(value, str) and value and _is_sound(value, accept):
            found.append((family, value))
        elif value not in (None, ""):
            payload.tally.cleaned.append(f"srcset {family} is not usable")
    return tuple(found)


def _is_sound(srcset: str, accept: Accept) -> bool:
    """HTML, "srcset attributes": URL, white space, width; widths differ."""
    widths = []
    for candidate in srcset.split(","):
        url, _, descriptor = candidate.strip().partition(" ")
        width = _WIDTH.fullmatch(descriptor.strip())
        if not width or not accept(url):
            return False
        widths.append(int(width[1]))
    return len(set(widths)) == len(widths)
