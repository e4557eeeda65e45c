"""Image requests, with the values of Image API 2.1 and 3.0: a picture of 300×200 px (§4)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.iiif.image_request import (
    Box,
    ImageRequest,
    ImageRequestError,
    Limits,
    Region,
    Rotation,
    Size,
)

FULL = (300, 200)


def parse_with(region: str = "full", size: str = "max", rotation: str = "0") -> ImageRequest:
    return ImageRequest.parse(f"{region}/{size}/{rotation}/default.jpg")


class TestParse:
    def test_every_part(self) -> None:
        found = ImageRequest.parse("125,15,120,140/90,/!345/gray.jpg")

        assert found == ImageRequest(
            Region.pixels(125, 15, 120, 140),
            Size("width", width=90),
            Rotation(Decimal(345), mirror=True),
            "gray",
            "jpg",
        )

    @pytest.mark.parametrize(
        "text",
        [
            "full/max/0/default.jpg",
            "square/max/0/default.jpg",
            "0,10,100,200/pct:50/90/default.png",
            "pct:10,10,80,80/50,/22.5/color.jpg",
            "pct:41.6,7.5,40,70/max/0/default.jpg",
            "full/^max/0/default.jpg",
            "full/^360,/0/default.jpg",
            "full/,150/0/default.webp",
            "full/^,240/0/default.jpg",
            "full/^pct:120/0/default.tif",
            "full/225,100/0/default.gif",
            "full/^360,360/0/bitonal.jpg",
            "full/!225,100/0/default.jp2",
            "full/^!360,360/!0/default.jpg",
            "full/full/!180/default.pdf",
        ],
    )
    def test_the_forms_of_the_specifications_survive(self, text: str) -> None:
        assert str(ImageRequest.parse(text)) == text

    def test_percent_encoded(self) -> None:
        assert ImageRequest.parse("full/%5E%21360%2C360/%210/default.jpg") == ImageRequest.parse(
            "full/^!360,360/!0/default.jpg"
        )

    @pytest.mark.parametrize(
        ("given", "written"),
        [(".5", "0.5"), ("22.50", "22.5"), ("90.0", "90"), ("090", "90"), ("!0.0", "!0"), ("100", "100")],
    )  # fmt: skip
    def test_numbers_are_written_as_3_0_section_4_7_wants(self, given: str, written: str) -> None:
        assert str(parse_with(rotation=given).rotation) == written

    @pytest.mark.parametrize(
        ("text", "parameter", "reason"),
        [
            ("full/max/default.jpg", "request", "it is not {region}"),
            ("full/max/0/default.jpg/x", "request", "it is not {region}"),
            ("", "request", "it is not {region}"),
            ("full/max/0/default", "format", "there is no format"),
            ("full/max/0/default.", "format", "it is not one of jpg"),
            ("full/max/0/default.JPG", "format", "it is not one of jpg"),
            ("full/max/0/.jpg", "quality", "it is not one of default, color"),
            ("full/max/0/native.jpg", "quality", "it is not one of default, color"),
            ("all/max/0/default.jpg", "region", "it is not full"),
            ("1,2,3/max/0/default.jpg", "region", "it is not full"),
            ("1,2,3,4,5/max/0/default.jpg", "region", "it is not full"),
            ("0,0,0,10/max/0/default.jpg", "region", "above zero"),
            ("pct:0,0,10,0/max/0/default.jpg", "region", "above zero"),
            ("-1,0,10,10/max/0/default.jpg", "region", "'-1' is not a whole number"),
            ("1.5,0,10,10/max/0/default.jpg", "region", "'1.5' is not a whole number"),
            ("pct:1e1,0,10,10/max/0/default.jpg", "region", "'1e1' is not a number"),
            ("pct:٣,0,10,10/max/0/default.jpg", "region", "is not a number"),
            ("full/,/0/default.jpg", "size", "it is not max"),
            ("full//0/default.jpg", "size", "it is not max"),
            ("full/100/0/default.jpg", "size", "it is not max"),
            ("full/!100,/0/default.jpg", "size", "it is not max"),
            ("full/!,100/0/default.jpg", "size", "it is not max"),
            ("full/,^240/0/default.jpg", "size", "'^240' is not a whole number"),
            ("full/0,/0/default.jpg", "size", "at least 1 pixel"),
            ("full/100,0/0/default.jpg", "size", "at least 1 pixel"),
            ("full/pct:0/0/default.jpg", "size", "above zero"),
            ("full/pct:/0/default.jpg", "size", "'' is not a number"),
            ("full/+5,/0/default.jpg", "size", "'+5' is not a whole number"),
            ("full/^full/0/default.jpg", "size", "it is not max"),
            ("full/1234567890123,/0/default.jpg", "size", "is not a whole number"),
            ("full/max/361/default.jpg", "rotation", "between 0 and 360"),
            ("full/max/-90/default.jpg", "rotation", "'-90' is not a number"),
            ("full/max/!/default.jpg", "rotation", "'' is not a number"),
            ("full/max/90!/default.jpg", "rotation", "'90!' is not a number"),
        ],
    )
    def test_each_mistake_is_named(self, text: str, parameter: str, reason: str) -> None:
        with pytest.raises(ImageRequestError) as caught:
            ImageRequest.parse(text)

        assert caught.value.parameter == parameter
        assert reason in caught.value.reason
        assert caught.value.status == 400

    def test_full_went_with_3_0(self) -> None:
        assert ImageRequest.parse("full/full/0/default.jpg", 2).size == Size("full")
        with pytest.raises(ImageRequestError, match="replaced by max"):
            ImageRequest.parse("full/full/0/default.jpg", 3)

    def test_upscaling_came_with_3_0(self) -> None:
        assert ImageRequest.parse("full/^max/0/default.jpg", 3).size == Size("max", upscale=True)
        with pytest.raises(ImageRequestError, match="came with Image API 3"):
            ImageRequest.parse("full/^max/0/default.jpg", 2)

    def test_a_service_may_have_words_of_its_own(self) -> None:
        found = ImageRequest.parse(
            "full/max/0/native.avif", qualities=("native",), formats=("avif",)
        )

        assert (found.quality, found.format) == ("native", "avif")


class TestResolveRegion:
    @pytest.mark.parametrize(
        ("region", "box"),
        [
            ("full", Box(0, 0, 300, 200)),
            ("square", Box(50, 0, 200, 200)),
            ("125,15,120,140", Box(125, 15, 120, 140)),
            ("pct:41.6,7.5,40,70", Box(125, 15, 120, 140)),
            ("125,15,200,200", Box(125, 15, 175, 185)),
            ("pct:41.6,7.5,66.6,100", Box(125, 15, 175, 185)),
            ("299,199,1,1", Box(299, 199, 1, 1)),
        ],
    )
    def test_the_examples_of_section_4_1(self, region: str, box: Box) -> None:
        assert parse_with(region).resolve(3, *FULL).box == box

    def test_the_square_of_an_upright_picture(self) -> None:
        assert parse_with("square").resolve(3, 200, 301).box == Box(0, 50, 200, 200)

    @pytest.mark.parametrize("region", ["300,0,10,10", "0,200,10,10", "pct:100,0,10,10"])
    def test_outside_is_an_error(self, region: str) -> None:
        with pytest.raises(ImageRequestError, match="outside the picture"):
            parse_with(region).resolve(3, *FULL)

    def test_less_than_a_pixel_is_an_error(self) -> None:
        with pytest.raises(ImageRequestError, match="less than one pixel"):
            parse_with("pct:0,0,0.1,50").resolve(3, *FULL)


class TestResolveSize:
    @pytest.mark.parametrize(
        ("size", "expected"),
        [
            ("max", (300, 200)),
            ("^max", (300, 200)),  # no limit says how far
            ("150,", (150, 100)),
            ("^360,", (360, 240)),
            (",150", (225, 150)),
            ("^,240", (360, 240)),
            ("pct:50", (150, 100)),
            ("^pct:120", (360, 240)),
            ("225,100", (225, 100)),
            ("^360,360", (360, 360)),
            ("^100,360", (100, 360)),
            ("!225,100", (150, 100)),
            ("!900,900", (300, 200)),
            ("^!360,360", (360, 240)),
            ("^!150,150", (150, 100)),
            ("300,200", (300, 200)),
            ("^300,", (300, 200)),
        ],
    )
    def test_the_examples_of_3_0_section_4_2(self, size: str, expected: tuple[int, int]) -> None:
        found = parse_with(size=size).resolve(3, *FULL)

        assert (found.width, found.height) == expected

    @pytest.mark.parametrize(
        ("size", "expected"),
        [
            ("full", (300, 200)),
            ("max", (300, 200)),
            ("150,", (150, 100)),
            ("360,", (360, 240)),
            (",240", (360, 240)),
            ("pct:120", (360, 240)),
            ("225,100", (225, 100)),
            ("!225,100", (150, 100)),
            ("!900,900", (300, 200)),
        ],
    )
    def test_2_1_may_enlarge_without_a_mark(self, size: str, expected: tuple[int, int]) -> None:
        found = parse_with(size=size).resolve(2, *FULL)

        assert (found.width, found.height) == expected

    @pytest.mark.parametrize(
        ("size", "limits", "expected"),
        [
            ("max", Limits(200), (200, 133)),
            ("^max", Limits(360), (360, 240)),
            ("^max", Limits(360, 120), (180, 120)),
            ("max", Limits(max_area=15000), (150, 100)),
            ("^max", Limits(max_area=240000), (600, 400)),
            ("max", Limits(1000, 1000, 1_000_000), (300, 200)),
            ("!250,250", Limits(200), (200, 133)),
            ("^!900,900", Limits(360), (360, 240)),
            ("200,", Limits(200), (200, 133)),
        ],
    )
    def test_limits(self, size: str, limits: Limits, expected: tuple[int, int]) -> None:
        found = parse_with(size=size).resolve(3, *FULL, limits=limits)

        assert (found.width, found.height) == expected

    @pytest.mark.parametrize(
        ("size", "limits"),
        [("201,", Limits(200)), (",150", Limits(300, 149)), ("pct:50", Limits(max_area=14999))],
    )
    def test_above_the_limits_is_an_error(self, size: str, limits: Limits) -> None:
        with pytest.raises(ImageRequestError, match="above the limits") as caught:
            parse_with(size=size).resolve(3, *FULL, limits=limits)

        assert caught.value.status == 400

    @given(st.integers(1, 3000), st.integers(1, 3000), st.integers(100_000, 9_000_000))
    def test_max_never_steps_over_an_area(self, width: int, height: int, area: int) -> None:
        limits = Limits(max_area=area)

        found = parse_with(size="max").resolve(3, width, height, limits=limits)

        assert found.width * found.height <= area

    @pytest.mark.parametrize("size", ["301,", ",201", "pct:101", "300,201", "301,200"])
    def test_3_0_refuses_to_enlarge_unasked(self, size: str) -> None:
        with pytest.raises(ImageRequestError, match="asks for enlarging") as caught:
            parse_with(size=size).resolve(3, *FULL)

        assert caught.value.status == 400

    @pytest.mark.parametrize(
        ("version", "size", "status"), [(3, "^pct:120", 501), (2, "pct:120", 400), (2, "301,", 400)]
    )
    def test_a_service_that_does_not_enlarge(self, version: int, size: str, status: int) -> None:
        with pytest.raises(ImageRequestError, match="does not enlarge") as caught:
            parse_with(size=size).resolve(version, *FULL, upscaling=False)

        assert caught.value.status == status

    @pytest.mark.parametrize("size", ["1,", "!1,1", "pct:0.1"])
    def test_no_pixels_is_an_error(self, size: str) -> None:
        with pytest.raises(ImageRequestError, match="would have no pixels"):
            parse_with(size=size).resolve(3, 1000, 10)

    def test_size_is_of_the_region(self) -> None:
        found = parse_with("125,15,120,140", "90,", "!345").resolve(2, *FULL)

        assert (found.width, found.height) == (90, 105)
        assert (found.mirror, found.degrees) == (True, 345)
