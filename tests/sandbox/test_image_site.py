"""From a record's own addresses to its pictures, over a folder of two pictures."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import PIL.Image
import pytest
from django.test import Client

from gallery.sandbox import collection, image_views
from gallery.sandbox.collection import Collection
from tests.sandbox.delivery import Quarters

# Hub docs, files: some of the table's sizes, for a source of 900 × 600.
SIZES = {
    "thumbnail": (360, 240),
    "landscape": (900, 600),
    "hard_crop_landscape_1380": (1380, 920),
    "medium": (420, 280),
    "full_width": (825, 550),
    "soft_crop_2880": (900, 600),
}


@pytest.fixture
def shown(tmp_path: Path, settings) -> Iterator[Collection]:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(5):  # the first three go to Harvard, the others to the Hub
        Quarters(str(number), 900, 600).render(900, 600).save(folder / f"no {number}.png")
    settings.LIGHTTABLE = replace(
        settings.LIGHTTABLE, cache_dir=tmp_path / "cache", pictures=folder
    )
    image_views._keeping.cache_clear()

    yield collection.load_collection()

    image_views._keeping.cache_clear()


def picture_at(url: str) -> PIL.Image.Image:
    response = Client().get(url)
    assert response.status_code == 200, response.content
    return PIL.Image.open(io.BytesIO(response.content))


class TestRecordsAndPictures:
    def test_a_harvard_record_leads_to_its_picture(self, shown, tmp_path):
        record = shown.harvard_images[0]

        image = picture_at(f"{record['baseimageurl']}/full/90,/0/default.jpg")
        info = Client().get(f"{record['baseimageurl']}/info.json").json()

        assert image.size == (90, 60)
        assert (info["width"], info["height"]) == (record["width"], record["height"])
        assert len(list((tmp_path / "cache" / "derivatives").glob("??/*"))) == 1

    def test_a_hub_record_leads_to_every_size(self, shown):
        record = shown.hub_files[0]

        got = {name: picture_at(record["sizes"][name]).size for name in SIZES}

        assert got == SIZES
        assert len(record["sizes"]) == 20
