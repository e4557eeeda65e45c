"""The frames found on every picture of the sandbox's Hub, where the truth is known."""

import io
from urllib.parse import unquote

import PIL.Image
import pytest

from gallery.responsive.crop_match import find_crop
from gallery.sandbox.hub_styles import crop_box
from gallery.sandbox.image_views import default_server

pytestmark = pytest.mark.long

HUB_PICTURES = 162  # of the drawn collection
MOST_OFF = 0.02  # of the picture's width


def delivered(style: str, path: str) -> PIL.Image.Image:
    data = default_server().hub_style(style, path).load().data
    return PIL.Image.open(io.BytesIO(data)).convert("RGB")


def offset(path: str) -> float:
    """How far the worst side of the found frame is off, as a share of the width."""
    picture = default_server().pictures.hub_picture(path)
    found = find_crop(delivered("hub_medium", path), delivered("hard_crop_landscape_240", path))
    left, top, width, height = crop_box(picture.id, picture.width, picture.height)
    true = (left, top, left + width, top + height)
    right, bottom = found.left + found.width, found.top + found.height
    estimated = (
        found.left * picture.width,
        found.top * picture.height,
        right * picture.width,
        bottom * picture.height,
    )
    return max(abs(a - b) for a, b in zip(estimated, true, strict=True)) / picture.width


@pytest.fixture(scope="module")
def paths() -> list[str]:
    files = default_server().pictures.hub_files
    medium = [record["sizes"]["medium"] for record in files if record.get("sizes")]
    return [unquote(url.partition("/public/")[2].partition("?")[0]) for url in medium]


class TestEveryHubPicture:
    def test_is_there(self, paths):
        assert len(set(paths)) == HUB_PICTURES

    def test_frame_is_right_within_2_percent_of_the_width(self, paths):
        wrong = {path: off for path in paths if (off := offset(path)) > MOST_OFF}

        assert wrong == {}
