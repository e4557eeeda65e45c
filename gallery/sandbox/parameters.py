"""Query parameters of one request, read forgivingly: neither provider is strict about them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

# Nine digits are more than any page or size, and keep Python from building huge numbers.
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")


class Parameters:
    """The (name, value) pairs of a query string, in the order they came."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = [(str(name), str(value)) for name, value in pairs]

    def get(self, name: str) -> str:
        """The last value of `name`, "" without one."""
        return next((value for key, value in reversed(self.pairs) if key == name), "")

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)

    def whole(self, name: str, default: int) -> int:
        """The value of `name` as a whole number, `default` where it is none."""
        value = self.get(name).strip()
        return int(value) if _WHOLE_NUMBER.fullmatch(value) else default

    def split(self, name: str, separator: str) -> list[str]:
        """The non-empty parts of the value of `name`."""
        return [part.strip() for part in self.get(name).split(separator) if part.strip()]

    def query(self, *, without: Iterable[str], **added: int) -> str:
        """The pairs as a query string, some left out, others put at the end."""
        dropped = {*without, *added}
        kept = [(name, value) for name, value in self.pairs if name not in dropped]
        return urlencode([*kept, *added.items()], errors="replace")


def whole_number(text: str) -> int | None:
    """`text` as a whole number without sign, None where it is none."""
    text = text.strip()
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else None
