"""Each rule passing, failing, and not measured; the limits at their exact values."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gallery.responsive import lint_files, lint_markup
from gallery.responsive.lint import RULES, Finding, ImageMarkup, MeasuredFile, lint

FLAT = (100,) * 64
GOOD = ImageMarkup(
    src="b",
    srcset="a 400w, b 800w, c 1200w",
    sizes="auto, (min-width: 900px) 400px, 100vw",
    width=1200,
    height=800,
    alt="A dancer in front of a crowd",
    loading="lazy",
    native_width=1200,
    files={
        "a": MeasuredFile(400, 267, FLAT),
        "b": MeasuredFile(800, 533, FLAT),
        "c": MeasuredFile(1200, 800, FLAT),
    },
    layout={360: 360, 412: 412, 768: 768, 1280: 400, 1920: 400},
)
Rule = Callable[[ImageMarkup], Finding]


class TestLint:
    def test_a_good_picture_has_no_finding(self) -> None:
        found = lint(GOOD)

        assert {one.rule: one.passed for one in found} == dict.fromkeys(
            (
                "duplicate", "malformed", "mixed-descriptors", "missing-sizes", "wrong-width",
                "wrong-ratio", "different-content", "gap-too-big", "auto-without-lazy",
                "wrong-sizes", "missing-src", "missing-dimensions", "missing-alt",
                "above-native", "not-fitting",
            ),
            True,
        )  # fmt: skip
        assert all(one.measured and not one.advice for one in found)

    def test_an_empty_img_is_read_too(self) -> None:
        found = {one.rule: one.passed for one in lint(ImageMarkup())}

        assert [rule for rule, passed in found.items() if passed is False] == [
            "missing-src", "missing-dimensions", "missing-alt"
        ]  # fmt: skip
        assert [rule for rule, passed in found.items() if passed is None] == [
            "wrong-width", "wrong-ratio", "different-content", "gap-too-big", "wrong-sizes",
            "above-native", "not-fitting",
        ]  # fmt: skip
        assert len(found) == len(RULES)


class TestEachRule:
    @pytest.mark.parametrize(
        ("rule", "changes", "measured"),
        [
            (lint_markup.duplicate, {"srcset": "a 400w, a 800w"}, "a"),
            (lint_markup.duplicate, {"srcset": "a 400w, b 400w"}, "400w"),
            (lint_markup.duplicate, {"srcset": "a, b 1x"}, "1x"),
            (lint_markup.malformed, {"srcset": "a 400w, b wide"}, "'wide' does not describe b"),
            (lint_markup.malformed, {"sizes": "50%"}, "entry 1 does not end in a length"),
            (lint_markup.mixed_descriptors, {"srcset": "a 400w, b 2x"}, "1 by w, 1 by x"),
            (lint_markup.missing_sizes, {"sizes": None}, "no sizes"),
            (lint_markup.missing_sizes, {"sizes": " "}, "no sizes"),
            (lint_markup.auto_without_lazy, {"loading": None}, "auto, not lazy"),
            (lint_markup.auto_without_lazy, {"sizes": "auto , 100vw"}, "auto , 100vw"),
            (lint_markup.auto_without_lazy, {"sizes": "100vw, auto"}, "100vw, auto"),
            (lint_markup.auto_without_lazy, {"sizes": "auto"}, "auto alone"),
            (lint_markup.missing_src, {"src": " "}, "no src"),
            (lint_markup.missing_dimensions, {"height": 0}, "width 1200, height missing"),
            (lint_markup.missing_alt, {"alt": None}, "no alt"),
            (lint_markup.missing_alt, {"alt": " "}, "empty alt"),
            (lint_markup.above_native, {"native_width": 1199}, "widest 1200 px of 1199 px"),
            (
                lint_files.wrong_width,
                {"files": {"a": MeasuredFile(300, 200), "b": MeasuredFile(800, 533)}},
                "400w is 300 px",
            ),
            (
                lint_files.wrong_ratio,
                {"files": {"a": MeasuredFile(400, 270), "b": MeasuredFile(800, 533)}},
                "400×270 is off by 1.3%",
            ),
            (
                lint_files.different_content,
                {"files": {"a": MeasuredFile(400, 267, FLAT), "b": MeasuredFile(800, 533, (113,) * 64)}},
                "luminance differs by 13.0 of 255 at most",
            ),
            # 1500² − 400² at 3:2 is 1.39 megapixel.
            (
                lint_files.gap_too_big,
                {"srcset": "a 400w, b 1500w"},
                "1.39 megapixel between 400 and 1500 px",
            ),
            (
                lint_files.wrong_sizes,
                {"sizes": "100vw"},
                "at 1280 px sizes says 1280, laid out 400; at 1920 px sizes says 1920, laid out 400",
            ),
            (
                lint_files.not_fitting,
                {"srcset": "a 400w", "native_width": 4000},
                "412@1.75: 400 px for 721, blurry 0.6×; 360@3: 400 px for 1080, blurry 0.4×",
            ),
            (
                lint_files.not_fitting,
                {"srcset": "b 800w, d 2400w", "native_width": 4000},
                "360@3: 2400 px for 1080, wasteful 2.2×",
            ),
        ],
    )  # fmt: skip
    def test_fails_with_what_was_measured_and_what_to_do(
        self, rule: Rule, changes: dict[str, object], measured: str
    ) -> None:
        found = rule(replace(GOOD, **changes))  # type: ignore[arg-type]

        assert found.passed is False
        assert found.measured == measured
        assert found.advice.endswith(".")

    @pytest.mark.parametrize(
        ("rule", "changes"),
        [
            (lint_files.wrong_width, {"files": {}}),
            (lint_files.wrong_ratio, {"files": {}}),
            (lint_files.different_content, {"files": {"a": MeasuredFile(400, 267, FLAT)}}),
            (lint_files.gap_too_big, {"srcset": "a 400w"}),
            (lint_files.gap_too_big, {"width": None, "files": {}}),
            (lint_files.wrong_sizes, {"layout": {}}),
            (lint_files.wrong_sizes, {"sizes": None}),
            (lint_files.not_fitting, {"srcset": "a 2x"}),
            (lint_markup.above_native, {"native_width": 0}),
        ],
    )
    def test_says_when_it_could_not_measure(self, rule: Rule, changes: dict[str, object]) -> None:
        assert rule(replace(GOOD, **changes)).passed is None  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("rule", "changes"),
        [
            # A pixel of rounding in a very flat picture is no wrong ratio.
            (
                lint_files.wrong_ratio,
                {"width": 2400, "height": 131, "files": {"a": MeasuredFile(200, 11)}},
            ),
            # 5% and 15 px of 400: 435 is the last that passes.
            (lint_files.wrong_sizes, {"sizes": "435px", "layout": {1280: 400}}),
            # Exactly 0.75 megapixel: 1250² − 1000² = 562,500, at 3:4 upright × 4/3.
            (
                lint_files.gap_too_big,
                {"srcset": "a 1000w, b 1250w", "width": 3, "height": 4},
            ),
            # Below 256 and above 2048 px nothing counts.
            (lint_files.gap_too_big, {"srcset": "a 10w, b 256w, c 300w"}),
            (lint_files.gap_too_big, {"srcset": "a 2048w, b 9000w, c 1900w"}),
            # All the pixels there are cannot be too few.
            (lint_files.not_fitting, {"srcset": "a 400w", "native_width": 400}),
            (lint_markup.missing_sizes, {"srcset": "a 1x, b 2x", "sizes": None}),
            (lint_markup.auto_without_lazy, {"sizes": "100vw", "loading": None}),
        ],
    )
    def test_passes_at_the_limit(self, rule: Rule, changes: dict[str, object]) -> None:
        assert rule(replace(GOOD, **changes)).passed is True  # type: ignore[arg-type]

    def test_wrong_sizes_just_above_the_limit(self) -> None:
        image = replace(GOOD, sizes="436px", layout={1280: 400})

        assert lint_files.wrong_sizes(image).passed is False
