"""A key that does not show itself, and a filter that keeps it out of urllib3's log lines."""

from __future__ import annotations

import logging

from gallery.providers.errors import hide_keys


class Secret:
    """Holds a key; ``repr`` and ``str`` say only whether there is one."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "Secret(set)" if self._value else "Secret(empty)"

    def __bool__(self) -> bool:
        return bool(self._value)

    def reveal(self) -> str:
        """The key itself, for the one place that sends it."""
        return self._value


class _NoKeys(logging.Filter):
    """Replaces the value of every key in a record's message and arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = hide_keys(record.getMessage())
        record.args = ()
        return True


def guard_logs() -> None:
    """Let urllib3 log no key. It writes whole request lines (debug) and URLs (warnings)."""
    for name in ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry"):
        logger = logging.getLogger(name)
        if not any(isinstance(one, _NoKeys) for one in logger.filters):
            logger.addFilter(_NoKeys())
