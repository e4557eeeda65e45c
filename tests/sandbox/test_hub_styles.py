import io

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.sandbox.hub_styles import BY_PATH_NAME, HUB_STYLES, crop_box, style_size
from tests.sandbox.delivery import small_server

# Hub docs, files: the table of sizes.
CROPS = {
    "hard_crop_landscape_240": (240, 160),
    "thumbnail": (360, 240),
    "hard_crop_landscape_540": (540, 360),
    "hard_crop_landscape_720": (720, 480),
    "landscape": (900, 600),
    "hard_crop_landscape_1005": (1005, 670),
    "hard_crop_landscape_1230": (1230, 820),
    "hard_crop_landscape_1380": (1380, 920),
}
WIDTHS = {
    "medium": 420,
    "soft_crop_630": 630,
    "full_width": 825,
    "soft_crop_1030": 1030,
    "large": 1194,
    "soft_crop_1300": 1300,
    "xlarge": 1440,
    "soft_crop_1600": 1600,
    "soft_crop_1800": 1800,
    "soft_crop_2000": 2000,
    "soft_crop_2400": 2400,
    "soft_crop_2880": 2880,
}
# The sample file 40461 of the contract: names that differ in the path.
PATH_NAMES = {
    "medium": "hub_medium",
    "large": "hub_large",
    "xlarge": "hub_xlarge",
    "thumbnail": "hub_thumbnail",
}


def delivered(path_name: str, path: str) -> PIL.Image.Image:
    stored = small_server().hub_style(path_name, path).load()
    return PIL.Image.open(io.BytesIO(stored.data))


class TestTable:
    def test_has_exactly_the_contract_s_sizes(self):
        assert {s.name: (s.width, s.height) for s in HUB_STYLES if s.height} == CROPS
        assert {s.name: s.width for s in HUB_STYLES if s.height is None} == WIDTHS

    def test_path_names_are_those_of_the_sample(self):
        differing = {s.name: s.path_name for s in HUB_STYLES if s.name != s.path_name}

        assert differing == PATH_NAMES
        assert len(BY_PATH_NAME) == 20


class TestDelivered:
    @pytest.mark.parametrize("name", CROPS)
    @pytest.mark.parametrize(
        "path", ["2023-10/plain.jpg", "2023-10/tall (1).png", "2023-10/small.jpg"]
    )
    def test_crops_are_exact_whatever_the_source(self, name, path):
        image = delivered(PATH_NAMES.get(name, name), path)

        assert image.size == CROPS[name]

    @pytest.mark.parametrize("name", WIDTHS)
    def test_scaled_ones_keep_the_ratio(self, name):
        image = delivered(PATH_NAMES.get(name, name), "2023-10/plain.jpg")

        assert image.width == WIDTHS[name]
        assert image.height == pytest.approx(WIDTHS[name] * 2 / 3, abs=0.5)

    def test_a_small_source_comes_as_it_is(self):
        assert delivered("hub_medium", "2023-10/small.jpg").size == (200, 300)

    def test_the_file_is_of_the_kind_its_name_says(self):
        assert delivered("hub_medium", "2023-10/plain.jpg").format == "JPEG"
        assert delivered("hub_medium", "2023-10/tall (1).png").format == "PNG"


sides = st.integers(1, 6000)


class TestCropBox:
    @given(st.text(max_size=8), sides, sides)
    def test_is_the_largest_3_to_2_frame_inside(self, name, width, height):
        left, top, across, down = crop_box(name, width, height)

        assert 0 <= left <= width - across
        assert 0 <= top <= height - down
        assert across == width or down == height
        assert abs(across * 2 - down * 3) <= 3

    @given(st.text(max_size=8))
    def test_its_middle_is_in_the_middle_of_the_picture(self, name):
        left, _, across, _ = crop_box(name, 4000, 1000)
        _, top, _, down = crop_box(name, 1500, 4000)

        assert 0.35 - 0.001 <= (left + across / 2) / 4000 <= 0.65 + 0.001
        assert 0.35 - 0.001 <= (top + down / 2) / 4000 <= 0.65 + 0.001

    def test_a_picture_of_3_to_2_is_not_cropped(self):
        assert crop_box("any", 3000, 2000) == (0, 0, 3000, 2000)

    def test_stays_where_it_is_from_release_to_release(self):
        assert crop_box("2023-10/a.jpg", 4000, 1000) == (1503, 0, 1500, 1000)
        assert len({crop_box(name, 4000, 1000) for name in "abcdefgh"}) == 8

    def test_delivery_shows_the_frame_that_it_says(self):
        # Blue begins below half the height: where the crop's red ends tells where it sits.
        _, top, _, down = crop_box("hub-2", 900, 1600)

        image = delivered("hard_crop_landscape_720", "2023-10/tall (1).png")
        column = [image.getpixel((10, y))[2] > 128 for y in range(image.height)]

        assert down == 600
        assert column.index(True) == pytest.approx((800 - top) / 600 * 480, abs=1)


class TestStyleSize:
    @pytest.mark.parametrize(
        ("path_name", "source", "expected"),
        [
            ("hub_medium", (5392, 3592), (420, 280)),  # 3592 × 420 / 5392 = 279.8
            ("soft_crop_2880", (2550, 1700), (2550, 1700)),
            ("full_width", (20_000, 10), (825, 1)),
            ("hub_thumbnail", (100, 100), (360, 240)),
        ],
    )
    def test_size(self, path_name, source, expected):
        assert style_size(BY_PATH_NAME[path_name], *source) == expected
