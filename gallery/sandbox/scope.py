"""The documents that an aggregation sees: records, or the nested members of records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from gallery.sandbox.aggregation_request import Aggregation, AggregationError
from gallery.sandbox.fields import DATES, EXACT, Fields, Kind, Scalar, leaves
from gallery.sandbox.values import read_date

MAX_BUCKETS = 65_536  # Elasticsearch 7.17: search.max_buckets, over the whole answer


class BucketCount:
    """How many buckets one answer has so far."""

    def __init__(self) -> None:
        self._count = 0

    def add(self) -> None:
        """One more. Raises AggregationError beyond :data:`MAX_BUCKETS`."""
        self._count += 1
        if self._count > MAX_BUCKETS:
            raise AggregationError(f"The answer would have more than {MAX_BUCKETS} buckets.")


@dataclass(frozen=True)
class Scope:
    """`prefix` is "" for records, ``colors.`` for the members of ``colors``."""

    documents: list[Any]
    fields: Fields
    count: BucketCount
    prefix: str = ""

    def narrowed(self, documents: list[Any]) -> Scope:
        """The same scope with fewer documents."""
        return replace(self, documents=documents)

    def open(self, path: str) -> Scope:
        """The members of the nested field `path` of every document; none from inside one."""
        members = [] if self.prefix else [m for doc in self.documents for m in doc.get(path) or ()]
        return replace(self, documents=members, prefix=f"{path}.")

    def kind(self, path: str) -> Kind:
        """The kind of values that `path` holds here."""
        if not self.prefix:
            return self.fields.kind(path)
        if self.kind_is_date(path):
            return "date"
        kinds = {isinstance(value, str) for value in self._all(path)}
        return "text" if True in kinds else "number" if kinds else "unknown"

    def values(self, document: Any, path: str) -> list[Scalar]:
        """The distinct values of `document` at `path`; dates as milliseconds since 1970."""
        if self.prefix:
            inner = path.removeprefix(self.prefix).removesuffix(EXACT)
            found = list(leaves(document, inner)) if path.startswith(self.prefix) else []
        else:
            found = self.fields.values(document, path)
        if self.kind_is_date(path):
            found = [days[0] for value in found if (days := read_date(str(value)))]
        return list(dict.fromkeys(found))

    def kind_is_date(self, path: str) -> bool:
        """Whether `path` names a date."""
        return path.rpartition(".")[2] in DATES

    def _all(self, path: str) -> Iterable[Scalar]:
        return (value for document in self.documents for value in self.values(document, path))

    def numbers(self, one: Aggregation, document: Any) -> list[float]:
        """The numbers of `document` in the field that `one` names; ``missing`` stands in."""
        path = one.text("field")
        kind = "date" if self.kind_is_date(path) else self.kind(path)
        if kind in ("text", "exact"):
            raise one.wrong(f"field [{path}] is text, not a number or a date.")
        found = [value for value in self.values(document, path) if isinstance(value, int | float)]
        if not found and "missing" in one.options:
            return [one.number("missing")]
        return [float(value) for value in found]
