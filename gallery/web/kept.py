"""What was worked out for objects that come again and again, kept as long as there is room.

For values that never change, such as records: `catalog.kept` gives the very same one as long
as its row reads the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """At most `most` values; the oldest make room. Safe among threads: dicts are."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[Hashable, tuple[object, Value]] = {}

    def of(self, it: object, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value for this very object (not for an equal one) and `key`, made where it is new."""
        place = (id(it), key)
        held = self._held.get(place)
        if held and held[0] is it:  # an object that is held keeps its id
            return held[1]
        made = make()
        while len(self._held) >= self._most:
            with suppress(KeyError, StopIteration, RuntimeError):  # another thread was faster
                del self._held[next(iter(self._held))]
        self._held[place] = (it, made)
        return made
