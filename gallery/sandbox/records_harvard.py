"""Harvard records of the sandbox, shaped as the museums' `/image` and `/object` answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from gallery.sandbox.records_text import (
    CAPTIONS,
    CREDITS,
    MAKERS,
    PRESIDENT_AND_FELLOWS,
    RENDITION_PREFIXES,
    TECHNIQUES,
    Maker,
)

IIIF_PREFIX = "/sandbox/iiif/2/"
FIRST_IMAGE, FIRST_OBJECT, FIRST_FILE = 410_200, 301_050, 4_871_000
Record = dict[str, Any]


def renditions_and_ids(count: int) -> list[tuple[int, str, str]]:
    """(image id, rendition number, IIIF identifier) of `count` images, all different."""
    choose = np.random.default_rng(410)
    found, number = [], FIRST_IMAGE
    for index in range(count):
        number += int(choose.integers(3, 190))
        prefix = RENDITION_PREFIXES[index % len(RENDITION_PREFIXES)]
        rendition = (
            f"{prefix}{(45_000 if not prefix else 100_000) + index * 397 % 96_000 + index:05d}"
        )
        urn = "urn-3:huam:" if index % 9 == 4 else "urn-3:HUAM:"
        suffix = ("", "_dynmc", "", "_dlvr")[index % 4]
        found.append((number, rendition, f"{urn}{rendition}{suffix}"))
    return found


def image_record(
    index: int,
    identity: tuple[int, str, str],
    size: tuple[int, int],
    alt: str,
    colors: list[Record],
) -> Record:
    """One image record. Dates, equipment and numbers follow from `index` alone."""
    choose = np.random.default_rng(index + 7919)
    number, rendition, iiif_id = identity
    taken = dt.date(1995, 5, 1) + dt.timedelta(days=index * 43 + int(choose.integers(40)))
    updated = dt.datetime(2020, 7, 17, 6, 22, 49) + dt.timedelta(
        days=int(choose.integers(2200)), seconds=index * 97
    )
    # Harvard docs and recordings: the offset is written both with and without a colon.
    zone = "-0400" if index % 3 == 0 else "-04:00"
    return {
        "id": number,
        "imageid": number,
        "fileid": FIRST_FILE + index * 311 + int(choose.integers(300)),
        "caption": CAPTIONS[index % len(CAPTIONS)],
        "alttext": alt if index % 10 < 7 else None,
        "description": (
            f"{alt} The sheet is evenly lit and shown whole; a color target was removed."
            if index % 4 == 1
            else None
        ),
        "copyright": PRESIDENT_AND_FELLOWS,
        "baseimageurl": IIIF_PREFIX + iiif_id,
        "renditionnumber": rendition,
        "date": taken.isoformat() if index % 13 else None,
        "height": size[1],
        "width": size[0],
        "accesslevel": 1,
        "format": "image/jpeg",
        "technique": TECHNIQUES[index % len(TECHNIQUES)],
        "lastupdate": f"{updated:%Y-%m-%dT%H:%M:%S}{zone}",
        "createdate": f"{taken:%Y-%m-%d}T00:00:00{zone}",
        "colors": colors,
    }


def object_record(
    index: int, title: str, medium: str, classification: str, images: list[Record]
) -> Record:
    """One object record that `images` depict; the first is its primary image."""
    number = FIRST_OBJECT + index * 37
    maker = MAKERS[index * 5 % len(MAKERS)]
    year = min(maker.born + 24 + index * 7 % 40, (maker.died or 2020))
    dated = (
        f"{year}",
        f"c. {year}",
        f"{year}-{year % 100 + 2:02d}" if year % 100 < 90 else f"{year}",
    )[index % 3]
    return {
        "id": number,
        "objectid": number,
        "objectnumber": f"{max(year + 9, 1950)}.{index + 12}",
        "title": title,
        "dated": dated,
        "datebegin": year,
        "dateend": year,
        "century": f"{year // 100 + 1}{'st' if year // 100 == 20 else 'th'} century",
        "classification": classification,
        "culture": maker.culture,
        "medium": medium,
        "technique": None,
        "people": [_person(maker)],
        "peoplecount": 1,
        "creditline": CREDITS[index % len(CREDITS)],
        "copyright": None if index % 4 else f"© Estate of {maker.name}",
        "url": f"/sandbox/harvard/object/{number}?apikey=sandbox",
        "imagepermissionlevel": 0,
        "accesslevel": 1,
        "hasimage": 1,
        "imagecount": len(images),
        "primaryimageurl": images[0]["baseimageurl"],
        "images": [_image_of_object(image, order) for order, image in enumerate(images, start=1)],
        "colors": images[0].get("colors", []),
        "colorcount": len(images[0].get("colors", [])),
        "verificationlevel": 3,
        "lastupdate": images[0]["lastupdate"],
    }


def _person(maker: Maker) -> Record:
    return {
        "personid": 60_000 + MAKERS.index(maker),
        "name": maker.name,
        "displayname": maker.name,
        "role": "Artist",
        "culture": maker.culture,
        "displaydate": maker.dates,
        "displayorder": 1,
        "prefix": None,
        "birthplace": None,
        "deathplace": None,
    }


def _image_of_object(image: Record, order: int) -> Record:
    names = (
        "imageid", "baseimageurl", "width", "height", "caption", "alttext", "description",
        "copyright", "renditionnumber", "date", "format", "technique",
    )  # fmt: skip
    return {**{name: image[name] for name in names}, "displayorder": order}
