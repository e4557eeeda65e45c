"""Metrics aggregations: min, max, avg, sum, stats, cardinality, value_count.

Shapes as in the Elasticsearch 7.17 reference, "Metrics aggregations": values are doubles,
null where there is nothing to measure, with a ``…_as_string`` beside them for dates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gallery.sandbox.aggregation_request import Aggregation
from gallery.sandbox.scope import Scope
from gallery.sandbox.values import iso

Metric = Callable[[Aggregation, Scope], dict[str, Any]]


def _numbers(one: Aggregation, scope: Scope) -> list[float]:
    one.allow("field", "missing")
    one.text("field")
    return [number for document in scope.documents for number in scope.numbers(one, document)]


def _measures(numbers: list[float]) -> dict[str, float | None]:
    count, total = len(numbers), float(sum(numbers))
    return {
        "min": min(numbers, default=None),
        "max": max(numbers, default=None),
        "avg": total / count if count else None,
        "sum": total,
    }


def _single(measure: str) -> Metric:
    def answer(one: Aggregation, scope: Scope) -> dict[str, Any]:
        value = _measures(_numbers(one, scope))[measure]
        return {"value": value, **_as_string(one, scope, {"value": value})}

    return answer


def _stats(one: Aggregation, scope: Scope) -> dict[str, Any]:
    numbers = _numbers(one, scope)
    measures = _measures(numbers)
    return {"count": len(numbers), **measures, **_as_string(one, scope, measures)}


def _as_string(one: Aggregation, scope: Scope, measures: dict[str, float | None]) -> dict[str, str]:
    if not scope.kind_is_date(one.text("field")):
        return {}
    texts: dict[str, str] = {}
    for name, value in measures.items():
        try:
            if value is not None:
                texts[f"{name}_as_string"] = iso(value)
        except OverflowError:  # the sum of dates is not a date that Python can name
            continue
    return texts


def _cardinality(one: Aggregation, scope: Scope) -> dict[str, Any]:
    one.allow("field", "precision_threshold", "missing")
    path = one.text("field")
    found: set[Any] = set()
    for document in scope.documents:
        values = scope.values(document, path)
        found.update(values or ([str(one.options["missing"])] if "missing" in one.options else []))
    return {"value": len(found)}


def _value_count(one: Aggregation, scope: Scope) -> dict[str, Any]:
    one.allow("field")
    path = one.text("field")
    return {"value": sum(len(scope.values(document, path)) for document in scope.documents)}


METRICS: dict[str, Metric] = {
    **{measure: _single(measure) for measure in ("min", "max", "avg", "sum")},
    "stats": _stats,
    "cardinality": _cardinality,
    "value_count": _value_count,
}
