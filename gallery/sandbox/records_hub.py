"""Hub files of the sandbox, shaped as `/files` answers. Order and widths: Hub docs, Files."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

import numpy as np

from gallery.sandbox.records_text import HUB_OCCASIONS, PHOTOGRAPHERS

FILES_URL = "/sandbox/jhu/factory/sites/default/files/"
FIRST_FILE = 2_140
Record = dict[str, Any]

# Name in `sizes` → folder in the address, where the two differ (Hub docs, sample 40461).
FOLDERS = {
    "large": "hub_large",
    "medium": "hub_medium",
    "thumbnail": "hub_thumbnail",
    "xlarge": "hub_xlarge",
}
CROPPED = {
    "hard_crop_landscape_240": 240,
    "thumbnail": 360,
    "hard_crop_landscape_540": 540,
    "hard_crop_landscape_720": 720,
    "landscape": 900,
    "hard_crop_landscape_1005": 1005,
    "hard_crop_landscape_1230": 1230,
    "hard_crop_landscape_1380": 1380,
}
SCALED = {
    "medium": 420,
    "soft_crop_630": 630,
    "full_width": 825,
    "soft_crop_1030": 1030,
    "large": 1194,
    "soft_crop_1300": 1300,
    "xlarge": 1440,
    "soft_crop_1600": 1600,
    "soft_crop_1800": 1800,
    "soft_crop_2000": 2000,
    "soft_crop_2400": 2400,
    "soft_crop_2880": 2880,
}


def publish_date(index: int, count: int) -> dt.datetime:
    """When file `index` of `count` appeared: oldest first, from 2011 to this autumn."""
    first, last = (
        dt.datetime(2011, 3, 7, 13, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 2, 15, tzinfo=dt.UTC),
    )
    jitter = int(np.random.default_rng(index).integers(0, 600))
    return first + (last - first) * (index / count) + dt.timedelta(minutes=jitter)


def identifier(index: int) -> int:
    """The file's id: rising with the publish date."""
    return FIRST_FILE + index * 271 + int(np.random.default_rng(index + 31).integers(0, 250))


def file_path(index: int, title: str, date: dt.datetime, extension: str) -> str:
    """Where a file lies: real names are camera numbers, slugs with a date, or people's own."""
    words = "".join(
        letter if letter.isalnum() and letter.isascii() else " " for letter in title.lower()
    ).split()
    slug = "_".join(words[:4]) or "picture"
    name = (
        f"{slug}_{date:%m%d%y}",
        f"_JHZ{1000 + index * 43 % 9000}",
        f"{slug}_{date:%m%d%y}",
        f"{'-'.join(words[:5]) or 'picture'}",
        f"{' '.join(words[:3]).capitalize()} ({index % 7 + 1})" if words else f"Picture ({index})",
    )[index % 5]
    # Files from before 2013 lie in no folder of their month.
    folder = f"{date:%Y-%m}/" if date.year >= 2013 else ""
    return f"{folder}{name}{'_' + str(index) if index % 5 != 1 else ''}.{extension}"


def image_file(
    index: int, path: str, size: tuple[int, int], date: dt.datetime, alt: str, title: str
) -> Record:
    """One image file with its 20 sizes and both srcsets."""
    token = f"?itok={np.random.default_rng(index).bytes(4).hex()}" if index % 4 == 0 else ""
    urls = {
        name: f"{FILES_URL}styles/{FOLDERS.get(name, name)}/public/{quote(path)}{token}"
        for name in sorted([*CROPPED, *SCALED])
    }
    number = identifier(index)
    photographer = PHOTOGRAPHERS[index % len(PHOTOGRAPHERS)]
    return {
        "_embedded": {},
        "_links": {"self": {"href": f"/files/{number}"}},
        "alt_text": alt,
        "caption": f"<p>{title}, {HUB_OCCASIONS[index % len(HUB_OCCASIONS)]}</p>\n",
        "credit": f"{photographer} / Johns Hopkins University",
        "filemime": "image/png" if path.endswith(".png") else "image/jpeg",
        "height": size[1],
        "id": number,
        "sizes": urls,
        "srcsets": {
            "cropped-landscape": ", ".join(
                f"{urls[name]} {width}w" for name, width in CROPPED.items()
            ),
            "scaled": ", ".join(f"{urls[name]} {width}w" for name, width in SCALED.items()),
        },
        "type": "image",
        "width": size[0],
        **_private(index, date),
    }


def document_file(index: int, path: str, media_type: str, date: dt.datetime, title: str) -> Record:
    """One document: a `url` and none of the image fields."""
    number = identifier(index)
    return {
        "_embedded": {},
        "_links": {"self": {"href": f"/files/{number}"}},
        "caption": f"<p>{title}</p>\n",
        "credit": None if index % 3 == 0 else "Johns Hopkins University",
        "filemime": media_type,
        "id": number,
        "type": "document",
        "url": FILES_URL + quote(path),
        **_private(index, date),
    }


def _private(index: int, date: dt.datetime) -> Record:
    """What `order_by` sorts by; the answer never shows it."""
    score = round(float(np.random.default_rng(index + 101).pareto(1.2)) + 1, 4)
    return {"_publish_date": date.strftime("%Y-%m-%dT%H:%M:%SZ"), "_score": score}
