"""Records that the tests of catalogue, search and harvest share."""

import datetime as dt
from typing import Any

from gallery.records import (
    DepictedObject,
    ImageRecord,
    Rendition,
    Rights,
    Swatch,
    Technique,
)


def harvard(identifier: int, **changes: Any) -> ImageRecord:
    """A record as Harvard's mapper makes it, with `changes`."""
    values: dict[str, Any] = {
        "title": "Study of a Horse",
        "caption": "verso, unframed",
        "alt_text": "A drawing of a horse in profile",
        "description": "Pencil on paper.",
        "width": 2550,
        "height": 1800,
        "media_type": "image/jpeg",
        "date": dt.date(2004, 6, 3),
        "date_text": "2004-06-03",
        "technique": Technique("Nikon D70, Adobe Photoshop", "Nikon", "D70", "Adobe Photoshop"),
        "rights": Rights("President and Fellows of Harvard College", "Gift of A. B.", 1, 0),
        "iiif_base": f"https://nrs.harvard.edu/urn-3:HUAM:{identifier}_dynmc",
        "landing_url": f"https://www.harvardartmuseums.org/collections/object/{identifier}",
        "identifiers": (("renditionnumber", f"R{identifier}"),),
        "objects": (
            DepictedObject(
                7,
                "Study of a Horse",
                "https://example.org/7",
                ("Paul Cézanne",),
                "1880",
                "Drawings",
                0,
            ),
        ),
        "palette": (Swatch("#c8c8c8", 0.5, "Grey", "#c0c0c0", "#8c5fa8"),),
        "palette_source": "provider",
        "created_at": dt.datetime(2005, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
        "updated_at": dt.datetime(2020, 7, 17, 10, 22, 49, tzinfo=dt.UTC),
    }
    return ImageRecord("harvard", identifier, **(values | changes))


def hub(identifier: int, **changes: Any) -> ImageRecord:
    """A record as the Hub's mapper makes it, with `changes`."""
    base = "https://api.hub.jhu.edu/factory/sites/default/files/styles"
    values: dict[str, Any] = {
        "caption": "The powwow brought the community together",
        "caption_html": "<p>The powwow brought the community together</p>",
        "alt_text": "A dancer performs outside",
        "width": 5388,
        "height": 3592,
        "media_type": "image/jpeg",
        "rights": Rights(credit="Will Kirk / Johns Hopkins University"),
        "renditions": (
            Rendition("medium", f"{base}/hub_medium/public/2023-10/a%20b.jpg", "scaled", 420, 280),
            Rendition("large", f"{base}/hub_large/public/2023-10/a%20b.jpg", "scaled", 1140, 760),
        ),
        "srcsets": (("scaled", f"{base}/hub_medium/public/2023-10/a%20b.jpg 420w"),),
    }
    return ImageRecord("jhu", identifier, **(values | changes))
