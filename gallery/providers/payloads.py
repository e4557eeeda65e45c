"""Payloads opened: reading fields with a tally of what had to be left out or mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from gallery.providers import values
from gallery.records import ImageRecord

_T = TypeVar("_T")


class BadRecord(ValueError):  # noqa: N818 - it describes the record, and never leaves a mapper
    """A payload from which no record can be made; the message says why."""


@dataclass
class Tally:
    """Reasons why records were skipped and fields mended, one entry each time."""

    skipped: list[str] = field(default_factory=list)
    cleaned: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Mapped:
    """Records made from one payload, in its order, and what did not make it."""

    records: tuple[ImageRecord, ...]
    skipped: tuple[str, ...] = ()
    cleaned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Payload:
    """One JSON object and the tally that its unreadable fields go to.

    A field that is absent, null or "" is simply empty. One that holds something unusable
    is empty too, and counted.
    """

    data: dict[str, Any]
    tally: Tally

    def read(self, name: str, reader: Callable[[Any], _T]) -> _T:
        """What `reader` makes of the field; an empty result from a filled field is counted."""
        given = self.data.get(name)
        found = reader(given)
        if not found and given not in (None, "", 0, [], {}) and not isinstance(found, int):
            self.tally.cleaned.append(f"{name} is not usable")
        return found

    def text(self, name: str) -> str:
        """One line of plain text, "" where there is none."""
        return self.read(name, values.text)

    def side(self, name: str) -> int:
        """A size in px; 0 where it is unknown, negative, fractional or absurd."""
        return self.read(name, lambda v: values.whole(v, largest=values.LARGEST_SIDE)) or 0

    def level(self, name: str, highest: int) -> int | None:
        """A level of access from 0 to `highest`; None where nothing is said."""
        return self.read(name, lambda v: values.whole(v, largest=highest))

    def identifier(self, *names: str) -> int:
        """The first of `names` that holds a positive whole number; else `BadRecord`."""
        for name in names:
            found = values.whole(self.data.get(name))
            if found:
                return found
        raise BadRecord("no usable id")

    def objects(self, name: str) -> list[Payload]:
        """The JSON objects in a list; anything else in it, or no list, is counted."""
        given = self.data.get(name)
        if given is None:
            return []
        if not isinstance(given, list):
            self.tally.cleaned.append(f"{name} is not a list")
            return []
        found = [Payload(item, self.tally) for item in given if isinstance(item, dict)]
        self.tally.cleaned.extend([f"{name} holds no object"] * (len(given) - len(found)))
        return found


def map_all(
    payloads: Iterable[Any], mapper: Callable[[Payload], ImageRecord], tally: Tally | None = None
) -> Mapped:
    """Every payload that `mapper` can make a record of; a second one of an id is skipped."""
    tally = tally or Tally()
    records: dict[int, ImageRecord] = {}
    for payload in payloads:
        if not isinstance(payload, dict):
            tally.skipped.append("record is not an object")
            continue
        try:
            record = mapper(Payload(payload, tally))
        except BadRecord as problem:
            tally.skipped.append(str(problem))
            continue
        if record.identifier in records:
            tally.skipped.append("id came twice")
            continue
        records[record.identifier] = record
    return Mapped(tuple(records.values()), tuple(tally.skipped), tuple(tally.cleaned))
