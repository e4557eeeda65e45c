"""Between a record and a row, both ways, nothing lost.

`columns` gives the values of a row's columns for a record, `record` makes the record
again. Values that only pages need stay together as JSON lists in the field order of
their dataclass; what is searched, filtered or sorted by has a column of its own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from gallery.records import DepictedObject, ImageRecord, Rendition, Rights, Swatch, Technique

if TYPE_CHECKING:
    from gallery.catalog.models import Image

TEXTS = (
    "title",
    "caption",
    "caption_html",
    "alt_text",
    "description",
    "media_type",
    "date_text",
    "iiif_base",
    "file_url",
    "landing_url",
)
SAME = ("provider", "identifier", "kind", "width", "height", "date", "palette_source")
_TEXTS_OF, _SAME_OF = attrgetter(*TEXTS), attrgetter(*SAME)

# Shapes of a picture, in the words of the query string; 0 is "size unknown".
SHAPES = ("", "landscape", "portrait", "square", "panorama")
SQUARE_WITHIN = 1.05  # longer side / shorter side
PANORAMA_FROM = 2.0  # width / height

# Sizes of a picture by its longer side, in the words of the query string; 0 is "unknown".
SIZES = ("", "small", "medium", "large", "huge")
SIZES_FROM = (1, 1000, 2000, 4000)  # px

# What a record may have or lack, in the words of the query string, each one bit.
PARTS = {"alt": 1, "caption": 2, "colors": 4, "technique": 8}

LARGEST_SPREAD = 2**31 - 1


def clean(text: str) -> str:
    """`text` without what PostgreSQL cannot store: NUL and halves of surrogate pairs."""
    if text.isascii():
        return text.replace("\0", "")
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def shape(width: int, height: int) -> int:
    """Index into SHAPES for a picture of these pixels."""
    if width <= 0 or height <= 0:
        return 0
    if width >= height * PANORAMA_FROM:
        return SHAPES.index("panorama")
    if max(width, height) <= min(width, height) * SQUARE_WITHIN:
        return SHAPES.index("square")
    return SHAPES.index("landscape" if width > height else "portrait")


def size(width: int, height: int) -> int:
    """Index into SIZES for a picture of these pixels."""
    return bisect_right(SIZES_FROM, max(width, height)) if width > 0 and height > 0 else 0


def spread(provider: str, identifier: int) -> int:
    """A number in [0, 2**31) that shuffles pictures evenly and never changes."""
    digest = hashlib.blake2b(f"{provider}:{identifier}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") & LARGEST_SPREAD


def parts(values: dict[str, Any]) -> int:
    """The bits of PARTS for a row's column values."""
    return (
        (PARTS["alt"] if values["alt_text"] else 0)
        | (PARTS["caption"] if values["caption"] else 0)
        | (PARTS["colors"] if values["palette"] else 0)
        | (PARTS["technique"] if values["technique"] else 0)
    )


def aware(moment: dt.datetime | None) -> dt.datetime | None:
    """`moment` with a time zone: UTC where the provider named none."""
    if moment is not None and moment.tzinfo is None:
        return moment.replace(tzinfo=dt.UTC)
    return moment


def derive(values: dict[str, Any]) -> None:
    """Set the columns that follow from the others, in place.

    ``day`` is the ordinal (datetime.date.toordinal) of the picture's date, else of the
    day its record was made, else 0: what "newest" sorts by.
    """
    day = values["date"] or values["created_at"]
    things = values["depicted"]
    values["object_titles"] = "\n".join(dict.fromkeys(thing[1] for thing in things if thing[1]))
    values["people"] = "\n".join(dict.fromkeys(name for thing in things for name in thing[3]))
    values["numbers"] = " ".join(dict.fromkeys(value for _name, value in values["identifiers"]))
    values["day"] = day.toordinal() if day else 0
    values["shape"] = shape(values["width"], values["height"])
    values["parts"] = parts(values)
    values["spread"] = spread(values["provider"], values["identifier"])


def columns(record: ImageRecord) -> dict[str, Any]:
    """The column values of a row that holds `record`, without those of the catalogue itself."""
    values = given(record)
    derive(values)
    return values


def given(record: ImageRecord) -> dict[str, Any]:
    """Those of `columns` that the provider gives; `derive` adds the others."""
    values: dict[str, Any] = dict(zip(SAME, _SAME_OF(record), strict=True))
    values.update(zip(TEXTS, map(clean, _TEXTS_OF(record)), strict=True))
    technique, rights = record.technique, record.rights
    values |= {
        "technique": clean(technique.raw),
        "make": clean(technique.make),
        "model": clean(technique.model),
        "software": clean(technique.software),
        "film": clean(technique.film),
        "exif_orientation": technique.orientation,
        "copyright": clean(rights.copyright),
        "credit": clean(rights.credit),
        "access_level": rights.access_level,
        "permission_level": rights.permission_level,
        "renditions": [
            [clean(it.name), clean(it.url), clean(it.family), it.width, it.height]
            for it in record.renditions
        ],
        "srcsets": [[clean(family), clean(text)] for family, text in record.srcsets],
        "identifiers": [[clean(name), clean(value)] for name, value in record.identifiers],
        "depicted": [
            [
                it.identifier,
                clean(it.title),
                clean(it.url),
                [clean(name) for name in it.people],
                clean(it.dated),
                clean(it.classification),
                it.permission_level,
            ]
            for it in record.objects
        ],
        "palette": [
            [it.color, it.share, clean(it.hue), it.css3, it.spectrum] for it in record.palette
        ],
        "created_at": aware(record.created_at),
        "updated_at": aware(record.updated_at),
    }
    return values


def record(row: Image) -> ImageRecord:
    """The record that `row` was made from."""
    values: dict[str, Any] = {name: getattr(row, name) for name in SAME + TEXTS}
    return ImageRecord(
        **values,
        technique=Technique(
            row.technique, row.make, row.model, row.software, row.film, row.exif_orientation
        ),
        rights=Rights(row.copyright, row.credit, row.access_level, row.permission_level),
        renditions=tuple(Rendition(*it) for it in row.renditions),
        srcsets=tuple((family, text) for family, text in row.srcsets),
        identifiers=tuple((name, value) for name, value in row.identifiers),
        objects=tuple(
            DepictedObject(number, title, url, tuple(people), *rest)
            for number, title, url, people, *rest in row.depicted
        ),
        palette=tuple(Swatch(*it) for it in row.palette),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
