"""Whether the Hub answers as its documentation says: a page of files, and one file."""

from __future__ import annotations

from typing import Any

from gallery.providers import values
from gallery.providers.jhu import contract
from gallery.providers.jhu.params import NEWEST, FilesQuery
from gallery.providers.jhu.sizes import CROPPED, SCALED, SIZES
from gallery.providers.session import ProviderSession
from gallery.providers.shapes import NUMBER, TEXT, Examined, Shape, differences

ROWS = 10
# JHU docs, files.
PAGE: Shape = {"total_available": int, "_embedded": {"files": list}, "_links": {"self": dict}}
IMAGE: Shape = {
    "id": int,
    "type": str,
    "filemime": TEXT,
    "alt_text": TEXT,
    "caption": TEXT,
    "credit": TEXT,
    "width": NUMBER,
    "height": NUMBER,
    "sizes": {f"{name}?": TEXT for name in SIZES},
    "srcsets": {f"{CROPPED}?": TEXT, f"{SCALED}?": TEXT},
}
DOCUMENT: Shape = {"id": int, "type": str, "filemime": TEXT, "url": TEXT}


def examine(session: ProviderSession, *, deadline: float) -> tuple[Examined, ...]:
    """Two questions and what is wrong with the answers; raises `ProviderError`."""
    query = FilesQuery(per_page=ROWS, order_by=NEWEST)
    page = session.get("/files", query.params(), deadline=deadline, is_cached=False)
    rows = contract.rows(page.payload) or []
    wrong = [
        *differences(page.payload, PAGE),
        *(text for row in rows for text in _of_file(row, "_embedded.files[]")),
        *([] if 0 < len(rows) <= ROWS else [f"{len(rows)} files, asked for {ROWS}"]),
    ]
    found = [Examined("page", page.answered.elapsed, tuple(dict.fromkeys(wrong)))]
    numbers = [values.whole(row.get("id")) for row in rows if isinstance(row, dict)]
    if first := next(filter(None, numbers), None):
        record = session.get(f"/files/{first}", deadline=deadline, is_cached=False)
        same = values.whole(record.payload.get("id")) == first
        other = () if same else ("another file than the one asked for",)
        found.append(
            Examined("record", record.answered.elapsed, (*_of_file(record.payload), *other))
        )
    return tuple(found)


def _of_file(row: Any, where: str = "") -> tuple[str, ...]:
    is_document = isinstance(row, dict) and row.get("type") == "document"
    return differences(row, DOCUMENT if is_document else IMAGE, where)
