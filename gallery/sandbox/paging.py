"""One page of the records that match, and Harvard's ``info`` about it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gallery.sandbox.holdings import Payload
from gallery.sandbox.parameters import Parameters

DEFAULT_SIZE = 10
MAX_SIZE = 100  # seen: size=5000 came back as totalrecordsperquery 100


@dataclass(frozen=True)
class Paging:
    """The page asked for and its size, after the cut."""

    page: int
    size: int

    @classmethod
    def read(cls, parameters: Parameters) -> Paging:
        """What `parameters` ask for; nonsense is the default."""
        page = max(parameters.whole("page", 1), 1)
        return cls(page, min(parameters.whole("size", DEFAULT_SIZE), MAX_SIZE))

    def cut(self, records: Sequence[Payload]) -> Sequence[Payload]:
        """The rows of this page; none past the end."""
        start = (self.page - 1) * self.size
        return records[start : start + self.size]

    def info(
        self, total: int, parameters: Parameters, address: str, started: float
    ) -> dict[str, Any]:
        """The ``info`` block: `total` rows match, `started` is a perf_counter() instant.

        As recorded, ``totalrecordsperquery`` is the size asked for, ``next`` and ``prev``
        are absent at the ends, and both carry the caller's key.
        """
        pages = -(-total // self.size) if self.size else 0
        info: dict[str, Any] = {
            "totalrecordsperquery": self.size,
            "totalrecords": total,
            "pages": pages,
            "page": self.page,
        }
        if self.page < pages:
            info["next"] = self._link(address, parameters, self.page + 1)
        if self.page > 1:
            info["prev"] = self._link(address, parameters, self.page - 1)
        info["responsetime"] = f"{round((time.perf_counter() - started) * 1000)} ms"
        return info

    @staticmethod
    def _link(address: str, parameters: Parameters, page: int) -> str:
        return f"{address}?{parameters.query(without=(), page=page)}"
