"""Pages load static files under their hashed names, which may be kept for ever."""

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.server import Site

HASHED = re.compile(r"\.[0-9a-f]{12}\.(?:js|css|svg|png)$")


@pytest.mark.parametrize(
    "path", ["/?color=b22222", "{hub}", "{hub}renditions/", "{hub}look/", "/table/", "/colors/"]
)
def test_every_file_is_asked_for_by_its_hash(page: Page, site: Site, path: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0]))

    page.goto(path.format(hub=site.hub), wait_until="networkidle")

    files = [url for url in asked if "/static/" in url]
    assert len(files) >= 4  # one style sheet, one early script, one module, the mark
    assert [url for url in files if not HASHED.search(url)] == []
