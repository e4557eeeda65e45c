import io

import numpy as np
import PIL.Image
import pytest
from django.core.cache import cache

from gallery import upstreams
from gallery.harvest.crops import CropFound, crop_files, find_frame, kept_crop
from gallery.records import Rendition, Rights
from tests.catalog.records import harvard, hub

BASE = "https://api.hub.jhu.edu/factory/sites/default/files/styles"
CROP = f"{BASE}/hub_thumbnail/public/2023-10/a%20b.jpg"
WHOLE = f"{BASE}/hub_medium/public/2023-10/a%20b.jpg"


def record(**changes):
    files = (*hub(1).renditions, Rendition("thumbnail", CROP, "cropped-landscape", 360, 240))
    return hub(1, **({"renditions": files} | changes))


def picture() -> PIL.Image.Image:
    random = np.random.default_rng(3)
    coarse = PIL.Image.fromarray(random.integers(0, 256, (9, 9, 3), dtype=np.uint8))
    return coarse.resize((420, 420), PIL.Image.Resampling.BICUBIC)


def jpeg(image: PIL.Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()


@pytest.fixture
def served(monkeypatch):
    """Files by URL, as the provider's host has them; what is not there is an OSError."""
    cache.clear()
    files: dict[str, bytes] = {}
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        if url not in files:
            raise OSError(f"{url}: status 403")
        return files[url]

    monkeypatch.setattr(upstreams, "fetch_picture", fetch)
    yield files, asked
    cache.clear()


class TestWhichFiles:
    def test_the_narrowest_of_each_family(self):
        files = crop_files(record())

        assert (files.whole.url, files.crop.url) == (WHOLE, CROP)

    @pytest.mark.parametrize(
        "record",
        [harvard(1), hub(1), record(rights=Rights(permission_level=2))],
        ids=["IIIF", "no crop", "forbidden"],
    )
    def test_none_without_a_crop(self, record):
        assert crop_files(record) is None


class TestFinding:
    def test_finds_the_frame_and_remembers_it(self, served):
        files, asked = served
        whole = picture()
        files[WHOLE] = jpeg(whole)
        files[CROP] = jpeg(whole.crop((0, 105, 420, 385)).resize((360, 240)))
        wanted = crop_files(record())
        assert kept_crop(wanted) is None

        found = find_frame(wanted)

        assert found.frame.top == pytest.approx(0.25, abs=0.01)
        assert found.frame.lost == pytest.approx(1 / 3, abs=0.01)
        assert find_frame(wanted) == found == kept_crop(wanted)
        assert asked == [WHOLE, CROP]

    def test_a_refused_file_is_said_without_its_address(self, served):
        found = find_frame(crop_files(record()))

        assert found == CropFound(failure="status 403")

    def test_a_damaged_file_is_said(self, served):
        files, _ = served
        files[WHOLE] = files[CROP] = b"<html>not here</html>"

        assert "is not a JPEG" in find_frame(crop_files(record())).failure

    def test_other_hosts_are_never_asked(self, served):
        _, asked = served
        far = Rendition("medium", "https://elsewhere.example/a.jpg", "scaled", 420, 420)
        crop = Rendition("thumbnail", CROP, "cropped-landscape", 360, 240)

        found = find_frame(crop_files(record(renditions=(far, crop), srcsets=())))

        assert found.failure == "this server may not read the provider's files"
        assert asked == []
