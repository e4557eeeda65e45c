"""The sitemap: every page of the catalogue, a few thousand at a time (sitemaps.org)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from gallery.catalog.models import Image
from gallery.catalog.querysets import ImageQuerySet

# The protocol allows 50,000; smaller files are answered faster.
PER_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Host:
    """Where the pages are, in the shape that Django's sitemaps ask of a site."""

    domain: str


class Entry(NamedTuple):
    """What a row says of its page."""

    provider: str
    identifier: int
    updated_at: dt.datetime | None


class Pages(Sitemap[str]):
    """The pages that are not of one picture."""

    def items(self) -> list[str]:
        """Names of the addresses."""
        return ["search", "color-map"]

    def location(self, item: str) -> str:
        """Its path."""
        return reverse(f"web:{item}")


class Pictures(Sitemap[Any]):
    """The pages of pictures and documents, in the order of their keys."""

    limit = PER_PAGE

    def items(self) -> ImageQuerySet:
        """Rows, read a page at a time by the paginator: one count and one select."""
        rows = Image.objects.present().order_by("pk")
        return rows.values_list("provider", "identifier", "updated_at")  # type: ignore[return-value]

    def location(self, item: tuple[str, int, dt.datetime | None]) -> str:
        """Path of its page."""
        entry = Entry(*item)
        return reverse("web:image", args=[entry.provider, entry.identifier])

    def lastmod(self, item: tuple[str, int, dt.datetime | None]) -> dt.datetime | None:
        """When the provider changed it last."""
        return Entry(*item).updated_at

    def get_latest_lastmod(self) -> None:
        """Not said in the index: it would read every row."""
        return


SITEMAPS: dict[str, type[Sitemap[Any]]] = {"pages": Pages, "pictures": Pictures}
