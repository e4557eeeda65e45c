"""A handful of records whose every value is written out, for literal expectations."""

from dataclasses import dataclass, field
from typing import Any

# Numbers, texts and dates after the documentation's own samples (docs, image).
KODAK = {
    "id": 130722,
    "imageid": 130722,
    "caption": None,
    "copyright": "President and Fellows of Harvard College",
    "baseimageurl": "/sandbox/iiif/2/urn-3:HUAM:48875_dynmc",
    "renditionnumber": "48875",
    "date": "1995-05-01",
    "height": 2550,
    "width": 2154,
    "accesslevel": 1,
    "technique": "Kodak Ektapan",
    "lastupdate": "2020-07-17T06:22:49-0400",
    "colors": [
        {"color": "#c8c8c8", "percent": 0.5, "hue": "Grey"},
        {"color": "#7d6432", "percent": 0.25, "hue": "Brown"},
    ],
}
SINAR = {
    "id": 441758,
    "imageid": 441758,
    "caption": "A red boat on the river, recto",
    "copyright": "President and Fellows of Harvard College",
    "baseimageurl": "/sandbox/iiif/2/urn-3:HUAM:755710",
    "renditionnumber": "755710",
    "date": "2014-06-02",
    "height": 1945,
    "width": 2450,
    "accesslevel": 1,
    "technique": "Make:Sinar Photography AG;Model:Sinar CMV/ Sinarback eVolution 75H;Orientation:1;",
    "lastupdate": "2020-07-17T06:30:22-0400",
    "colors": [{"color": "#c84b4b", "percent": 0.75, "hue": "Red"}],
}
HASSELBLAD = {
    "id": 465905,
    "imageid": 465905,
    "caption": "The red river and a blue, blue boat",
    "copyright": "",
    "baseimageurl": "/sandbox/iiif/2/urn-3:HUAM:760994",
    "renditionnumber": "INV-760994",
    "date": "2016-08-04",
    "height": 2550,
    "width": 1955,
    "accesslevel": 1,
    "technique": "Make:Hasselblad;Model:Hasselblad H5D-50c MS;Orientation:1;",
    "lastupdate": "2025-10-22T04:03:44-04:00",
}
EMPTY = {
    "id": 500001,
    "imageid": 500001,
    "caption": None,
    "copyright": None,
    "baseimageurl": "/sandbox/iiif/2/urn-3:huam:799974",
    "renditionnumber": "799974",
    "date": None,
    "height": 0,
    "width": 0,
    "accesslevel": 1,
    "technique": None,
    "lastupdate": "2020-07-17T06:30:22-0400",
}
RESTRICTED = {**KODAK, "id": 600001, "imageid": 600001, "accesslevel": 0}

ANNA_MAY_WONG = {
    "id": 304069,
    "objectid": 304069,
    "title": "Untitled [with Anna May Wong]",
    "classification": "Photographs",
    "classificationid": 17,
    "century": "20th century",
    "culture": "American",
    "dated": "1930",
    "datebegin": 1928,
    "dateend": 1932,
    "imagepermissionlevel": 0,
    "accesslevel": 1,
    "people": [{"personid": 33430, "name": "Edward Steichen", "culture": "American"}],
    "images": [{"imageid": 465905, "width": 1955}, {"imageid": 441758, "width": 2450}],
    "colors": [{"color": "#afaf4b", "percent": 0.5, "hue": "Green"}],
    "url": "https://www.harvardartmuseums.org/collections/object/304069",
}
HYDRIA = {
    "id": 304070,
    "objectid": 304070,
    "title": "Hydria (water jar)",
    "classification": "Vessels",
    "classificationid": 57,
    "century": "5th century BCE",
    "culture": "Greek",
    "dated": "late 5th century BCE",
    "datebegin": -430,
    "dateend": -400,
    "imagepermissionlevel": 2,
    "accesslevel": 1,
    "medium": "Bronze, traces of silvering",
    "images": [],
    "url": "https://www.harvardartmuseums.org/collections/object/304070",
}

PICTURE = "/sandbox/jhu/factory/sites/default/files/styles"


def hub_image(identifier: int, published: str | None, score: float | None) -> dict[str, Any]:
    medium = f"{PICTURE}/hub_medium/public/2023-10/{identifier}.jpg"
    large = f"{PICTURE}/hub_large/public/2023-10/{identifier}.jpg"
    return {
        "id": identifier,
        "type": "image",
        "filemime": "image/jpeg",
        "alt_text": "A dancer",
        "caption": "<p>A <em>dancer</em></p>\n",
        "width": 5392,
        "height": 3592,
        "sizes": {"medium": medium, "large": large},
        "srcsets": {"scaled": f"{medium} 420w, {large} 1194w"},
        "_publish_date": published,
        "_score": score,
    }


DOCUMENT = {
    "id": 40470,
    "type": "document",
    "filemime": "application/pdf",
    "url": "/sandbox/jhu/factory/sites/default/files/2023-10/map.pdf",
    "_publish_date": "2023-10-05T00:00:00Z",
    "_score": 1.0,
}
FILES = (
    hub_image(40463, "2023-10-03T00:00:00Z", 5.0),
    hub_image(40461, "2023-10-01T00:00:00Z", 2.0),
    DOCUMENT,
    hub_image(40462, "2023-10-03T00:00:00Z", 9.0),
    hub_image(40464, None, None),
    hub_image(40465, "2023-10-04T00:00:00Z", 2.0),
)


@dataclass
class SmallCollection:
    harvard_images: tuple[dict[str, Any], ...] = (KODAK, SINAR, HASSELBLAD, EMPTY, RESTRICTED)
    harvard_objects: tuple[dict[str, Any], ...] = (ANNA_MAY_WONG, HYDRIA)
    hub_files: tuple[dict[str, Any], ...] = field(default=FILES)
