"""Distinct combinations of a few attributes, numbered, so that a row needs one number only.

Counting goes by combination: one pass over the rows whatever the number of facets, then
sums over a table that is small. Filters work the same way: a combination passes or not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.int64]
Passes = npt.NDArray[np.bool_]
Combination = tuple[Hashable, ...]


class Table:
    """Combinations in the order of their numbers; it only ever grows at its end."""

    def __init__(self, names: Sequence[str], combinations: Iterable[Combination] = ()) -> None:
        self.names = tuple(names)
        self.combinations = [tuple(it) for it in combinations]
        self._numbers = {it: number for number, it in enumerate(self.combinations)}
        self._bits: dict[str, npt.NDArray[np.int64]] = {}

    def __len__(self) -> int:
        return len(self.combinations)

    def grown(self, combinations: Iterable[Combination]) -> tuple[Table, Codes]:
        """A table that also holds `combinations`, and their numbers. This one stays as it is."""
        numbers = dict(self._numbers)
        codes = np.array([numbers.setdefault(it, len(numbers)) for it in combinations], np.uint32)
        return (self if len(numbers) == len(self) else Table(self.names, numbers)), codes

    def values(self, name: str) -> list[Any]:
        """The distinct values of one attribute, in the order of `marginal`'s counts."""
        return self._attributes[name][0]

    def marginal(self, name: str, counts: Counts) -> Counts:
        """Counts by combination summed by the values of one attribute."""
        values, codes = self._attributes[name]
        summed = np.bincount(codes[: len(counts)], weights=counts, minlength=len(values))
        return summed.astype(np.int64)

    def where(self, name: str, *wanted: Any) -> Passes:
        """Which combinations have one of the values `wanted`."""
        values, codes = self._attributes[name]
        good = np.array([value in wanted for value in values], dtype=np.bool_)
        return good[codes]

    def bits(self, name: str) -> npt.NDArray[np.int64]:
        """One attribute that is a whole number, for each combination; not to be changed."""
        if name not in self._bits:
            values, codes = self._attributes[name]
            self._bits[name] = np.array(values, dtype=np.int64)[codes]
        return self._bits[name]

    @cached_property
    def _attributes(self) -> dict[str, tuple[list[Any], npt.NDArray[np.intp]]]:
        attributes = {}
        columns = (
            zip(*self.combinations, strict=True) if self.combinations else [()] * len(self.names)
        )
        for name, column in zip(self.names, columns, strict=True):
            numbers: dict[Any, int] = {}
            codes = [numbers.setdefault(value, len(numbers)) for value in column]
            attributes[name] = (list(numbers), np.array(codes, dtype=np.intp))
        return attributes
