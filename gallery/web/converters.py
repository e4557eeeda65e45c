"""Parts of addresses that name a picture; what names none is an address that there is not."""

from __future__ import annotations

from django.urls.converters import IntConverter, SlugConverter

from gallery.catalog.ingest import LARGEST_IDENTIFIER
from gallery.sources import SOURCES


class ProviderConverter(SlugConverter):
    """The name of a provider, as in SOURCES."""

    def to_python(self, value: str) -> str:
        """`value`; raises ValueError where there is no such provider."""
        if value not in SOURCES:
            raise ValueError(value)
        return value


class IdentifierConverter(IntConverter):
    """A provider's number of a picture, as far as a column holds it."""

    def to_python(self, value: str) -> int:
        """`value` as a number; raises ValueError where it is too large."""
        number = int(value)  # raises ValueError itself for thousands of digits
        if number > LARGEST_IDENTIFIER:
            raise ValueError(value)
        return number
