"""``sizes`` by the HTML standard (4.8.4.3.11), CSS Values 4 and Media Queries 4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.responsive.css_lengths import Viewport
from gallery.responsive.source_sizes import SourceSize, allows_auto, evaluate_sizes

DESKTOP = Viewport(1280, 800)
PHONE = Viewport(360, 640, dpr=3)


def px(sizes: str, viewport: Viewport = DESKTOP) -> float:
    return evaluate_sizes(sizes, viewport).px


class TestExamplesOfTheStandard:
    # HTML 4.8.4.2.1: "(max-width: 30em) 100vw, (max-width: 50em) 50vw, calc(33vw - 100px)".
    SIZES = "(max-width: 30em) 100vw, (max-width: 50em) 50vw, calc(33vw - 100px)"

    @pytest.mark.parametrize(
        ("width", "expected"), [(480, 480), (481, 240.5), (800, 400), (1000, 230)]
    )
    def test_the_first_that_matches_counts(self, width: int, expected: float) -> None:
        assert px(self.SIZES, Viewport(width, 800)) == pytest.approx(expected)

    def test_which_entry_it_was(self) -> None:
        assert evaluate_sizes(self.SIZES, Viewport(600, 800)) == SourceSize(300, 1)


class TestLengths:
    @pytest.mark.parametrize(
        ("sizes", "expected"),
        [
            ("300px", 300),
            ("1e2PX", 100),
            (".5in", 48),
            ("2.54cm", 96),
            ("25.4mm", 96),
            ("101.6q", 96),
            ("72pt", 96),
            ("6pc", 96),
            ("20em", 320),
            ("20rem", 320),
            ("50vw", 640),
            ("50vh", 400),
            ("50vi", 640),
            ("10vmin", 80),
            ("10vmax", 128),
            ("50svw", 640),
            ("50dvh", 400),
            ("50cqw", 640),
            ("0", 0),
            ("calc(100vw - 2rem)", 1248),
            ("calc( (100vw - 260px) / 3 )", 340),
            ("calc(2 * 3 * 10px)", 60),
            ("calc(10px + 2 * (3px - 1px))", 14),
            ("calc(50vw", 640),
            ("min(50vw, 600px)", 600),
            ("max(10vw, 5em, 200px)", 200),
            ("clamp(200px, 30vw, 350px)", 350),
            ("clamp(500px, 30vw, 350px)", 500),
            ("calc(min(500px, 1000px) / 2)", 250),
            ("calc(1px - 5px)", 0),
            ("/* half */ 50vw /* of it */", 640),
        ],
    )
    def test_what_is_right(self, sizes: str, expected: float) -> None:
        found = evaluate_sizes(sizes, DESKTOP)

        assert found.px == pytest.approx(expected)
        assert (found.entry, found.errors) == (0, ())

    @pytest.mark.parametrize(
        "sizes",
        [
            "50%",
            "300",
            "-1px",
            "10parsec",
            "calc(50vw -10px)",
            "calc(50vw- 10px)",
            "calc(10)",
            "calc(10px * 2px)",
            "calc(10px / 2px)",
            "calc(10px / 0)",
            "calc(10px + 5)",
            "calc(10px +)",
            "calc()",
            "calc(10px 20px)",
            "calc(10px, 20px)",
            "calc(10px ! 2)",
            "calc({10px})",
            "clamp(1px, 2px)",
            "min(10px 20px)",
            "min(1, 2px)",
            "clamp(100px, 50%, 300px)",
            "abs(-300px)",
            "var(--width)",
            "wide",
            "(min-width: 600px",
            "100px ]",
            '"100px"',
        ],
    )
    def test_what_is_wrong_leaves_100vw(self, sizes: str) -> None:
        found = evaluate_sizes(sizes, DESKTOP)

        assert (found.px, found.entry) == (1280, None)
        assert found.errors

    def test_nothing_is_100vw(self) -> None:
        assert evaluate_sizes(" ", DESKTOP) == SourceSize(1280, None)

    @pytest.mark.parametrize("sizes", [",,250px", "50%, 250px", "-1px, 250px"])
    def test_a_wrong_entry_is_skipped(self, sizes: str) -> None:
        found = evaluate_sizes(sizes, DESKTOP)

        assert found.px == 250
        assert found.errors

    def test_what_is_behind_an_unconditional_entry_never_counts(self) -> None:
        found = evaluate_sizes("100px, (min-width: 1px) 200px", DESKTOP)

        assert found == SourceSize(
            100, 0, ("entry 1 has no condition, so nothing behind it counts",)
        )


class TestMediaConditions:
    @pytest.mark.parametrize(
        "condition",
        [
            "(min-width: 1280px)",
            "(max-width: 1280px)",
            "(MIN-WIDTH:80em)",
            "(width: 1280px)",
            "(min-width: 0)",
            "(min-height: calc(40em + 10px))",
            "(width >= 1280px)",
            "(1280px <= width)",
            "(1000px < width <= 1280px)",
            "(1300px > width > 1000px)",
            "(width = 1280px)",
            "(calc(600px + 80px) <= width)",
            "(orientation: landscape)",
            "(orientation)",
            "(width)",
            "(aspect-ratio: 16/10)",
            "(aspect-ratio > 1)",
            "(min-aspect-ratio: 4 / 3)",
            "(resolution: 1dppx)",
            "(max-resolution: 96dpi)",
            "(-webkit-max-device-pixel-ratio: 1)",
            "(hover)",
            "(prefers-color-scheme: light)",
            "not (min-width: 1281px)",
            "(not (orientation: portrait))",
            "(min-width: 1px) and (max-width: 9999px) and (color)",
            "(min-width: 9999px) or (orientation: landscape)",
            "((min-width: 1px) and (not (max-width: 2px)))",
            "(unknown) or (min-width: 1px)",
        ],
    )
    def test_holds(self, condition: str) -> None:
        assert px(f"{condition} 100px, 500px") == 100

    @pytest.mark.parametrize(
        "condition",
        [
            "(min-width: 1281px)",
            "(max-width: 1279.5px)",
            "(min-width: 600)",
            "(min-width: wide)",
            "(min-width: 600px 700px)",
            "(width > 1280px)",
            "(1000px < width > 500px)",
            "(1000px = width = 1000px)",
            "(width ! 1280px)",
            "(width =< 1280px)",
            "(300px < 400px)",
            "(orientation: portrait)",
            "(orientation: upright)",
            "(aspect-ratio: 16/0)",
            "(resolution >= 2dppx)",
            "(resolution: 1px)",
            "(prefers-reduced-motion)",
            "(hover: none)",
            "(unknown)",
            "(not (unknown))",
            "not (unknown)",
            "(unknown) and (min-width: 1px)",
            "()",
            "(600px)",
            "screen",
            "screen and (min-width: 1px)",
            "not all",
            "not(min-width: 9999px)",
            "(min-width: 1px) and (max-width: 9999px) or (color)",
            "1px",
            "(min-width: 1px) (max-width: 9999px)",
            "(min-width: 1px) and",
            "(min-width: 1px) and screen",
            "[min-width: 1px]",
        ],
    )
    def test_does_not_hold(self, condition: str) -> None:
        assert px(f"{condition} 100px, 500px") == 500

    def test_the_pixel_ratio_is_the_viewports(self) -> None:
        assert px("(min-resolution: 2dppx) 100px, 500px", PHONE) == 100


class TestAuto:
    @pytest.mark.parametrize("sizes", ["auto", "auto, 300px", "AUTO,300px", " auto , 300px"])
    def test_lazy_takes_the_laid_out_width(self, sizes: str) -> None:
        assert evaluate_sizes(sizes, DESKTOP, is_lazy=True, layout_width=222).px == 222

    def test_lazy_but_not_laid_out_yet_takes_the_fallback(self) -> None:
        assert evaluate_sizes("auto, 300px", DESKTOP, is_lazy=True) == SourceSize(300, 1)

    def test_not_lazy_is_100vw_as_chromium_does(self) -> None:
        found = evaluate_sizes("auto, 300px", DESKTOP, layout_width=222)

        assert found == SourceSize(1280, None, ("auto without loading=lazy",))

    @pytest.mark.parametrize("sizes", ["300px, auto", "(min-width: 1px) auto, 300px"])
    def test_elsewhere_it_is_passed_over(self, sizes: str) -> None:
        assert evaluate_sizes(sizes, DESKTOP, is_lazy=True, layout_width=222).px == 300

    @pytest.mark.parametrize(
        ("sizes", "is_lazy", "expected"),
        [
            ("auto", True, True),
            ("Auto, 300px", True, True),
            ("auto", False, False),
            ("auto ,300px", True, False),
            (" auto", True, False),
            ("300px, auto", True, False),
        ],
    )
    def test_where_the_standard_allows_it(self, sizes: str, is_lazy: bool, expected: bool) -> None:
        assert allows_auto(sizes, is_lazy=is_lazy) is expected


class TestAnything:
    PIECES = (
        "(", ")", "[", "calc(", "min(", "max(", "clamp(", "not ", "and ", " or ", ",", ":", " ",
        "min-width", "width", "orientation", "aspect-ratio", "<", "=", ">", "+", " - ", "*", "/",
        "1", "0", "-5", "1e999", "20px", "50vw", "2dppx", "auto", "portrait", "/*", "é", "\\",
    )  # fmt: skip

    @given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
    def test_is_read_with_a_width(self, sizes: str) -> None:
        found = evaluate_sizes(sizes, DESKTOP)

        assert found.px >= 0

    @pytest.mark.parametrize("opener", ["(", "calc(", "(not ", "[{("])
    def test_deep_nesting_is_a_mistake_not_a_failure(self, opener: str) -> None:
        assert evaluate_sizes(opener * 20_000, DESKTOP).px == 1280
