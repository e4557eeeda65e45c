"""One JSON object a line, with the request's id and without any key."""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import Any

from gallery.observability import request_id
from gallery.providers.errors import hide_keys

# What `logging` itself puts on a record; the rest came by `extra`.
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Values that no line should hold: Django adds the request, the server its connection.
_LEFT_OUT = frozenset({"request", "server_time"})


class JsonFormatter(logging.Formatter):
    """`secrets` (keys, tokens) are replaced wherever they would appear, tracebacks included."""

    def __init__(self, *args: Any, secrets: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._secrets = tuple(filter(None, secrets))

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        fields: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if found := request_id.current.get():
            fields["request_id"] = found
        fields |= {
            name: value
            for name, value in vars(record).items()
            if name not in _OWN and name not in _LEFT_OUT
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return self._clean(json.dumps(_clean_values(fields), default=str, ensure_ascii=False))

    def _clean(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, "REDACTED")
        return line


def _clean_values(fields: dict[str, Any]) -> dict[str, Any]:
    """Keys in addresses hidden; line ends that a browser's log viewer would break at escaped."""
    return {
        name: hide_keys(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        if isinstance(value, str)
        else value
        for name, value in fields.items()
    }
