"""``sort`` and ``sortorder`` of the Harvard API."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import Any

from gallery.sandbox.fields import Fields, Scalar
from gallery.sandbox.holdings import Payload
from gallery.sandbox.values import read_date

RANDOM = "random"


def sorted_records(
    records: Sequence[Payload], sort: str, order: str, fields: Fields
) -> list[Payload]:
    """`records` by the field `sort`; those without a value come last in either order.

    ``random`` shuffles anew at each call, ``random:SEED`` always the same way. A field
    that no record has leaves the order alone, like any unknown parameter.
    """
    name, _, seed = sort.partition(":")
    if name == RANDOM:
        return _shuffled(records, seed)
    is_descending = order.strip().lower() == "desc"
    keyed = [(_key(record, sort, fields, is_descending), record) for record in records]
    present = [pair for pair in keyed if pair[0] is not None]
    missing = [record for key, record in keyed if key is None]
    present.sort(key=lambda pair: pair[0], reverse=is_descending)
    return [record for _, record in present] + missing


def _shuffled(records: Sequence[Payload], seed: str) -> list[Payload]:
    if not seed:
        return random.sample(list(records), len(records))
    # By a digest of each record's own id, so that the order survives additions.
    return sorted(
        records,
        key=lambda record: hashlib.sha256(
            f"{seed}:{record.get('id')}".encode("utf-8", "replace")
        ).digest(),
    )


def _key(record: Payload, name: str, fields: Fields, is_descending: bool) -> Any:
    kind = fields.kind(name)
    values = [_comparable(value, kind) for value in fields.values(record, name)]
    known = [value for value in values if value is not None]
    # Elasticsearch, sort mode: the smallest of several values ascending, else the largest.
    return (max if is_descending else min)(known) if known else None


def _comparable(value: Scalar, kind: str) -> float | str | None:
    if kind == "date":
        days = read_date(str(value))
        return days[0] if days else None
    if kind == "number":
        return value if isinstance(value, int | float) else None
    return str(value)
