"""Whether Harvard answers as its documentation says: a page, a record, and what it shows."""

from __future__ import annotations

from typing import Any

from gallery.providers import values
from gallery.providers.harvard.params import ImageQuery, objects_of, objects_with_images
from gallery.providers.session import ProviderSession
from gallery.providers.shapes import NUMBER, TEXT, Examined, Shape, differences

ROWS = 10
COLOR: Shape = {"color": str, "percent": (int, float), "hue": str, "css3?": str, "spectrum?": TEXT}
# Harvard docs, image; `colors` is absent where none were computed.
IMAGE: Shape = {
    "id": int,
    "imageid": int,
    "baseimageurl": TEXT,
    "renditionnumber": TEXT,
    "width": NUMBER,
    "height": NUMBER,
    "accesslevel": int,
    "caption": TEXT,
    "copyright": TEXT,
    "date": TEXT,
    "format": TEXT,
    "technique": TEXT,
    "lastupdate": str,
    "alttext?": TEXT,
    "description?": TEXT,
    "createdate?": TEXT,
    "colors?": [COLOR],
}
# Harvard docs, object.
OBJECT: Shape = {
    "id": int,
    "title": TEXT,
    "url": TEXT,
    "imagepermissionlevel": int,
    "images": [{"imageid": int}],
    "people?": [{"name": TEXT}],
    "dated?": TEXT,
    "classification?": TEXT,
}
INFO: Shape = {"totalrecords": int, "totalrecordsperquery": int, "pages": int, "page": int}


def examine(session: ProviderSession, *, deadline: float) -> tuple[Examined, ...]:
    """Four questions and what is wrong with the answers; raises `ProviderError`."""
    page = session.get("/image", ImageQuery(size=ROWS).params(), deadline=deadline, is_cached=False)
    rows = page.payload["records"]
    ids = [number for row in rows if (number := _number(row))]
    found = [
        Examined(
            "page",
            page.answered.elapsed,
            (
                *differences(page.payload, {"info": INFO, "records": [IMAGE]}),
                *([] if 0 < len(rows) <= ROWS else [f"{len(rows)} records, asked for {ROWS}"]),
            ),
        )
    ]
    things = session.get(
        "/object", objects_with_images(1, ROWS), deadline=deadline, is_cached=False
    )
    shape: Shape = {"info": INFO, "records": [OBJECT]}
    found.append(Examined("objects", things.answered.elapsed, differences(things.payload, shape)))
    if ids:
        path = f"/image/{ids[0]}"
        record = session.get(path, deadline=deadline, is_cached=False)
        wrong = differences(record.payload, IMAGE)
        if _number(record.payload) != ids[0]:
            wrong = (*wrong, "another record than the one asked for")
        found.append(Examined("record", record.answered.elapsed, wrong))
    shown = [number for row in things.payload["records"] for number in _images(row)][:ROWS]
    if shown:
        joined = session.get("/object", objects_of(shown), deadline=deadline, is_cached=False)
        named = {number for row in joined.payload["records"] for number in _images(row)}
        missing = () if named & set(shown) else ("objects are not found by their images",)
        found.append(Examined("join", joined.answered.elapsed, missing))
    return tuple(found)


def _number(row: Any) -> int | None:
    return values.whole(row.get("id")) if isinstance(row, dict) else None


def _images(row: Any) -> list[int]:
    images = row.get("images") if isinstance(row, dict) else None
    entries = images if isinstance(images, list) else []
    numbers = (values.whole(one.get("imageid")) for one in entries if isinstance(one, dict))
    return [number for number in numbers if number]
