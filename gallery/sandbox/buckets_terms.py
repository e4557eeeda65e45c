"""The terms aggregation: one bucket for each distinct value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from gallery.sandbox.aggregation_request import Aggregation
from gallery.sandbox.fields import Scalar
from gallery.sandbox.scope import Scope
from gallery.sandbox.values import iso

_METRIC = re.compile(r"([^.\[\]>]+)(?:\.([a-z]+))?")


def terms(
    one: Aggregation, scope: Scope, below: Callable[[Scope], dict[str, Any]]
) -> dict[str, Any]:
    """The values with most documents first, ten unless ``size`` says otherwise."""
    one.allow(
        "field", "size", "shard_size", "order", "min_doc_count", "missing", "include", "exclude"
    )
    path = one.text("field")
    size, least = one.count("size", 10, 1), one.count("min_doc_count", 1, 0)
    held: dict[Scalar, list[Any]] = {}
    for document in scope.documents:
        values = scope.values(document, path)
        if not values and "missing" in one.options:
            values = [_missing(one)]
        for value in values:
            if _is_wanted(one, value):
                held.setdefault(value, []).append(document)
    buckets = [
        _key(scope, path, value) | {"doc_count": len(documents)} | below(scope.narrowed(documents))
        for value, documents in held.items()
        if len(documents) >= least
    ]
    _sort(one, buckets)
    others = sum(bucket["doc_count"] for bucket in buckets[size:])
    return {
        "doc_count_error_upper_bound": 0,
        "sum_other_doc_count": others,
        "buckets": buckets[:size],
    }


def _key(scope: Scope, path: str, value: Scalar) -> dict[str, Any]:
    if scope.kind_is_date(path) and isinstance(value, int | float):
        return {"key": value, "key_as_string": iso(value)}
    return {"key": value}


def _missing(one: Aggregation) -> Scalar:
    value = one.options["missing"]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise one.wrong("[missing] must be text or a number.")
    return value


def _is_wanted(one: Aggregation, value: Scalar) -> bool:
    for name in ("include", "exclude"):
        listed = one.options.get(name)
        if listed is None:
            continue
        if not isinstance(listed, list):
            raise one.wrong(f"[{name}] must be a list of values; patterns are not supported.")
        if (value in listed) != (name == "include"):
            return False
    return True


def _sort(one: Aggregation, buckets: list[dict[str, Any]]) -> None:
    asked = one.options.get("order", {"_count": "desc"})
    orders = asked if isinstance(asked, list) else [asked]
    _sort_by(buckets, lambda bucket: (isinstance(bucket["key"], str), bucket["key"]), "asc")
    for order in reversed(orders):
        if not isinstance(order, dict) or len(order) != 1:
            raise one.wrong('[order] must be like {"_count": "desc"}.')
        ((name, direction),) = order.items()
        if direction not in ("asc", "desc"):
            raise one.wrong(f"the direction {direction!r} is neither asc nor desc.")
        _sort_by(buckets, _order_key(one, name), direction)


def _sort_by(buckets: list[dict[str, Any]], key: Callable[[dict[str, Any]], Any], way: str) -> None:
    buckets.sort(key=key, reverse=way == "desc")


def _order_key(one: Aggregation, name: str) -> Callable[[dict[str, Any]], Any]:
    if name == "_count":
        return lambda bucket: bucket["doc_count"]
    if name in ("_key", "_term"):
        return lambda bucket: (isinstance(bucket["key"], str), bucket["key"])
    found = _METRIC.fullmatch(name)
    if not found or found[1] not in one.subs:
        raise one.wrong(f"[order] names [{name}], which is not a sub-aggregation.")
    sub, measure = found[1], found[2] or "value"

    def measured(bucket: dict[str, Any]) -> tuple[bool, float]:
        value = bucket[sub].get(measure)
        if value is not None and not isinstance(value, int | float):
            raise one.wrong(f"[order] cannot sort by [{name}].")
        return value is not None, value or 0.0

    return measured
