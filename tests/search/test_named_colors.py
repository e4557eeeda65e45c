"""Thirty named colours over real pictures, held against a plain count of their pixels."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import PIL.Image
import pytest

from gallery.catalog.ingest import ingest
from gallery.color.css_names import CSS_NAMES
from gallery.color.extraction import extract_palette
from gallery.color.spaces import hex_to_oklab, rgb_to_oklab
from gallery.records import Swatch
from gallery.search.answer import answer
from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard
from tests.paths import DATA, needs_shared

pytestmark = [pytest.mark.long, pytest.mark.django_db, needs_shared, pytest.mark.shared]

NAMES = (
    *("black", "dimgray", "silver", "whitesmoke", "maroon", "firebrick", "crimson", "tomato"),
    *("salmon", "sienna", "saddlebrown", "peru", "tan", "wheat", "beige", "orange", "goldenrod"),
    *("khaki", "olive", "darkolivegreen", "forestgreen", "seagreen", "teal", "cadetblue"),
    *("skyblue", "steelblue", "royalblue", "midnightblue", "slategray", "rosybrown"),
)
TOLERANCE = 0.12
ENOUGH = 0.10
STEP = 10  # every tenth pixel both ways: some 25,000 of a picture


@cache
def pictures() -> tuple[tuple[str, np.ndarray, tuple[Swatch, ...]], ...]:
    """Name, OKLab of the pixels (n, 3), and palette of each picture."""
    return tuple(_read())


def _read() -> Iterator[tuple[str, np.ndarray, tuple[Swatch, ...]]]:
    for path in sorted((DATA / "pictures").glob("*.jpg")):
        with PIL.Image.open(path) as opened:
            pixels = np.asarray(opened.convert("RGB"))[::STEP, ::STEP].reshape(-1, 3)
        palette = tuple(Swatch(entry.color, entry.share) for entry in extract_palette(path))
        yield path.name, rgb_to_oklab(pixels).astype(np.float32), palette


def share_of_pixels(oklab: np.ndarray, color: str) -> float:
    """Part of the pixels that are within the tolerance of a colour."""
    away = oklab - hex_to_oklab(color).astype(np.float32)
    return float(((away**2).sum(axis=1) < TOLERANCE**2).mean())


@pytest.fixture
def catalogue() -> list[str]:
    found = pictures()
    ingest([harvard(number, palette=palette) for number, (_, _, palette) in enumerate(found, 1)])
    return [name for name, _, _ in found]


def test_the_first_result_really_has_the_color(catalogue):
    said = []
    for name in NAMES:
        color = CSS_NAMES[name]
        counted = [share_of_pixels(oklab, color) for _, oklab, _ in pictures()]
        hits = answer(SearchQuery(colors=(ColorTerm(color),), per_page=1)).hits
        share = counted[hits[0].record.identifier - 1] if hits else 0.0
        if max(counted) >= ENOUGH and share < ENOUGH:
            said.append(f"{name}: the first result has {share:.1%}, the best {max(counted):.1%}")

    assert len(catalogue) >= 80
    assert said == []
