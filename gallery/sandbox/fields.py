"""Which fields a resource has, of which kind, and what a record holds in one.

Stands for the museums' Elasticsearch mapping, which is not public: numbers are numbers,
the three dates are dates, everything else is text with an unanalysed twin ``FIELD.exact``,
and ``colors`` is *nested*: its members are documents of their own, which a query on the
record does not see (the museums' own code; upstreams.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal

from gallery.sandbox.holdings import Payload

Kind = Literal["text", "exact", "number", "date", "nested", "unknown"]
Scalar = str | int | float

NESTED = frozenset({"colors"})
DATES = frozenset({"date", "lastupdate", "createdate"})
EXACT = ".exact"
# Word boundaries as Lucene's standard tokeniser draws them (UAX #29 before Unicode 15.1): a
# point or an apostrophe holds letters and digits together, a colon letters, a comma or a
# semicolon digits. So ``Make:Sinar;`` is the one word "make:sinar", and "sinar" is none.
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"(?:[\w\u0300-\u036f]|(?<={_LETTER})[:.'’·](?={_LETTER})|(?<=\d)[.,;'’](?=\d))+"
)


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """`text` as Elasticsearch's standard analyser cuts it: words, lower case."""
    return tuple(word for word in _TOKEN.findall(text.lower()) if word.strip("_"))


def leaves(value: Any, path: str) -> Iterator[Scalar]:
    """Every scalar under the dotted `path`; lists are looked through, null is nothing."""
    if isinstance(value, list | tuple):
        for member in value:
            yield from leaves(member, path)
    elif path:
        if isinstance(value, dict):
            name, _, rest = path.partition(".")
            if name in value:
                yield from leaves(value[name], rest)
    elif isinstance(value, dict):
        for member in value.values():
            yield from leaves(member, "")
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None:
        yield value


class Fields:
    """The mapping of one resource, read off its records.

    Keeps what was read of each record as long as it lives, and the records must live as long:
    a query of a thousand words looks at every field a thousand times.
    """

    def __init__(self, records: Iterable[Payload]) -> None:
        self._kinds: dict[str, Kind] = {}
        self._values: dict[tuple[int, str], list[Scalar]] = {}
        self._words: dict[int, frozenset[str]] = {}
        for record in records:
            self._read(record, "")

    def _read(self, value: Any, path: str) -> None:
        if isinstance(value, list | tuple):
            for member in value:
                self._read(member, path)
        elif isinstance(value, dict):
            for name, member in value.items():
                if not path and name in NESTED:
                    self._kinds[name] = "nested"
                elif not name.startswith("_"):
                    self._read(member, f"{path}.{name}" if path else name)
        elif value is not None:
            self._kinds[path] = self._kind_of(path, value)

    def _kind_of(self, path: str, value: Scalar) -> Kind:
        if path.rpartition(".")[2] in DATES:
            return "date"
        if isinstance(value, int | float) and self._kinds.get(path) != "text":
            return "number"
        return "text"

    def kind(self, path: str) -> Kind:
        """The kind of the field at the dotted `path`."""
        if path.split(".")[0] in NESTED:
            return "nested"
        if path.endswith(EXACT) and self._kinds.get(path.removesuffix(EXACT)) == "text":
            return "exact"
        return self._kinds.get(path, "unknown")

    def is_known(self, path: str) -> bool:
        """Whether a record has that field, or fields under it."""
        return self.kind(path) != "unknown" or any(
            name.startswith(f"{path}.") for name in self._kinds
        )

    def searched(self) -> Sequence[str]:
        """The fields that a word without a field is looked for in."""
        return [name for name, kind in self._kinds.items() if kind != "nested"]

    def values(self, record: Payload, path: str) -> list[Scalar]:
        """What `record` holds at `path`; nothing in nested fields."""
        key = (id(record), path)
        if key not in self._values:
            self._values[key] = self._read_values(record, path)
        return self._values[key]

    def _read_values(self, record: Payload, path: str) -> list[Scalar]:
        kind = self.kind(path)
        if kind == "nested":
            return []
        return list(leaves(record, path.removesuffix(EXACT) if kind == "exact" else path))

    def words(self, record: Payload) -> frozenset[str]:
        """Every word in any field of `record` that a query can see."""
        if id(record) not in self._words:
            self._words[id(record)] = frozenset(
                word
                for path in self.searched()
                for value in self.values(record, path)
                for word in tokens(str(value))
            )
        return self._words[id(record)]
