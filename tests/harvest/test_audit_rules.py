"""What is wrong with a file, rule by rule, over sizes written out."""

import pytest

from gallery.catalog.audits import FINDINGS
from gallery.harvest.audit_rules import Seen, frame_width, is_cut_short, is_too_heavy, judge
from gallery.harvest.measure import Measured
from gallery.records import Rendition
from tests.catalog.records import harvard, hub

SCALED = Rendition("large", "https://api.hub.jhu.edu/l.jpg", "scaled", 1194)
CROP = Rendition("landscape", "https://api.hub.jhu.edu/c.jpg", "cropped-landscape", 900, 600)


def findings(width, height, rendition=SCALED, record=None, **seen):
    measured = Measured(width, height, "JPEG", seen.pop("size", 90_000))
    return judge(record or hub(1), rendition, Seen(measured, **seen)).findings


class TestSizes:
    def test_a_true_file_has_none(self):
        assert findings(1194, 796) == ()
        assert findings(900, 600, CROP) == ()

    @pytest.mark.parametrize("height", [795, 797])
    def test_rounding_is_no_finding(self, height):
        assert findings(1194, height) == ()

    def test_another_width_is_mislabelled(self):
        assert findings(1140, 760) == ("mislabelled",)
        assert findings(720, 480, CROP) == ("mislabelled",)

    def test_another_height_is_mislabelled(self):
        rendition = Rendition("600w", "/sandbox/iiif/2/a", "iiif", 600, 400)

        assert findings(600, 424, rendition, harvard(1, width=600, height=424)) == ("mislabelled",)

    def test_the_whole_picture_in_place_of_the_crop(self):
        assert findings(900, 1350, CROP, hub(1, width=2000, height=3000)) == ("wrong-crop",)

    def test_the_crop_in_place_of_the_whole_picture(self):
        assert findings(1194, 796, SCALED, hub(1, width=2000, height=3000)) == ("wrong-crop",)

    def test_an_original_narrower_than_declared_is_only_noted(self):
        assert findings(1000, 667, SCALED, hub(1, width=1000, height=667)) == ("capped",)

    def test_more_pixels_than_the_original(self):
        assert findings(1194, 796, SCALED, hub(1, width=1000, height=667)) == ("upscaled",)

    def test_a_crop_with_more_pixels_than_its_frame(self):
        assert findings(900, 600, CROP, hub(1, width=1500, height=500)) == ("upscaled",)

    def test_an_original_of_unknown_size_says_nothing_of_the_ratio(self):
        assert findings(1194, 500, SCALED, hub(1, width=0, height=0)) == ()


class TestFrameWidth:
    @pytest.mark.parametrize(
        ("size", "crop"), [((3000, 2000), 3000), ((2000, 3000), 2000), ((4000, 1000), 1500)]
    )
    def test_is_what_the_original_has_for_a_crop(self, size, crop):
        record = hub(1, width=size[0], height=size[1])

        assert frame_width(record, is_crop=True) == crop
        assert frame_width(record, is_crop=False) == size[0]


class TestType:
    @pytest.mark.parametrize("served", ["image/png", "text/html; charset=utf-8", "image/webp"])
    def test_served_as_another(self, served):
        assert findings(1194, 796, served_as=served) == ("wrong-type",)

    @pytest.mark.parametrize("served", ["image/jpeg", "IMAGE/JPEG; q=1", "image/jpg", ""])
    def test_served_as_it_is(self, served):
        assert findings(1194, 796, served_as=served) == ()


class TestWeight:
    @pytest.mark.parametrize(
        ("size", "answer"),
        [
            (Measured(1000, 1000, "JPEG", 600_000), False),
            (Measured(1000, 1000, "PNG", 2_500_000), True),
            (Measured(240, 160, "PNG", 110_000), False),
            (Measured(8000, 6000, "JPEG", 5_000_001), True),
            (Measured(1000, 1000, "JPEG", None), False),
        ],
    )
    def test_bytes_for_what_it_shows(self, size, answer):
        assert is_too_heavy(size) is answer


class TestIsCutShort:
    @pytest.mark.parametrize(
        ("kind", "end", "answer"),
        [
            ("JPEG", b"\x12\x34\xff\xd9", False),
            ("JPEG", b"\xff\xd9 and what a camera adds", False),
            ("JPEG", b"\xff\x00\xd9\x12", True),
            ("PNG", b"\0\0\0\0IEND\xaeB`\x82", False),
            ("PNG", b"\0\0\0\0IDAT", True),
            ("GIF", b"\0;", False),
            ("GIF", b"\0\1", True),
            ("WEBP", b"anything", False),
            ("JPEG", None, False),
        ],
    )
    def test_by_what_a_file_of_its_kind_ends_with(self, kind, end, answer):
        assert is_cut_short(Measured(10, 10, kind), end) is answer


class TestFindings:
    def test_each_has_a_bit_of_its_own(self):
        assert sorted(FINDINGS.values()) == [1, 2, 4, 8, 16, 32, 64]
