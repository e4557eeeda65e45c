"""Where a viewer takes its pixels from: the browser reads info.json as the server does."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page

from gallery.iiif.image_info import ImageInfoError, read_image_info
from gallery.web.presenters.tiles import tile_source
from tests.paths import DATA, needs_shared

pytestmark = pytest.mark.e2e

BASE = "https://iiif.example.org/picture"
READ = """async ([documents, url]) => {
  const { readInfo } = await import("/static/js/viewer-source.js");
  return documents.map((it) => readInfo(it, url));
}"""
OPEN = """async (given) => {
  const { openSource } = await import("/static/js/viewer-source.js");
  const { kind, width, levels } = await openSource(given);
  return { kind, width, widths: levels.map((it) => it.width), last: levels.at(-1).url(0, 0) };
}"""
FILES = [
    {"url": "/static/a.jpg", "width": 200, "height": 100},
    {"url": "/static/b.jpg", "width": 400, "height": 200},
]


def documents() -> list[tuple[Any, dict[str, Any] | None]]:
    """Every recorded info.json that the server can use, with the tiles it reads from it."""
    found = []
    for folder in ("real", "server", "spec"):
        for file in sorted((DATA / "infojson" / folder).rglob("*.json")):
            try:
                service = read_image_info(file.read_text(), url=BASE)
            except ImageInfoError:
                continue
            tiles = tile_source(replace(service, base=BASE))
            found.append((json.loads(file.read_text()), tiles))
    return found


@needs_shared
def test_the_browser_reads_every_info_json_as_the_server_does(page: Page):
    page.goto("/status/")
    pairs = documents()

    read = page.evaluate(READ, [[document for document, _ in pairs], f"{BASE}/info.json"])

    assert len(pairs) > 80
    for tiles in read:
        if tiles:
            tiles["factors"] = sorted(set(tiles["factors"]))
    assert read == [tiles for _, tiles in pairs]


class TestOpening:
    INFO = {
        "@context": "http://iiif.io/api/image/2/context.json",
        "@id": "https://elsewhere.example/other",
        "profile": ["http://iiif.io/api/image/2/level2.json"],
        "width": 1000,
        "height": 500,
        "tiles": [{"width": 256, "scaleFactors": [1, 2, 4]}],
    }

    def given(self, page: Page) -> dict[str, Any]:
        page.goto("/status/")
        origin = page.evaluate("() => location.origin")
        return {"service": None, "info": f"{origin}/given/info.json", "files": FILES}

    def test_an_info_json_that_can_be_read_gives_tiles_of_that_service(self, page: Page):
        given = self.given(page)
        page.route(re.compile("/given/info.json"), lambda it: it.fulfill(json=self.INFO))

        found = page.evaluate(OPEN, given)

        assert (found["kind"], found["width"]) == ("tiles", 1000)
        assert found["widths"] == [250, 500, 1000]
        assert found["last"].endswith("/given/0,0,256,256/256,/0/default.jpg")

    @pytest.mark.parametrize("fault", ["refused", "404", "not JSON", "level 0 without tiles"])
    def test_else_the_files_are_there(self, page: Page, fault):
        given = self.given(page)
        answers = {
            "refused": lambda it: it.abort(),
            "404": lambda it: it.fulfill(status=404, body="{}"),
            "not JSON": lambda it: it.fulfill(body="<html>"),
            "level 0 without tiles": lambda it: it.fulfill(
                json={
                    "@context": "http://iiif.io/api/image/3/context.json",
                    "profile": "level0",
                    "width": 1000,
                    "height": 500,
                }
            ),
        }
        page.route(re.compile("/given/info.json"), answers[fault])

        found = page.evaluate(OPEN, given)

        assert (found["kind"], found["width"]) == ("files", 400)
        assert found["last"] == "/static/b.jpg"
