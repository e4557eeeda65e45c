"""Comparing what a provider sends with what its contract says, field by field.

A shape maps a field's name to what it may hold: a type, a tuple of types, another shape
for an object, or a list of one shape for a list of objects. A name that ends in "?" may be
absent. Fields that no shape names are no difference: providers add fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Shape = Mapping[str, Any]

TEXT = (str, type(None))
NUMBER = (int, type(None))


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one question: `elapsed` seconds, and every way the answer differs."""

    question: str
    elapsed: float
    differences: tuple[str, ...] = ()


def differences(payload: Any, shape: Shape, where: str = "") -> tuple[str, ...]:
    """How `payload` differs from `shape`, one sentence each, with the path of the field."""
    return tuple(dict.fromkeys(_differences(payload, shape, where)))


def _differences(payload: Any, shape: Shape, where: str) -> Iterator[str]:
    if not isinstance(payload, dict):
        yield f"{where or 'the answer'} is {_kind(payload)}, not an object"
        return
    for name, expected in shape.items():
        field = name.removesuffix("?")
        path = f"{where}.{field}" if where else field
        if field in payload:
            yield from _of_value(payload[field], expected, path)
        elif not name.endswith("?"):
            yield f"{path} is missing"


def _of_value(value: Any, expected: Any, path: str) -> Iterator[str]:
    if isinstance(expected, Mapping):
        yield from _differences(value, expected, path)
    elif isinstance(expected, list):
        if not isinstance(value, list):
            yield f"{path} is {_kind(value)}, not a list"
            return
        for item in value:
            yield from _differences(item, expected[0], f"{path}[]")
    elif not isinstance(value, expected) or isinstance(value, bool):
        kinds = expected if isinstance(expected, tuple) else (expected,)
        names = " or ".join(_NAMES[kind] for kind in kinds)
        yield f"{path} is {_kind(value)}, not {names}"


_NAMES: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
    list: "a list",
    dict: "an object",
}


def _kind(value: Any) -> str:
    return _NAMES.get(type(value), type(value).__name__)
