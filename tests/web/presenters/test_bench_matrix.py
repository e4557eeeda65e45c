"""The matrix: predictions by window and pixel ratio, bad cells in words."""

import pytest

from gallery.harvest.measure import Measured
from gallery.harvest.measurements import Measurement
from gallery.responsive.css_lengths import Viewport
from gallery.web.presenters.bench_layouts import BenchLayout, page_layouts, typed_layout
from gallery.web.presenters.bench_matrix import matrix, verdict_of
from gallery.web.presenters.figures import byte_size
from tests.catalog.records import harvard, hub
from tests.web.presenters.bench_records import with_crop


def layout(srcset="/a.jpg 400w, /b.jpg 800w, /c.jpg 1600w", sizes="100vw"):
    return BenchLayout("typed", "Your own", "", "/a.jpg", srcset, sizes, 1600, 1200, "A boat")


def cell(table, width, dpr):
    row = next(row for row in table.rows if row.width == width)
    return row.cells[[1, 1.5, 2, 3].index(dpr)]


class TestMatrix:
    def test_nine_windows_by_four_pixel_ratios(self):
        table = matrix(layout(), {})

        assert [row.width for row in table.rows] == [
            320, 360, 414, 768, 1024, 1280, 1440, 1920, 2560
        ]  # fmt: skip
        assert {len(row.cells) for row in table.rows} == {4}

    @pytest.mark.parametrize(
        ("width", "dpr", "file", "verdict", "fit"),
        [
            (320, 1, "400w", "", "1.6×"),  # 400² / 320²
            (768, 1, "800w", "", "1.1×"),
            (414, 1, "800w", "wasteful", "3.7×"),  # 800² / 414²
            (1024, 1, "1600w", "wasteful", "2.4×"),
            (1920, 1, "1600w", "blurry", "0.83×"),  # 1600 / 1920
            (2560, 3, "1600w", "blurry", "0.21×"),
        ],
    )
    def test_the_file_and_how_it_fits(self, width, dpr, file, verdict, fit):
        found = cell(matrix(layout(), {}), width, dpr)

        assert (found.file, found.verdict, found.fit) == (file, verdict, fit)

    def test_bad_cells_are_counted_in_words(self):
        assert matrix(layout("/a.jpg 10000w"), {}).summary == "36 predictions, 35 wasteful"

    def test_bytes_stand_where_they_are_known(self):
        measured = {"/a.jpg": Measurement(Measured(400, 300, "JPEG", 93_600))}

        table = matrix(layout(), measured)

        assert cell(table, 320, 1).bytes == "94 kB"
        assert cell(table, 768, 1).bytes == ""

    def test_one_file_without_a_width_claims_no_fit(self):
        found = cell(matrix(layout(srcset=""), {}), 320, 1)

        assert (found.file, found.fit, found.verdict) == ("only file", "", "")

    @pytest.mark.parametrize(
        ("count", "text"), [(940, "940 B"), (93_600, "94 kB"), (999_600, "1.0 MB")]
    )
    def test_bytes_as_people_read_them(self, count, text):
        assert byte_size(count) == text

    @pytest.mark.parametrize(
        ("scale", "word"), [(0.89, "blurry"), (0.9, ""), (1.5, ""), (1.51, "wasteful")]
    )
    def test_what_counts_as_bad(self, scale, word):
        assert verdict_of(scale) == word


class TestLayouts:
    def test_every_layout_that_our_pages_have(self):
        assert [it.name for it in page_layouts(harvard(1))] == ["picture", "first", "wall", "bench"]

    def test_a_lone_card_is_as_wide_as_its_row_makes_it(self):
        wall = next(it for it in page_layouts(harvard(1)) if it.name == "wall")

        # 2550 × 1800 is 1.41 on the scale of ratios; rows are 132 and 190 px high.
        assert wall.auto_width(Viewport(360, 780)) == pytest.approx(1.41 * 132)
        assert wall.auto_width(Viewport(1280, 800)) == pytest.approx(1.41 * 190)

    def test_a_file_of_the_hub_is_widened_where_pixels_are_few(self):
        wall = next(it for it in page_layouts(hub(1, width=3000, height=3000)) if it.name == "wall")

        assert wall.auto_width(Viewport(1280, 800, 1)) == pytest.approx(1.5 * 190)
        assert wall.auto_width(Viewport(1280, 800, 2)) == pytest.approx(1.0 * 190)

    def test_a_crop_is_never_among_the_whole_pictures(self):
        crop = typed_layout(with_crop(), "100vw", "cropped-landscape")

        assert crop is not None
        assert "hard_crop" in crop.srcset
        assert "soft_crop" not in crop.srcset

    def test_harvard_has_no_crop(self):
        assert typed_layout(harvard(1), "100vw", "cropped-landscape") is None
