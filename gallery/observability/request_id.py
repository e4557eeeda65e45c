"""The number of the request that is being answered, for log lines and for error pages."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

current: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that this context answers, "" outside of one."""

_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")


def accept(given: str) -> str:
    """`given` by a proxy in front if it is a plain id, else a new one."""
    return given if _WELL_FORMED.fullmatch(given) else secrets.token_hex(8)
