"""What a record that comes again may change, declared for every column."""

from __future__ import annotations

from enum import Enum
from operator import itemgetter
from typing import Any

from gallery.catalog import rows


class Rule(Enum):
    """What happens to a stored value when its record comes again."""

    KEY = "names the row"
    NEWEST = "overwritten, unless the provider changed the stored record later"
    KEEP = "like NEWEST, and an empty value changes nothing"
    PALETTE = (
        "like KEEP; an extracted palette never replaces a provider's, "
        "and goes when the files it was read from change"
    )
    DERIVED = "follows from the other columns"
    FIRST = "never changed"
    NOW = "set each time"


RULES: dict[str, Rule] = {
    "provider": Rule.KEY,
    "identifier": Rule.KEY,
    "kind": Rule.NEWEST,
    # Titles and all else that comes from the depicted objects arrive by other calls than
    # the picture: a picture that comes alone must not erase them.
    "title": Rule.KEEP,
    "caption": Rule.NEWEST,
    "caption_html": Rule.NEWEST,
    "alt_text": Rule.NEWEST,
    "description": Rule.NEWEST,
    "width": Rule.KEEP,
    "height": Rule.KEEP,
    "media_type": Rule.KEEP,
    "date": Rule.NEWEST,
    "date_text": Rule.NEWEST,
    "technique": Rule.NEWEST,
    "make": Rule.NEWEST,
    "model": Rule.NEWEST,
    "software": Rule.NEWEST,
    "film": Rule.NEWEST,
    "exif_orientation": Rule.NEWEST,
    "copyright": Rule.NEWEST,
    "credit": Rule.KEEP,
    "access_level": Rule.KEEP,
    "permission_level": Rule.KEEP,
    "iiif_base": Rule.KEEP,
    "file_url": Rule.KEEP,
    "landing_url": Rule.KEEP,
    "renditions": Rule.KEEP,
    "srcsets": Rule.KEEP,
    "identifiers": Rule.KEEP,
    "depicted": Rule.KEEP,
    "palette": Rule.PALETTE,
    "palette_source": Rule.PALETTE,
    "created_at": Rule.KEEP,
    "updated_at": Rule.KEEP,
    "object_titles": Rule.DERIVED,
    "people": Rule.DERIVED,
    "numbers": Rule.DERIVED,
    "day": Rule.DERIVED,
    "shape": Rule.DERIVED,
    "parts": Rule.DERIVED,
    "spread": Rule.DERIVED,
    "harvested_at": Rule.FIRST,
    "refreshed_at": Rule.NOW,
    "objects_refreshed_at": Rule.NOW,
    "missing_since": Rule.NOW,
}

COMPARED = tuple(
    name for name, rule in RULES.items() if rule in (Rule.NEWEST, Rule.KEEP, Rule.PALETTE)
)
_compared_of = itemgetter(*COMPARED)
_EMPTY: tuple[Any, ...] = ("", None, 0)


def _is_empty(name: str, value: Any) -> bool:
    # Level 0 means "any size" or "restricted": a value like any other.
    if name.endswith("_level"):
        return value is None
    return value == [] or value in _EMPTY


def _is_another(stored: dict[str, Any], incoming: dict[str, Any]) -> bool:
    """Whether the files show another picture: other sizes, or other addresses.

    What follows a question mark is a token of the Hub's, which may change by itself.
    """
    if any(incoming[side] and incoming[side] != stored[side] for side in ("width", "height")):
        return True
    if incoming["iiif_base"] and incoming["iiif_base"] != stored["iiif_base"]:
        return True
    files = {it[1].partition("?")[0] for it in incoming["renditions"]}
    known = {it[1].partition("?")[0] for it in stored["renditions"]}
    return bool(files) and files.isdisjoint(known)


def merge(stored: dict[str, Any], incoming: dict[str, Any]) -> dict[str, Any] | None:
    """The values a row has after `incoming` met `stored`, or None when nothing changes.

    Both hold at least the COMPARED columns; the answer is `incoming` with the stored
    values where the rules keep them and the derived columns made anew.
    """
    if _compared_of(stored) == _compared_of(incoming):
        return None
    is_stale = bool(
        stored["updated_at"]
        and incoming["updated_at"]
        and incoming["updated_at"] < stored["updated_at"]
    )
    merged = dict(incoming)
    is_outdated = stored["palette_source"] == "extracted" and _is_another(stored, incoming)
    keeps_palette = stored["palette_source"] == "provider" != incoming["palette_source"]
    for name in COMPARED:
        old, new = stored[name], incoming[name]
        if old == new:
            continue
        rule = RULES[name]
        if rule is Rule.PALETTE:
            kept = keeps_palette or not (incoming["palette"] or is_outdated)
        else:
            kept = rule is Rule.KEEP and _is_empty(name, new)
        # A late answer may still bring what was never known.
        if kept or (is_stale and not _is_empty(name, old)):
            merged[name] = old
    if _compared_of(merged) == _compared_of(stored):
        return None
    rows.derive(merged)
    return merged
