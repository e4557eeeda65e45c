"""One browser for every test that needs one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import chromium
from tests.e2e.server import FLAGS


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark whatever needs a browser: `make test` runs those by themselves, one at a time."""
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, "no Chromium: run `make chromium`, or name one with CHROMIUM"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()
