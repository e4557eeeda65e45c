"""One record by its number: asked for, read, and held against what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gallery.providers.cache import FRESH_ENOUGH
from gallery.providers.payloads import BadRecord, Payload, Tally
from gallery.providers.session import ProviderSession
from gallery.records import ImageRecord


def one_record(
    session: ProviderSession,
    path: str,
    identifier: int,
    read: Callable[[Payload], ImageRecord],
    *,
    deadline: float,
) -> ImageRecord:
    """The record at `path`; raises `RecordNotFound`, and where it is none or another."""
    payload: dict[str, Any] = session.get(path, deadline=deadline, oldest=FRESH_ENOUGH).payload
    try:
        found = read(Payload(payload, Tally()))
    except BadRecord as problem:
        raise session.unexpected(path, str(problem)) from None
    if found.identifier != identifier:
        raise session.unexpected(path, "sent another record than the one asked for")
    return found
