"""``order_by`` of the Hub API: one or more FIELD|DIRECTION pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gallery.sandbox.holdings import Payload

DEFAULT = "id|asc"
FIELDS = ("id", "list", "publish_date", "score")
DIRECTIONS = ("asc", "desc")


class OrderError(ValueError):
    """``order_by`` cannot be followed; the text says why."""


def read_order(text: str) -> list[tuple[str, str]]:
    """The (field, direction) pairs of `text`. Raises :class:`OrderError`."""
    pairs = []
    for part in (text.strip() or DEFAULT).split(","):
        name, _, direction = part.strip().partition("|")
        if name not in FIELDS or direction not in DIRECTIONS:
            known = ", ".join(FIELDS)
            raise OrderError(f"order_by takes FIELD|asc or FIELD|desc, where FIELD is of {known}.")
        pairs.append((name, direction))
    return pairs


def order_files(
    files: Sequence[Payload], order: Sequence[tuple[str, str]], ids: Sequence[int]
) -> list[Payload]:
    """`files` by the first pair of `order`, ties by the next, at last by id.

    ``list`` is the order of `ids`. Files without a date or score come last either way.
    """
    ordered = sorted(files, key=lambda file: int(file.get("id") or 0))
    places = {identifier: place for place, identifier in reversed(list(enumerate(ids)))}
    for name, direction in reversed(order):
        keyed = [(_key(file, name, places), file) for file in ordered]
        present = [pair for pair in keyed if pair[0] is not None]
        present.sort(key=lambda pair: pair[0], reverse=direction == "desc")
        ordered = [file for _, file in present] + [file for key, file in keyed if key is None]
    return ordered


def _key(file: Payload, name: str, places: dict[int, int]) -> Any:
    if name == "id":
        return file.get("id")
    if name == "list":
        return places.get(file.get("id") or 0)
    value = file.get("_publish_date" if name == "publish_date" else "_score")
    return str(value) if name == "publish_date" and value is not None else value
