"""``fields``: the part of each record that a caller wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gallery.sandbox.parameters import Parameters

# recorded: ``id`` comes back although ``fields`` did not name it.
ALWAYS = "id"


@dataclass(frozen=True)
class Projection:
    """The names asked for, dotted ones too (``people.name``); none means everything."""

    names: tuple[str, ...]

    @classmethod
    def read(cls, parameters: Parameters) -> Projection:
        """What the ``fields`` of `parameters` name."""
        return cls(tuple(parameters.split("fields", ",")))

    def __call__(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """`record` cut down to the names."""
        if not self.names:
            return dict(record)
        return _cut(record, [name.split(".") for name in (ALWAYS, *self.names)])


def _cut(record: Mapping[str, Any], paths: list[list[str]]) -> dict[str, Any]:
    cut: dict[str, Any] = {}
    for name, value in record.items():
        rests = [path[1:] for path in paths if path[0] == name]
        if not rests:
            continue
        cut[name] = value if [] in rests else _cut_value(value, rests)
    return cut


def _cut_value(value: Any, paths: list[list[str]]) -> Any:
    if isinstance(value, Mapping):
        return _cut(value, paths)
    if isinstance(value, list):
        return [_cut_value(member, paths) for member in value]
    return value
