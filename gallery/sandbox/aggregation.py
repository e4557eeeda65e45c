"""``aggregation``: Elasticsearch's aggregations over the records that match.

This module reads the request and walks it; ``buckets`` and ``metrics`` know the types.
A scope is a list of documents; ``nested`` opens a scope of the members under its path.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from gallery.sandbox.aggregation_request import Aggregation, AggregationError
from gallery.sandbox.buckets import BUCKETS
from gallery.sandbox.fields import NESTED, Fields
from gallery.sandbox.holdings import Payload
from gallery.sandbox.metrics import METRICS
from gallery.sandbox.scope import BucketCount, Scope

__all__ = ["AggregationError", "aggregate", "read_aggregation"]

MAX_LENGTH = 16_384
MAX_DEPTH = 8
SUBS = ("aggs", "aggregations")
IGNORED = ("meta",)


def read_aggregation(text: str) -> dict[str, Aggregation]:
    """The aggregations named in `text`, {} for none. Raises :class:`AggregationError`."""
    if not text.strip():
        return {}
    if len(text) > MAX_LENGTH:
        raise AggregationError(f"The aggregation is longer than {MAX_LENGTH} characters.")
    try:
        request = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AggregationError(f"The aggregation is not JSON: {error}") from error
    return _read_named(request, 1)


def _read_named(request: Any, depth: int) -> dict[str, Aggregation]:
    if not isinstance(request, dict):
        raise AggregationError("Aggregations are an object of names.")
    if depth > MAX_DEPTH:
        raise AggregationError(f"Aggregations are nested more than {MAX_DEPTH} levels deep.")
    return {name: _read_one(name, body, depth) for name, body in request.items()}


def _read_one(name: str, body: Any, depth: int) -> Aggregation:
    if not isinstance(body, dict):
        raise AggregationError(f"Aggregation [{name}] is not an object.")
    subs: dict[str, Aggregation] = {}
    for key in SUBS:
        subs |= _read_named(body.get(key, {}), depth + 1)
    types = [key for key in body if key not in (*SUBS, *IGNORED)]
    if len(types) != 1:
        raise AggregationError(f"Aggregation [{name}] must have exactly one type.")
    (kind,) = types
    if kind not in METRICS and kind not in BUCKETS and kind != "nested":
        raise AggregationError(f"The sandbox does not know aggregation type [{kind}].")
    if not isinstance(body[kind], dict):
        raise AggregationError(f"[{kind}] of [{name}] is not an object.")
    if kind in METRICS and subs:
        raise AggregationError(f"[{name}] of type [{kind}] cannot hold sub-aggregations.")
    return Aggregation(name, kind, body[kind], subs)


def aggregate(
    aggregations: dict[str, Aggregation], records: Sequence[Payload], fields: Fields
) -> dict[str, Any]:
    """The ``aggregations`` block over `records`. Raises :class:`AggregationError`."""
    return _aggregate(aggregations, Scope(list(records), fields, BucketCount()))


def _aggregate(aggregations: dict[str, Aggregation], scope: Scope) -> dict[str, Any]:
    return {name: _answer(one, scope) for name, one in aggregations.items()}


def _answer(one: Aggregation, scope: Scope) -> dict[str, Any]:
    if one.kind in METRICS:
        return METRICS[one.kind](one, scope)
    if one.kind == "nested":
        return _nested(one, scope)

    def below(inner: Scope) -> dict[str, Any]:
        scope.count.add()
        return _aggregate(one.subs, inner)

    return BUCKETS[one.kind](one, scope, below)


def _nested(one: Aggregation, scope: Scope) -> dict[str, Any]:
    one.allow("path")
    path = one.text("path")
    if path not in NESTED:
        raise AggregationError(f"[nested] path [{path}] is not nested.")
    inner = scope.open(path)
    return {"doc_count": len(inner.documents), **_aggregate(one.subs, inner)}
