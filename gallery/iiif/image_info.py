"""Reading info.json of IIIF Image API 1.0, 1.1, 2.x and 3.0, level 0 to 2.

Tolerant where the meaning is plain (what was assumed stands in ``notes``); where it is
not, an :class:`ImageInfoError` says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from gallery.iiif.compliance import level_features, level_formats, level_qualities
from gallery.iiif.image_service import ImageService
from gallery.iiif.info_values import ImageInfoError, limits, side, sizes, tiles

__all__ = ["ImageInfoError", "read_image_info"]

_CONTEXT = re.compile(
    r"https?://(?:library\.stanford\.edu/iiif/image-api/(1)\.[01]"
    r"|iiif\.io/api/image/([123])(?:\.[0-9.]+)?)/context\.json"
)
_TYPE = re.compile(r"(?:iiif:)?ImageService([123])")
_PROFILE_VERSION = re.compile(r"iiif\.io/api/image/([123])/|stanford\.edu/iiif/image-api/(1?)")
_LEVEL = re.compile(r"level([0-9]{1,3})")


def read_image_info(document: Mapping[str, Any] | str | bytes, *, url: str = "") -> ImageService:
    """Return the service that `document` (JSON text, or read already) describes.

    `url` is where it was read, the base where the document gives no absolute one. Raises
    ImageInfoError.
    """
    if isinstance(document, str | bytes):
        document = _parsed(document)
    if not isinstance(document, Mapping):
        raise ImageInfoError("it is not a JSON object")
    notes: list[str] = []
    version = _version(document)
    level = _level(document, version, notes)
    descriptions = _descriptions(document)
    _check_services(document)
    features = level_features(version, level) | _features(document, descriptions)
    qualities = _words(document, descriptions, "qualities", "extraQualities")
    formats = _words(document, descriptions, "formats", "extraFormats")
    return ImageService(
        base=_base(document, url),
        version=version,
        level=level,
        width=side(document, "width", "the picture"),
        height=side(document, "height", "the picture"),
        sizes=sizes(document),
        tiles=tiles(document),
        formats=_merged(level_formats(level), formats),
        qualities=_merged(level_qualities(version, level), qualities),
        features=features,
        limits=limits(document, descriptions),
        preferred_formats=tuple(_texts(document.get("preferredFormats"))),
        notes=tuple(notes),
    )


def _parsed(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImageInfoError(f"it is not JSON ({error})") from error


def _merged(required: tuple[str, ...], offered: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*required, *offered]))


def _texts(value: Any) -> list[str]:
    """The texts of a list, or of one text that should have been a list."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one]


def _version(document: Mapping[str, Any]) -> int:
    """The major version by @context; without one by type, profile, or 1.0's identifier."""
    contexts = _texts(document.get("@context"))
    found = [match for match in map(_CONTEXT.fullmatch, contexts) if match]
    if len(found) > 1 or (found and contexts[-1] != found[0].string):
        # 3.0 §5.2: the Image API's context must be the last of the list.
        raise ImageInfoError("@context: the Image API's own must be there once, as the last")
    if found:
        return int(found[0][1] or found[0][2])
    kind = _TYPE.fullmatch(str(document.get("type") or document.get("@type") or ""))
    if kind:
        return int(kind[1])
    if contexts:
        raise ImageInfoError(f"@context {contexts[-1]!r} is of no known Image API version")
    for profile in _profiles(document):
        match = _PROFILE_VERSION.search(profile)
        if match:
            return int(match[1] or match[2] or 1)
    raise ImageInfoError("nothing tells its Image API version: neither @context, type nor profile")


def _profiles(document: Mapping[str, Any]) -> list[str]:
    """The texts of ``profile``; a description given as the profile itself names its @id."""
    profile = document.get("profile")
    return _texts(profile.get("@id") if isinstance(profile, Mapping) else profile)


def _level(document: Mapping[str, Any], version: int, notes: list[str]) -> int:
    profiles = _profiles(document)
    levels = [int(match[1]) for match in map(_LEVEL.search, profiles) if match]
    if not levels:
        notes.append("no compliance level is given, so level 0 is assumed")
        return 0
    if levels[0] > 2:
        raise ImageInfoError(f"profile {profiles[0]!r}: there are only the levels 0, 1 and 2")
    if version == 3 and profiles[0] != f"level{levels[0]}":
        notes.append(f"profile {profiles[0]!r} is taken for level{levels[0]}")
    return levels[0]


def _descriptions(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """2.1 §5.3: what ``profile`` adds to the level, as objects."""
    profile = document.get("profile")
    values = profile if isinstance(profile, list) else [profile]
    return [one for one in values if isinstance(one, Mapping)]


def _words(
    document: Mapping[str, Any], descriptions: list[Mapping[str, Any]], name: str, extra: str
) -> list[str]:
    values = [document.get(name), document.get(extra), *(one.get(name) for one in descriptions)]
    return [word for value in values for word in _texts(value)]


def _features(document: Mapping[str, Any], descriptions: list[Mapping[str, Any]]) -> set[str]:
    found = set(_words(document, descriptions, "supports", "extraFeatures"))
    if "sizeByForcedWh" in found:
        # 2.0 called ``w,h`` sizeByForcedWh, and ``!w,h`` sizeByWh; 2.1 renamed both.
        found.add("sizeByDistortedWh")
        if "sizeByWh" in found:
            found.add("sizeByConfinedWh")
    return found


def _base(document: Mapping[str, Any], url: str) -> str:
    given = str(document.get("id") or document.get("@id") or "")
    if given.startswith(("http://", "https://")):
        return given.removesuffix("/info.json").rstrip("/")
    if url:
        return url.removesuffix("/info.json").rstrip("/")
    shown = given or str(document.get("identifier") or "")
    raise ImageInfoError(f"its id {shown!r} is no web address, and where it was read is not known")


def _check_services(document: Mapping[str, Any]) -> None:
    """The type of a related service is one word, the name of a class (3.0 §5.8)."""
    services = document.get("service")
    for one in services if isinstance(services, list) else [services]:
        kind = (one.get("type") or one.get("@type")) if isinstance(one, Mapping) else None
        if isinstance(kind, str) and not re.fullmatch(r"[\w:/.#-]+", kind):
            raise ImageInfoError(f"service: {kind!r} is not the name of a type")
