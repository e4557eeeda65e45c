"""What each upstream answers, from the recordings and from the sandbox, under one set of names."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.paths import DATA

Json = dict[str, Any]
RECORDED = DATA / "recorded"


@dataclass(frozen=True)
class Payloads:
    """The same answers of both APIs, whoever gave them.

    Lists are first pages and have more pages after them. ``objects`` are whole object
    records with pictures, ``palettes`` lists as found under ``colors``.
    """

    harvard_images: Json
    harvard_image: Json
    harvard_objects: tuple[Json, ...]
    harvard_colors: Json
    harvard_spectrum: Json
    harvard_palettes: tuple[list[Json], ...]
    harvard_unauthorized: str
    hub_files: Json
    hub_file: Json
    hub_unauthorized: Json
    hub_not_found: Json


@cache
def recordings() -> Payloads:
    """From the data beside the checkout."""
    by_hue = _recorded("harvard/object_records_by_hue_2022-01.json")
    file = _recorded("jhu/docs_file_40461.json")
    # The documentation: '"...file object..." is an entire file resource'.
    files = _recorded("jhu/docs_files_collection_template.json")
    files["_embedded"]["files"] = [file] * len(files["_embedded"]["files"])
    return Payloads(
        harvard_images=_recorded("harvard/docs_image_1_2026-07.json"),
        harvard_image=_recorded("harvard/docs_image_2_2026-07.json"),
        harvard_objects=tuple(one for one in by_hue if one["images"]),
        harvard_colors=_recorded("harvard/docs_color_1_2026-07.json"),
        harvard_spectrum=_recorded("harvard/docs_spectrum_1_2026-07.json"),
        harvard_palettes=tuple(one["colors"] for one in by_hue if "colors" in one),
        harvard_unauthorized=(RECORDED / "harvard" / "error_401.txt").read_text(),
        hub_files=files,
        hub_file=file,
        hub_unauthorized=_recorded("jhu/error_401.json"),
        hub_not_found=_recorded("jhu/error_404.json"),
    )


@cache
def sandboxed() -> Payloads:
    """From the sandbox, asked as the documentation says."""
    images = _harvard("/image", size="100")
    files = _hub("/files", per_page="100")
    some_file = next(one for one in files["_embedded"]["files"] if one["type"] == "image")
    return Payloads(
        harvard_images=images,
        harvard_image=_harvard(f"/image/{images['records'][0]['id']}"),
        harvard_objects=tuple(_harvard("/object", hasimage="1", size="50")["records"]),
        harvard_colors=_harvard("/color", size="3"),
        harvard_spectrum=_harvard("/spectrum", q="month:1", sort="daynumber", size="10"),
        harvard_palettes=tuple(one["colors"] for one in images["records"] if "colors" in one),
        harvard_unauthorized=_ask_harvard("/image", apikey="wrong").body.decode(),
        hub_files=files,
        hub_file=_hub(f"/files/{some_file['id']}"),
        hub_unauthorized=json.loads(_ask_hub("/files", key="wrong").body),
        hub_not_found=json.loads(_ask_hub("/files/1", key="sandbox", v="1").body),
    )


LEGS: dict[str, Callable[[], Payloads]] = {"recordings": recordings, "sandbox": sandboxed}


def _recorded(name: str) -> Any:
    return json.loads((RECORDED / name).read_text(encoding="utf-8"))


def _harvard(path: str, **params: str) -> Json:
    response = _ask_harvard(path, apikey="sandbox", **params)
    assert response.status == 200, response.body[:200]
    return dict(json.loads(response.body))


def _hub(path: str, **params: str) -> Json:
    response = _ask_hub(path, key="sandbox", v="1", **params)
    assert response.status == 200, response.body[:200]
    return dict(json.loads(response.body))


def _ask_harvard(path: str, **params: str) -> Any:
    from gallery.sandbox import harvard
    from tests.sandbox.held import held

    return harvard.respond(path, list(params.items()), collection=held())


def _ask_hub(path: str, **params: str) -> Any:
    from gallery.sandbox import jhu
    from tests.sandbox.held import held

    return jhu.respond(path, list(params.items()), collection=held())
