import pytest

from gallery.harvest.crops import CropFound
from gallery.records import Rendition, Rights
from gallery.responsive.crop_match import CropFrame
from gallery.web.presenters.crop import crop_view, lost_text, sides_text
from tests.catalog.records import harvard, hub

CROP = "https://api.hub.jhu.edu/factory/sites/default/files/styles/hub_thumbnail/public/a.jpg"


def square():
    """A Hub record of 3000 × 3000 px with one crop."""
    files = (
        *hub(1).renditions,
        Rendition("thumbnail", CROP, "cropped-landscape", 360, 240),
    )
    return hub(1, width=3000, height=3000, renditions=files)


MIDDLE = CropFrame(left=0.0, top=0.25, width=1.0, height=2 / 3, score=0.987)


class TestWords:
    @pytest.mark.parametrize(
        ("lost", "text"), [(0.0, ""), (0.003, ""), (0.333, "33%"), (0.9, "90%")]
    )
    def test_of_the_lost_area(self, lost, text):
        assert lost_text(lost) == text

    @pytest.mark.parametrize(
        ("frame", "text"),
        [
            (CropFrame(0, 0, 1, 1, 1), ""),
            (CropFrame(0, 0.25, 1, 0.75, 1), "25% at the top"),
            (MIDDLE, "25% at the top and 8% at the bottom"),
            (
                CropFrame(0.1, 0.1, 0.8, 0.8, 1),
                "10% at the top, 10% at the right, 10% at the bottom and 10% at the left",
            ),
        ],
        ids=["", "one side", "two sides", "all sides"],
    )
    def test_of_the_sides(self, frame, text):
        assert sides_text(frame) == text


class TestView:
    def test_draws_the_frame_in_px_of_the_picture(self):
        view = crop_view(square(), CropFound(MIDDLE))

        assert view.state == "found"
        assert (view.lines.x, view.lines.y) == ("0", "750")
        assert (view.lines.width, view.lines.height) == ("3000", "2000")
        assert (view.lines.right, view.lines.bottom) == ("3000", "2750")
        assert view.lost == "33%"
        assert view.agreement == "99%"
        assert view.in_original == "3,000 × 2,000 px, from 0 px across and 750 px down"

    @pytest.mark.parametrize(
        ("found", "state"),
        [
            (None, "waiting"),
            (CropFound(), "different"),
            (CropFound(failure="status 403"), "failed"),
        ],
    )
    def test_without_a_frame_says_why(self, found, state):
        view = crop_view(square(), found)

        assert view.state == state
        assert view.lines is None
        assert view.lost == ""

    @pytest.mark.parametrize(
        "record",
        [harvard(1), hub(2), hub(3, rights=Rights(permission_level=2))],
        ids=["IIIF", "no crop listed", "forbidden"],
    )
    def test_is_none_without_a_crop(self, record):
        assert crop_view(record, None) is None
