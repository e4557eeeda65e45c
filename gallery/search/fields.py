"""Fields of a query string, read one by one, with a sentence for each that was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext as _

from gallery.search import params as read
from gallery.search.params import Wrong

T = TypeVar("T")


class _HasLists(Protocol):
    def getlist(self, key: str) -> list[Any]: ...


Params = _HasLists | Mapping[str, Any]


def values(params: Params, name: str) -> list[str]:
    """Every value of one name that is not blank."""
    if isinstance(params, Mapping) and not hasattr(params, "getlist"):
        given = params.get(name, [])
        given = [given] if isinstance(given, str) else given
    else:
        given = params.getlist(name)
    return [value for value in given if value.strip()]


class Fields:
    """`problems` gathers, by field, what could not be used."""

    def __init__(self, params: Params) -> None:
        self.params = params
        self.problems: dict[str, str] = {}

    def one(self, name: str, default: T, parse: Callable[[str], T]) -> T:
        """The last value of `name` as `parse` reads it, `default` where none can be used."""
        found = values(self.params, name)
        if not found:
            return default
        try:
            return parse(found[-1])
        except Wrong as wrong:
            self.problems[name] = str(wrong)
            return default if wrong.instead is None else wrong.instead  # type: ignore[return-value]

    def many(self, name: str, parse: Callable[[str], T], most: int) -> tuple[T, ...]:
        """Every good value of `name`, each once, the first `most` of them."""
        found: dict[T, None] = {}
        wrong: list[str] = []
        for value in values(self.params, name):
            try:
                found[parse(value)] = None
            except Wrong as it:
                wrong.append(str(it))
        if len(found) > most:
            said = _("At most {most} at once; the first {most} are used.")
            wrong.append(said.format(most=most))
        if wrong:
            self.problems[name] = " ".join(dict.fromkeys(wrong[:3]))
        return tuple(found)[:most]

    def exact(self, name: str) -> str:
        """A text to be matched as it is."""
        return self.one(name, "", read.text)

    def among(self, name: str, choices: Iterable[str], default: str = "") -> str:
        """One of `choices`."""
        return self.one(name, default, lambda value: read.choice(value, tuple(choices)))

    def whole(self, name: str, default: int, lowest: int, highest: int) -> int:
        """A whole number from `lowest` to `highest`."""
        return self.one(name, default, lambda value: read.number(value, lowest, highest))
