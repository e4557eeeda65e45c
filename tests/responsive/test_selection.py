"""Which file is taken: densities by the HTML standard, the choice as Chromium makes it."""

import math

import pytest

from gallery.responsive.selection import Prediction, Viewport, densities, predict
from gallery.responsive.srcset import ImageCandidate, parse_srcset

# HTML 4.8.4.2.1 has this example: sizes="100vw", three files by width.
WOLF = "wolf_400px.jpg 400w, wolf_800px.jpg 800w, wolf_1600px.jpg 1600w"
LADDER = "200 200w, 400 400w, 600 600w, 843 843w, 1200 1200w, 1686 1686w, 2400 2400w"


def chosen(srcset: str, sizes: str, width: int, dpr: float) -> str:
    found = predict(srcset, sizes, Viewport(width, 800), dpr)

    assert found is not None
    return found.candidate.url


class TestDensities:
    def test_the_example_of_the_standard(self) -> None:
        """At 320 px wide, 100vw: "1.25, 2.5 and 5"."""
        found = densities(parse_srcset(WOLF).candidates, 320)

        assert [density for density, _ in found] == [1.25, 2.5, 5.0]

    def test_of_equal_ones_the_first_stays(self) -> None:
        found = densities(parse_srcset("b 2x, a, c 1x, d 2x").candidates, 100)

        assert [(density, one.url) for density, one in found] == [(1.0, "a"), (2.0, "b")]

    def test_a_source_size_of_zero_makes_all_alike(self) -> None:
        found = densities(parse_srcset(WOLF).candidates, 0)

        assert [(density, one.url) for density, one in found] == [(math.inf, "wolf_400px.jpg")]

    def test_a_density_beyond_single_precision(self) -> None:
        found = densities((ImageCandidate("a", density=1e300),), 100)

        assert found[0][0] == math.inf


class TestPredict:
    @pytest.mark.parametrize(
        ("width", "dpr", "url"),
        [
            (320, 1, "wolf_400px.jpg"),
            (320, 2, "wolf_800px.jpg"),
            (320, 2.5, "wolf_800px.jpg"),
            (320, 3, "wolf_1600px.jpg"),
            (400, 1, "wolf_400px.jpg"),
            (401, 1, "wolf_800px.jpg"),
            (1920, 2, "wolf_1600px.jpg"),
        ],
    )
    def test_the_smallest_that_is_enough(self, width: int, dpr: float, url: str) -> None:
        assert chosen(WOLF, "100vw", width, dpr) == url

    @pytest.mark.parametrize(
        ("width", "dpr", "url"),
        [(360, 3, "1200"), (768, 2, "843"), (1280, 1, "400"), (1920, 1, "600")],
    )
    def test_the_viewports_that_pages_are_checked_at(
        self, width: int, dpr: float, url: str
    ) -> None:
        sizes = "(min-width: 900px) calc((100vw - 260px) / 3), (min-width: 600px) 50vw, 100vw"

        assert chosen(LADDER, sizes, width, dpr) == url

    def test_order_does_not_matter(self) -> None:
        assert chosen("c 1600w, a 400w, b 800w", "100vw", 320, 2) == "b"

    @pytest.mark.parametrize(
        ("srcset", "dpr", "url"),
        [
            ("a 1x, b 2x", 1, "a"),
            ("a 1x, b 2x", 1.01, "b"),
            ("a 1x, b 2x", 3, "b"),
            ("b 2x", 1, "src"),
            ("b 2x", 2, "b"),
            ("a, b 2x", 1, "a"),
            ("a 1.0x", 1, "a"),
            ("", 2, "src"),
            ("a 400w", 2, "a"),
            ("broken 0w", 1, "src"),
        ],
    )
    def test_src_joins_where_the_standard_says_so(self, srcset: str, dpr: float, url: str) -> None:
        found = predict(srcset, "", Viewport(100, 100), dpr, src="src")

        assert found is not None
        assert found.candidate.url == url

    def test_nothing_to_take(self) -> None:
        assert predict("", "100vw", Viewport(100, 100)) is None

    def test_the_pixel_ratio_may_come_with_the_viewport(self) -> None:
        found = predict(WOLF, "100vw", Viewport(320, 640, dpr=2))

        assert found is not None
        assert (found.candidate.url, found.needed) == ("wolf_800px.jpg", 640)

    def test_auto_takes_the_layout(self) -> None:
        found = predict(LADDER, "auto, 100vw", Viewport(1280, 800), is_lazy=True, layout_width=190)

        assert found is not None
        assert found.candidate.url == "200"


class TestPrediction:
    def test_waste_is_of_pixels_and_blur_across(self) -> None:
        found = predict("a 400w", "100px", Viewport(1280, 800), 2)

        assert found == Prediction(ImageCandidate("a", 400), 100, 200, 400)
        assert (found.scale, found.waste, found.blur) == (2, 4, 0.5)

    def test_too_small_a_file_blurs(self) -> None:
        found = predict("a 600w", "500px", Viewport(1280, 800), 2)

        assert found is not None
        assert (found.scale, found.waste) == (0.6, pytest.approx(0.36))
        assert found.blur == pytest.approx(1 / 0.6)

    def test_by_density(self) -> None:
        found = predict("a 1x", "", Viewport(1280, 800), 2)

        assert found is not None
        assert (found.scale, found.blur) == (0.5, 2)

    def test_nothing_needed(self) -> None:
        found = predict("a 400w", "0px", Viewport(1280, 800))

        assert found is not None
        assert found.scale == math.inf
        assert found.blur == 0
