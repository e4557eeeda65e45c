"""The least that an answer of the Hub's must hold to be used and kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from gallery.providers import answers, values
from gallery.providers.errors import ProviderError, UnexpectedPayload
from gallery.providers.jhu.mapper import PROVIDER


def check(url: str, payload: dict[str, Any]) -> ProviderError | None:
    """What is wrong with `payload` as the answer to `url`.

    Errors can come with status 200, as they do for JSONP, and say their own in the body.
    """
    if payload.get("error") is True:
        status = values.whole(payload.get("statusCode"), largest=599) or 0
        return answers.error_of(PROVIDER, url, status, {}) or UnexpectedPayload(PROVIDER, url)
    if urlsplit(url).path.endswith("/files"):
        if rows(payload) is None:
            return UnexpectedPayload(PROVIDER, url, "sent no list of files")
    elif "id" not in payload:
        return UnexpectedPayload(PROVIDER, url, "sent no file")
    return None


def rows(payload: dict[str, Any]) -> list[Any] | None:
    """``_embedded.files``; [] where it is missing from an envelope, None where it is no list.

    PHP writes an empty object as ``[]``, so an empty ``_embedded`` may be one.
    """
    embedded = payload.get("_embedded")
    if embedded in (None, [], {}):
        return [] if "total_available" in payload or "_links" in payload else None
    found = embedded.get("files", []) if isinstance(embedded, dict) else None
    return found if isinstance(found, list) else None
