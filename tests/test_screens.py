"""The pictures in docs/screens: each that is named is there, and each that is there is named."""

import re

from tests import screenshots
from tests.paths import ROOT

SHOWN = re.compile(r"docs/screens/([\w-]+)\.webp|\]\(screens/([\w-]+)\.webp")
MOST_BYTES = 6_000_000


def test_they_are_the_pages_that_make_screenshots_takes():
    assert {it.stem for it in screenshots.FOLDER.iterdir()} == set(screenshots.names())


def test_they_stay_small():
    assert sum(it.stat().st_size for it in screenshots.FOLDER.iterdir()) < MOST_BYTES


def test_documents_show_pictures_that_are_taken():
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {
        first or second for path in documents for first, second in SHOWN.findall(path.read_text())
    }

    assert shown
    assert shown <= set(screenshots.names())
