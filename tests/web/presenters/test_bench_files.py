"""Every rendition, and what is said when a measured file is not what was declared."""

import pytest

from gallery.harvest.measure import Measured
from gallery.harvest.measurements import Measurement
from gallery.iiif.image_service import ImageService
from gallery.records import Rendition, Rights
from gallery.web.presenters.bench_files import all_renditions, families, file_row
from tests.catalog.records import harvard, hub
from tests.web.presenters.bench_records import with_crop

SERVICE = ImageService(
    "https://nrs.harvard.edu/x", 2, 2, 2550, 1800, sizes=((1275, 900), (638, 450))
)


def row(record, rendition, measured=None, failure=""):
    found = Measurement(measured, failure) if measured or failure else None
    return file_row(record, rendition, found)


def scaled(width, height=None):
    return Rendition("soft", "https://api.hub.jhu.edu/a.jpg", "scaled", width, height)


class TestFamilies:
    def test_harvard_has_the_ladder_and_the_service_s_own_sizes(self):
        listed = all_renditions(harvard(1), SERVICE)

        found = families(harvard(1), listed, {})

        assert [it.name for it in found] == ["iiif", "service"]
        assert [file.name for file in found[1].files] == ["638×450", "1275×900"]
        assert found[1].files[0].url == "https://nrs.harvard.edu/x/full/638,/0/default.jpg"

    def test_a_service_of_version_3_writes_both_sides(self):
        service = ImageService("https://x.test/3", 3, 0, 800, 600, sizes=((400, 300),))

        listed = all_renditions(harvard(1), service)

        assert listed[-1].url == "https://x.test/3/full/400,300/0/default.jpg"

    def test_sizes_above_the_rights_are_left_out(self):
        record = harvard(1, rights=Rights(permission_level=1))

        assert [it.family for it in all_renditions(record, SERVICE)] == ["iiif", "iiif"]

    def test_the_hub_has_scaled_and_cropped(self):
        found = families(with_crop(), all_renditions(with_crop(), None), {})

        assert [it.name for it in found] == ["cropped-landscape", "scaled"]
        assert all(it.sample for it in found)

    def test_nothing_where_the_rights_forbid_the_picture(self):
        assert all_renditions(harvard(1, rights=Rights(permission_level=2)), SERVICE) == ()


class TestState:
    @pytest.mark.parametrize(
        ("rendition", "measured", "state", "is_wrong"),
        [
            (scaled(1194), None, "not measured", False),
            (scaled(6000), None, "declared wider than the original, 5,388 px", True),
            (scaled(1194), Measured(1194, 796, "JPEG"), "as declared", False),
            (scaled(1194), Measured(1024, 683, "JPEG"), "1,024 px wide, not 1,194", True),
            (scaled(1194), Measured(1194, 1194, "JPEG"), "not the original’s ratio", True),
            (scaled(360, 240), Measured(360, 300, "JPEG"), "300 px high, not 240", True),
            (scaled(360, 240), Measured(360, 241, "JPEG"), "as declared", False),
        ],
    )
    def test_says_what_is_wrong(self, rendition, measured, state, is_wrong):
        found = row(hub(1), rendition, measured)

        assert (found.state, found.is_wrong) == (state, is_wrong)

    def test_a_file_that_cannot_be_had_says_why(self):
        found = row(hub(1), scaled(1194), failure="status 404")

        assert (found.state, found.is_wrong, found.measured) == ("status 404", True, "")


class TestFigures:
    def test_measured_ones_go_before_declared_ones(self):
        found = row(hub(1), scaled(1194), Measured(1024, 683, "JPEG", 93_600))

        assert found.declared == "1,194 wide"
        assert found.measured == "1,024 × 683"
        assert (found.ratio, found.megapixels, found.bytes) == ("1.499", "0.70", "94 kB")
