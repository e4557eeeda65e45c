"""The least that an answer of Harvard's must hold to be used and kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from gallery.providers.errors import ProviderError, UnexpectedPayload
from gallery.providers.harvard.mapper import PROVIDER

LISTS = ("image", "object", "color", "spectrum")


def check(url: str, payload: dict[str, Any]) -> ProviderError | None:
    """What is wrong with `payload` as the answer to `url`: a list lacks its records, a record its id."""
    last = urlsplit(url).path.rpartition("/")[2]
    if last in LISTS:
        if not isinstance(payload.get("records"), list):
            return UnexpectedPayload(PROVIDER, url, "sent no list of records")
    elif "id" not in payload and "imageid" not in payload:
        return UnexpectedPayload(PROVIDER, url, "sent no record")
    return None
