"""The Atom feed of what the catalogue saw last (RFC 4287)."""

from __future__ import annotations

import datetime as dt

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape
from django.utils.translation import gettext as _

from gallery.catalog.models import Image
from gallery.records import ImageRecord
from gallery.search.answer import find
from gallery.search.query import SearchQuery
from gallery.web.exports.addresses import Site
from gallery.web.exports.canvases import statement
from gallery.web.presenters import texts
from gallery.web.share import CARD_WIDTH, address, description, file_within

NEWEST = 40


class Newest(Feed[Image, Site]):
    """`/feed.atom`: the newest pictures and documents by the providers' own dates."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> Site:
        """Where this gallery is reached: every address of the feed begins with it."""
        return Site.of(request)

    def title(self) -> str:
        """What a reader calls it."""
        return _("Lighttable: newest pictures")

    def subtitle(self) -> str:
        """What is in it."""
        return _("The newest pictures of the Harvard Art Museums and the Johns Hopkins Hub.")

    def link(self, obj: Site) -> str:
        """The page that shows the same."""
        return obj.whole(f"{reverse('web:search')}?sort=newest")

    def feed_url(self, obj: Site) -> str:
        """The feed's own address."""
        return obj.whole(reverse("web:feed"))

    def feed_guid(self, obj: Site) -> str:
        """An identifier that stays."""
        return self.feed_url(obj)

    def items(self, obj: Site) -> list[tuple[Image, ImageRecord, Site]]:
        """The newest rows, with what their entries need."""
        keys, _scores = find(SearchQuery(sort="newest")).keys(0, NEWEST)
        rows = Image.objects.in_bulk(keys)
        return [(rows[key], rows[key].as_record(), obj) for key in keys if key in rows]

    def item_title(self, item: tuple[Image, ImageRecord, Site]) -> str:  # type: ignore[override]
        """Its title."""
        return texts.shortened(item[1].label, 200)

    def item_description(self, item: tuple[Image, ImageRecord, Site]) -> str:  # type: ignore[override]
        """What it shows, and whom to name."""
        # Django's Atom says that summaries are HTML, so the text is made to be.
        return escape(f"{description(item[1])}. {statement(item[1])}.")

    def item_link(self, item: tuple[Image, ImageRecord, Site]) -> str:  # type: ignore[override]
        """Its page."""
        return address(item[1], item[2])

    def item_updateddate(self, item: tuple[Image, ImageRecord, Site]) -> dt.datetime:
        """When the provider changed it, else when it was first seen here."""
        return item[0].updated_at or item[0].harvested_at

    def item_pubdate(self, item: tuple[Image, ImageRecord, Site]) -> dt.datetime:
        """When the provider made its record, else when it was first seen here."""
        return item[0].created_at or item[0].harvested_at

    def item_enclosures(self, item: tuple[Image, ImageRecord, Site]) -> list[Enclosure]:  # type: ignore[override]
        """The picture, where it may be shown; its length in bytes is not known."""
        _row, record, site = item
        file = file_within(record, site, width=CARD_WIDTH)
        kind = "image/jpeg" if record.iiif_base else record.media_type
        return [Enclosure(file.url, "0", kind)] if file and kind.startswith("image/") else []
