"""Whole addresses, as an export needs them that is read far from this site."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Site:
    """Where this gallery is reached: ``origin`` is scheme and host, without a slash."""

    origin: str

    @classmethod
    def of(cls, request: HttpRequest) -> Site:
        """PUBLIC_URL where it is set, else the address that was asked for."""
        return cls(settings.LIGHTTABLE.public_url or request.build_absolute_uri("/").rstrip("/"))

    def whole(self, url: str) -> str:
        """`url` with the origin in front where it is a path here; "" stays ""."""
        return f"{self.origin}{url}" if url.startswith("/") and not url.startswith("//") else url
