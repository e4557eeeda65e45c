"""Bucket aggregations: terms, range, histogram, date_histogram, filling one dict by type.

Shapes as in the Elasticsearch 7.17 reference, "Bucket aggregations".
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from gallery.sandbox.aggregation_request import Aggregation
from gallery.sandbox.buckets_date import date_histogram
from gallery.sandbox.buckets_terms import terms
from gallery.sandbox.scope import Scope

MAX_BUCKETS = 10_000
Below = Callable[[Scope], dict[str, Any]]
Bucket = Callable[[Aggregation, Scope, Below], dict[str, Any]]


def _range(one: Aggregation, scope: Scope, below: Below) -> dict[str, Any]:
    """``from`` belongs to a range, ``to`` does not."""
    one.allow("field", "ranges", "keyed", "missing")
    one.text("field")
    ranges = one.options.get("ranges")
    if not isinstance(ranges, list) or not ranges:
        raise one.wrong("[ranges] must be a list that is not empty.")
    bounds = sorted(
        (_bounds(one, each) for each in ranges),
        key=lambda item: (item[1] if item[1] is not None else -math.inf,
                          item[2] if item[2] is not None else math.inf),
    )  # fmt: skip
    numbers = [scope.numbers(one, document) for document in scope.documents]
    buckets = []
    for key, low, high in bounds:
        inside = [
            document
            for document, values in zip(scope.documents, numbers, strict=True)
            if any((low is None or v >= low) and (high is None or v < high) for v in values)
        ]
        bucket: dict[str, Any] = {"key": key}
        if low is not None:
            bucket["from"] = low
        if high is not None:
            bucket["to"] = high
        buckets.append(bucket | {"doc_count": len(inside)} | below(scope.narrowed(inside)))
    return {"buckets": _keyed(one, buckets)}


def _bounds(one: Aggregation, asked: Any) -> tuple[str, float | None, float | None]:
    if not isinstance(asked, dict) or not set(asked) <= {"key", "from", "to"}:
        raise one.wrong("a range has [from], [to] and [key] only.")
    part = Aggregation(one.name, one.kind, asked, {})
    low = None if asked.get("from") is None else part.number("from")
    high = None if asked.get("to") is None else part.number("to")
    made = f"{'*' if low is None else low}-{'*' if high is None else high}"
    return (part.text("key") if "key" in asked else made), low, high


def _histogram(one: Aggregation, scope: Scope, below: Below) -> dict[str, Any]:
    one.allow("field", "interval", "min_doc_count", "offset", "keyed", "missing")
    one.text("field")
    interval, offset = one.number("interval"), one.number("offset", 0)
    if interval <= 0:
        raise one.wrong("[interval] must be above 0.")
    least = one.count("min_doc_count", 0, 0)
    held: dict[int, list[Any]] = {}
    for document in scope.documents:
        steps = {(number - offset) / interval for number in scope.numbers(one, document)}
        if not all(math.isfinite(step) for step in steps):
            raise one.wrong("[interval] is too small.")
        for step in {math.floor(step) for step in steps}:
            held.setdefault(step, []).append(document)
    steps_shown = _gapless(one, held) if least == 0 else sorted(held)
    buckets = [
        {"key": step * interval + offset, "doc_count": len(documents)}
        | below(scope.narrowed(documents))
        for step in steps_shown
        if len(documents := held.get(step, [])) >= least
    ]
    return {"buckets": _keyed(one, buckets)}


def _gapless(one: Aggregation, held: dict[int, list[Any]]) -> range:
    if not held:
        return range(0)
    if max(held) - min(held) >= MAX_BUCKETS:
        raise one.wrong(f"it would make more than {MAX_BUCKETS} buckets.")
    return range(min(held), max(held) + 1)


def _keyed(one: Aggregation, buckets: list[dict[str, Any]]) -> Any:
    if not one.is_set("keyed"):
        return buckets
    named = {}
    for bucket in buckets:
        name = str(bucket["key"])
        if one.kind == "range":
            bucket = {key: value for key, value in bucket.items() if key != "key"}
        named[name] = bucket
    return named


BUCKETS: dict[str, Bucket] = {
    "terms": terms,
    "range": _range,
    "histogram": _histogram,
    "date_histogram": date_histogram,
}
