"""oEmbed 1.0 for the page of a picture (oembed.com, §2.3)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from gallery.records import ImageRecord
from gallery.web import languages
from gallery.web.exports.addresses import Site
from gallery.web.presenters import texts
from gallery.web.share import THUMBNAIL_WIDTH, File, address, file_within, fits

# Whoever keeps an answer should ask again after a day: rights may change.
KEPT_SECONDS = 86_400
_PAGE = re.compile(r"/images/([a-z]+)/([0-9]{1,18})/(?:[a-z/]*)")


def page_named(url: str, site: Site) -> tuple[str, int] | None:
    """Provider and identifier of the picture whose page here `url` is, else None.

    The scheme may differ: a page is often reached by both.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    match = _PAGE.fullmatch(languages.split(parts.path)[1])
    is_here = parts.scheme in ("http", "https") and parts.netloc == urlsplit(site.origin).netloc
    return (match[1], int(match[2])) if match and is_here else None


def oembed(
    record: ImageRecord, site: Site, *, max_width: int = 0, max_height: int = 0
) -> dict[str, Any]:
    """The answer: a photo within this size (px, 0: any), a link where none fits for certain."""
    found = file_within(record, site, width=max_width, height=max_height)
    is_photo = found is not None and found.height > 0 and fits(found, max_width, max_height)
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "photo" if is_photo else "link",
        "title": record.label,
        "author_name": record.rights.credit or texts.provider_label(record.provider),
        "author_url": site.whole(record.landing_url) or address(record, site),
        "provider_name": "Lighttable",
        "provider_url": site.whole("/"),
        "cache_age": KEPT_SECONDS,
    }
    if is_photo and found:
        answer |= {"url": found.url, "width": found.width, "height": found.height}
    return answer | _thumbnail(record, site, max_width, max_height)


def _thumbnail(record: ImageRecord, site: Site, width: int, height: int) -> dict[str, Any]:
    """All three members or none, as §2.3.4 wants it."""
    most = min(THUMBNAIL_WIDTH, width or THUMBNAIL_WIDTH)
    found: File | None = file_within(record, site, width=most, height=height)
    if found is None or not found.height or not fits(found, most, height):
        return {}
    return {
        "thumbnail_url": found.url,
        "thumbnail_width": found.width,
        "thumbnail_height": found.height,
    }
