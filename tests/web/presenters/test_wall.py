import re
from pathlib import Path

import pytest

from gallery.web.presenters.ratios import SCALE, TALL_SCALE, is_filled, ratio_class
from gallery.web.presenters.stages import CAP_STEP, LARGEST_CAP, stage_sizes
from gallery.web.presenters.wall import Box, card_sizes
from tests.paths import ROOT

CSS = ROOT / "static" / "css"


def lengths(sizes: str) -> list[str]:
    """The entries for screens of usual density."""
    return [part for part in re.split(r", (?=\(|min)", sizes) if "resolution" not in part]


class TestRatioClass:
    @pytest.mark.parametrize(
        ("size", "expected"),
        [
            ((3000, 2000), 150),
            ((1000, 1000), 100),
            ((2000, 3000), 65),
            ((1530, 1000), 150),
            ((4700, 1000), 450),
            ((41768, 2273), 520),
            ((0, 0), 150),
        ],
    )
    def test_is_the_nearest_of_the_scale(self, size, expected):
        assert ratio_class(*size, narrowest=SCALE[0]) == expected

    def test_extremes_are_fitted_in_whole(self):
        assert is_filled(3000, 2000)
        assert not is_filled(41768, 2273)
        assert not is_filled(0, 0)

    def test_the_style_sheet_knows_every_class(self):
        found = re.findall(r"\.r(\d+) \{ --q: ([\d.]+); \}", (CSS / "wall.css").read_text())

        assert [int(name) for name, _value in found] == [*TALL_SCALE, *SCALE]
        assert all(int(name) == round(float(value) * 100) for name, value in found)

    def test_the_style_sheet_knows_every_cap(self):
        found = re.findall(
            r"\.cap(\d+) \{ --cap: (\d+)px; \}", Path(CSS / "components.css").read_text()
        )

        assert [int(name) for name, _value in found] == [
            *range(CAP_STEP, LARGEST_CAP + 1, CAP_STEP)
        ]
        assert all(name == value for name, value in found)


class TestCardSizes:
    def test_a_lone_card_keeps_its_natural_width(self):
        (sizes,) = card_sizes([Box(150)], 6)

        assert lengths(sizes) == [
            "(min-width: 1600px) min(100vw - 344px, 360px)",
            "(min-width: 900px) min(100vw - 344px, 285px)",
            "(min-width: 600px) min(100vw - 48px, 285px)",
            "min(100vw - 32px, 198px)",
        ]

    def test_cards_share_a_row_by_their_ratios(self):
        # 1140 px leave 796 for four cards of 190 px and three gaps of 12: 796 fit.
        sizes = card_sizes([Box(100)] * 12, 1)[0]

        assert "(min-width: 1140px) min(25vw - 95px, 361px)" in sizes

    def test_a_panorama_joins_the_few_narrow_cards_before_it_on_wide_windows(self):
        narrow, wide = card_sizes([Box(75), Box(520), *[Box(150)] * 10], 2)

        # Below 1200 px the panorama's 988 px do not fit beside 143 and have a row for themselves;
        # then it takes what is left, until from 1487 px on both are equally tall.
        assert lengths(narrow)[-5:-2] == [
            "(min-width: 1487px) min(12.61vw - 45px, 271px)",
            "(min-width: 1200px) min(100vw - 344px, 142px)",
            "(min-width: 900px) min(100vw - 344px, 271px)",
        ]
        assert lengths(wide)[-5:-2] == [
            "(min-width: 1487px) min(87.39vw - 311px, 1877px)",
            "(min-width: 1200px) min(100vw - 498px, 1877px)",
            "(min-width: 900px) min(100vw - 344px, 1877px)",
        ]

    def test_no_packing_goes_on_for_ever(self):
        boxes = [Box(SCALE[index * 7 % len(SCALE)], index % 2 == 0) for index in range(100)]

        assert len(card_sizes(boxes, 6)) == 6

    def test_the_few_sizes_of_files_ask_for_wider_boxes_where_pixels_are_large(self):
        (sizes,) = card_sizes([Box(60, is_from_files=True)], 6)

        assert sizes == (
            "(min-resolution: 1.5dppx) and (min-width: 1600px) min(100vw - 344px, 180px), "
            "(min-resolution: 1.5dppx) and (min-width: 900px) min(100vw - 344px, 142px), "
            "(min-resolution: 1.5dppx) and (min-width: 600px) min(100vw - 48px, 142px), "
            "(min-resolution: 1.5dppx) and (min-width: 0px) min(100vw - 32px, 140px), "
            "(min-width: 1600px) min(100vw - 344px, 288px), "
            "(min-width: 900px) min(100vw - 344px, 285px), "
            "(min-width: 600px) min(100vw - 48px, 285px), "
            "min(100vw - 32px, 284px)"
        )


class TestStageSizes:
    def test_follow_window_and_pixels(self):
        assert stage_sizes(1024, 150).endswith(
            "(min-width: 900px) min(100vw - 440px, 1024px, 150vh - 225px), "
            "(min-width: 600px) min(100vw - 48px, 1024px, 150vh - 255px), "
            "min(100vw - 32px, 1024px, 150vh - 255px)"
        )
