"""The fixed ladder of widths, and what rights and Save-Data leave of it."""

import pytest

from gallery.responsive.ladder import drop_top, height_at, ladder, largest_width


class TestLadder:
    @pytest.mark.parametrize(
        ("width", "expected"),
        [
            (5000, (200, 400, 600, 843, 1200, 1686, 2400)),
            (2400, (200, 400, 600, 843, 1200, 1686, 2400)),
            (2154, (200, 400, 600, 843, 1200, 1686, 2154)),
            (843, (200, 400, 600, 843)),
            (201, (200, 201)),
            (200, (200,)),
            (150, (150,)),
            (1, (1,)),
            (0, ()),
        ],
    )
    def test_clamped_to_native_and_2400(self, width: int, expected: tuple[int, ...]) -> None:
        assert ladder(width) == expected

    @pytest.mark.parametrize(
        ("width", "height", "expected"),
        [
            (2400, 600, (200, 400, 600, 843, 1200, 1686, 2400)),
            # (1686² - 1200²) × 3/4 = 1.05 megapixel: one rung halves it; 1686 to 2048 likewise.
            (2400, 1800, (200, 400, 600, 843, 1200, 1463, 1686, 1876, 2400)),
            (1200, 2400, (200, 400, 600, 843, 1037, 1200)),
        ],
    )
    def test_no_leap_is_over_0_75_megapixel(
        self, width: int, height: int, expected: tuple[int, ...]
    ) -> None:
        assert ladder(width, height) == expected

    @pytest.mark.parametrize(
        ("width", "height", "expected"),
        [
            (2550, 1700, (200, 256)),
            (2154, 2550, (200, 216)),
            (200, 2550, (20,)),
            (100, 80, (100,)),
            (2550, 0, ()),  # it might come taller than allowed
        ],
    )
    def test_at_most_256_on_the_longer_side(
        self, width: int, height: int, expected: tuple[int, ...]
    ) -> None:
        assert ladder(width, height, longest_side=256) == expected

    def test_not_shown_at_all(self) -> None:
        assert ladder(2550, 1700, longest_side=0) == ()

    @pytest.mark.parametrize(
        ("width", "expected"),
        [(2400, (200, 400, 600, 843, 1200)), (843, (200, 400)), (201, (200,)), (150, (150,))],
    )
    def test_save_data_drops_the_top(self, width: int, expected: tuple[int, ...]) -> None:
        # 843 × 2/3 = 562, so 600 goes too; 201 × 2/3 = 134, and the lowest rung stays.
        assert ladder(width, save_data=True) == expected


class TestLargestWidth:
    def test_the_height_stays_within_the_limit_even_rounded_up(self) -> None:
        width = largest_width(1955, 2550, 256)

        assert width == 196  # 197 would come 256.96 px tall
        assert -(-2550 * width // 1955) <= 256


class TestDropTop:
    def test_nothing_drops_nothing(self) -> None:
        assert drop_top(()) == ()


class TestHeightAt:
    @pytest.mark.parametrize(
        ("width", "native", "expected"),
        [(843, (2154, 2550), 998), (200, (41768, 2273), 11), (200, (41768, 10), 1)],
    )
    def test_keeps_the_ratio(self, width: int, native: tuple[int, int], expected: int) -> None:
        assert height_at(width, *native) == expected
