"""The contract documents' own sample records, ids 130722, 441758, 465905 and 40461."""

from __future__ import annotations

from typing import Any

IMAGE_130722: dict[str, Any] = {
    "id": 130722,
    "imageid": 130722,
    "fileid": 4880475,
    "caption": None,
    "alttext": None,
    "description": None,
    "copyright": "President and Fellows of Harvard College",
    "baseimageurl": "https://nrs.harvard.edu/urn-3:HUAM:48875_dynmc",
    "renditionnumber": "48875",
    "date": "1995-05-01",
    "height": 2550,
    "width": 2154,
    "accesslevel": 1,
    "format": "image/jpeg",
    "technique": "Kodak Ektapan",
    "lastupdate": "2020-07-17T06:22:49-0400",
}

IMAGE_441758: dict[str, Any] = {
    "id": 441758,
    "imageid": 441758,
    "fileid": 4968319,
    "caption": None,
    "alttext": None,
    "description": None,
    "copyright": "President and Fellows of Harvard College",
    "baseimageurl": "https://nrs.harvard.edu/urn-3:HUAM:755710",
    "renditionnumber": "755710",
    "date": "2014-06-02",
    "height": 1945,
    "width": 2450,
    "accesslevel": 1,
    "format": "image/jpeg",
    "technique": "Make:Sinar Photography AG;Model:Sinar CMV/ Sinarback eVolution 75H;"
    "Orientation:1;Software:Adobe Photoshop CS5 Macintosh;",
    "lastupdate": "2020-07-17T06:30:22-0400",
}

IMAGE_465905: dict[str, Any] = {
    "id": 465905,
    "imageid": 465905,
    "fileid": 4997146,
    "caption": None,
    "alttext": None,
    "description": None,
    "copyright": "President and Fellows of Harvard College",
    "baseimageurl": "https://nrs.harvard.edu/urn-3:HUAM:760994",
    "renditionnumber": "760994",
    "date": "2016-08-04",
    "height": 2550,
    "width": 1955,
    "accesslevel": 1,
    "format": "image/jpeg",
    "technique": "Make:Hasselblad;Model:Hasselblad H5D-50c MS;Orientation:1;"
    "Software:Adobe Photoshop CS6 (Macintosh);",
    "lastupdate": "2020-07-17T06:30:34-0400",
}

IMAGE_LIST: dict[str, Any] = {
    "info": {
        "totalrecordsperquery": 2,
        "totalrecords": 5274,
        "pages": 1056,
        "page": 1,
        "next": "https://api.harvardartmuseums.org/image?q=width%3A%3E2000&page=2&size=2",
        "responsetime": "5 ms",
    },
    "records": [IMAGE_130722, IMAGE_441758],
}

_STYLES = "https://api.hub.jhu.edu/factory/sites/default/files/styles/"
_FILE = "/public/2023-10/_JHZ7784.jpg"

# name in `sizes` → name in the path, width
_CROPPED = [
    ("hard_crop_landscape_240", "hard_crop_landscape_240", 240),
    ("thumbnail", "hub_thumbnail", 360),
    ("hard_crop_landscape_540", "hard_crop_landscape_540", 540),
    ("hard_crop_landscape_720", "hard_crop_landscape_720", 720),
    ("landscape", "landscape", 900),
    ("hard_crop_landscape_1005", "hard_crop_landscape_1005", 1005),
    ("hard_crop_landscape_1230", "hard_crop_landscape_1230", 1230),
    ("hard_crop_landscape_1380", "hard_crop_landscape_1380", 1380),
]
_SCALED = [
    ("medium", "hub_medium", 420),
    ("soft_crop_630", "soft_crop_630", 630),
    ("full_width", "full_width", 825),
    ("soft_crop_1030", "soft_crop_1030", 1030),
    ("large", "hub_large", 1194),
    ("soft_crop_1300", "soft_crop_1300", 1300),
    ("xlarge", "hub_xlarge", 1440),
    ("soft_crop_1600", "soft_crop_1600", 1600),
    ("soft_crop_1800", "soft_crop_1800", 1800),
    ("soft_crop_2000", "soft_crop_2000", 2000),
    ("soft_crop_2400", "soft_crop_2400", 2400),
    ("soft_crop_2880", "soft_crop_2880", 2880),
]

FILE_40461: dict[str, Any] = {
    "_embedded": {},
    "_links": {"self": {"href": "/files/40461"}},
    "alt_text": "A Native American dancer performs outside in front of a crowd",
    "caption": "<p>The Fifth Annual Indigenous Peoples' Day Powwow brought the JHU community"
    " together in celebration and recognition</p>\n",
    "credit": "Will Kirk / Johns Hopkins University",
    "filemime": "image/jpeg",
    "height": 3592,
    "id": 40461,
    "sizes": {name: f"{_STYLES}{path}{_FILE}" for name, path, _ in _CROPPED + _SCALED},
    "srcsets": {
        "cropped-landscape": ", ".join(f"{_STYLES}{path}{_FILE} {w}w" for _, path, w in _CROPPED),
        "scaled": ", ".join(f"{_STYLES}{path}{_FILE} {w}w" for _, path, w in _SCALED),
    },
    "type": "image",
    "width": 5392,
}

DOCUMENT: dict[str, Any] = {
    "_embedded": {},
    "_links": {"self": {"href": "/files/50012"}},
    "caption": None,
    "credit": None,
    "filemime": "application/pdf",
    "id": 50012,
    "type": "document",
    "url": "https://api.hub.jhu.edu/factory/sites/default/files/2025-07/Fact%20Sheet%20%281%29.pdf",
}

FILE_LIST: dict[str, Any] = {
    "_embedded": {"files": [FILE_40461, DOCUMENT]},
    "_links": {
        "find": {"href": "/files/{?id}", "templated": True},
        "next": {"href": "/files?page=2"},
        "self": {"href": "/files?page=1"},
    },
    "page": 1,
    "per_page": 2,
    "return_count": 2,
    "total_available": 100,
}

OBJECT_304069: dict[str, Any] = {
    "id": 304069,
    "objectid": 304069,
    "title": "Hydria (water jar)",
    "url": "https://www.harvardartmuseums.org/collections/object/304069",
    "dated": "late 5th century BCE",
    "classification": "Vessels",
    "imagepermissionlevel": 0,
    "people": [
        {"name": "Second Person", "displayname": "After Second Person", "displayorder": 2},
        {"name": "First Person", "displayname": None, "displayorder": 1},
    ],
    "images": [{"imageid": 130722, "width": 2154, "height": 2550}],
}
