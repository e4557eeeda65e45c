"""The date_histogram aggregation: one bucket for each calendar or fixed interval, in UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from gallery.sandbox.aggregation_request import Aggregation
from gallery.sandbox.scope import Scope
from gallery.sandbox.values import epoch_ms, from_epoch_ms, iso

MAX_BUCKETS = 10_000
_CALENDAR = {
    "minute": "minute", "1m": "minute", "hour": "hour", "1h": "hour", "day": "day", "1d": "day",
    "week": "week", "1w": "week", "month": "month", "1M": "month", "quarter": "quarter",
    "1q": "quarter", "year": "year", "1y": "year",
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_SECONDS = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_FIXED = re.compile(r"([1-9][0-9]{0,8})(ms|s|m|h|d)")
_UNIT_MS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
# 1970 began on a Thursday; ISO weeks begin on Monday.
_FIRST_MONDAY_MS = 4 * _UNIT_MS["d"]
_FORMATS = {"yyyy": "{:%Y}", "yyyy-MM": "{:%Y-%m}", "yyyy-MM-dd": "{:%Y-%m-%d}"}

Floor = Callable[[int], int]
Next = Callable[[int], int]


def date_histogram(
    one: Aggregation, scope: Scope, below: Callable[[Scope], dict[str, Any]]
) -> dict[str, Any]:
    """Buckets from the first date to the last, empty ones too unless ``min_doc_count`` is set."""
    one.allow("field", "calendar_interval", "fixed_interval", "interval", "format",
              "min_doc_count", "keyed", "missing")  # fmt: skip
    path = one.text("field")
    if not scope.kind_is_date(path):
        raise one.wrong(f"field [{path}] is not a date.")
    floor, following = _steps(one)
    least = one.count("min_doc_count", 0, 0)
    held: dict[int, list[Any]] = {}
    for document in scope.documents:
        for key in {floor(int(value)) for value in scope.numbers(one, document)}:
            held.setdefault(key, []).append(document)
    keys = _gapless(one, held, following) if least == 0 else sorted(held)
    buckets = [
        {"key_as_string": _text(one, key), "key": key, "doc_count": len(documents)}
        | below(scope.narrowed(documents))
        for key in keys
        if len(documents := held.get(key, [])) >= least
    ]
    if one.is_set("keyed"):
        return {"buckets": {bucket["key_as_string"]: bucket for bucket in buckets}}
    return {"buckets": buckets}


def _steps(one: Aggregation) -> tuple[Floor, Next]:
    named = [name for name in one.options if name.endswith("interval")]
    if len(named) != 1:
        raise one.wrong("it needs either [calendar_interval] or [fixed_interval].")
    (name,) = named
    text = one.text(name)
    fixed = _FIXED.fullmatch(text)
    if name != "fixed_interval" and text in _CALENDAR:
        return _calendar_steps(_CALENDAR[text])
    if name != "calendar_interval" and fixed:
        return _even_steps(int(fixed[1]) * _UNIT_MS[fixed[2]], 0)
    raise one.wrong(f"[{name}] cannot be [{text}].")


def _calendar_steps(unit: str) -> tuple[Floor, Next]:
    if unit in _SECONDS:
        return _even_steps(_SECONDS[unit] * 1_000, _FIRST_MONDAY_MS if unit == "week" else 0)
    months = _MONTHS[unit]

    def floor(value: int) -> int:
        day = from_epoch_ms(value)
        return epoch_ms(
            dt.datetime(day.year, (day.month - 1) // months * months + 1, 1, tzinfo=dt.UTC)
        )

    def following(key: int) -> int:
        day = from_epoch_ms(key)
        years, month = divmod(day.month - 1 + months, 12)
        return epoch_ms(dt.datetime(day.year + years, month + 1, 1, tzinfo=dt.UTC))

    return floor, following


def _even_steps(width: int, offset: int) -> tuple[Floor, Next]:
    return (lambda value: (value - offset) // width * width + offset), (lambda key: key + width)


def _gapless(one: Aggregation, held: dict[int, list[Any]], following: Next) -> list[int]:
    keys: list[int] = []
    if held:
        key, last = min(held), max(held)
        while key < last:
            keys.append(key)
            if len(keys) >= MAX_BUCKETS:
                raise one.wrong(f"it would make more than {MAX_BUCKETS} buckets.")
            key = following(key)
        keys.append(last)
    return keys


def _text(one: Aggregation, key: int) -> str:
    if "format" not in one.options:
        return iso(key)
    pattern = one.text("format")
    if pattern not in _FORMATS:
        raise one.wrong(f"[format] must be one of {', '.join(_FORMATS)}.")
    return _FORMATS[pattern].format(from_epoch_ms(key))
