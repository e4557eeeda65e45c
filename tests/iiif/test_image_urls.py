"""Canonical forms of image requests, and their addresses: a picture of 300×200 px."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gallery.iiif.image_request import (
    ImageRequest,
    ImageRequestError,
    Limits,
    Size,
    image_url,
)

FULL = (300, 200)


def parse_with(region: str = "full", size: str = "max", rotation: str = "0") -> ImageRequest:
    return ImageRequest.parse(f"{region}/{size}/{rotation}/default.jpg")


class TestCanonical:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("full/full/0/default.jpg", "full/full/0/default.jpg"),
            ("full/max/0/default.jpg", "full/full/0/default.jpg"),
            ("full/300,/0/default.jpg", "full/full/0/default.jpg"),
            ("0,0,300,200/pct:50/0/default.jpg", "full/150,/0/default.jpg"),
            ("pct:0,0,100,100/!225,100/0.0/default.jpg", "full/150,/0/default.jpg"),
            ("full/225,100/22.50/gray.png", "full/225,100/22.5/gray.png"),
            ("full/150,100/!90/default.jpg", "full/150,/!90/default.jpg"),
            ("square/,100/0/default.jpg", "50,0,200,200/100,/0/default.jpg"),
            ("125,15,200,200/full/0/color.jpg", "125,15,175,185/full/0/color.jpg"),
            ("full/360,240/.5/default.jpg", "full/360,/0.5/default.jpg"),
        ],
    )
    def test_2_1_section_4_7(self, text: str, expected: str) -> None:
        assert str(ImageRequest.parse(text).canonical(2, *FULL)) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("full/max/0/default.jpg", "full/max/0/default.jpg"),
            ("full/^max/0/default.jpg", "full/max/0/default.jpg"),
            ("full/300,200/0/default.jpg", "full/max/0/default.jpg"),
            ("full/150,/0/default.jpg", "full/150,100/0/default.jpg"),
            ("full/^150,/0/default.jpg", "full/150,100/0/default.jpg"),
            ("full/^360,/0/default.jpg", "full/^360,240/0/default.jpg"),
            ("full/^pct:120/0/default.jpg", "full/^360,240/0/default.jpg"),
            ("full/!225,100/!22.50/gray.png", "full/150,100/!22.5/gray.png"),
            ("pct:41.6,7.5,40,70/60,/0/default.jpg", "125,15,120,140/60,70/0/default.jpg"),
        ],
    )
    def test_3_0_section_4_8(self, text: str, expected: str) -> None:
        assert str(ImageRequest.parse(text).canonical(3, *FULL)) == expected

    def test_max_is_what_the_limits_allow(self) -> None:
        limits = Limits(360)

        enlarged = ImageRequest.parse("full/^360,/0/default.jpg").canonical(3, *FULL, limits=limits)
        limited = ImageRequest.parse("full/max/0/default.jpg").canonical(
            2, *FULL, limits=Limits(200)
        )

        assert str(enlarged) == "full/^max/0/default.jpg"
        assert str(limited) == "full/200,/0/default.jpg"

    def test_the_square_of_a_square_picture_is_full(self) -> None:
        request = parse_with("square")

        assert str(request.canonical(2, 200, 200)) == "full/full/0/default.jpg"

    def test_the_default_quality_is_called_default(self) -> None:
        request = ImageRequest.parse("full/max/0/color.jpg")

        found = request.canonical(3, *FULL, default_quality="color")

        assert str(found) == "full/max/0/default.jpg"

    def test_a_distortion_so_flat_that_its_width_alone_would_have_no_height(self) -> None:
        request = parse_with(size="5,50")

        assert str(request.canonical(2, 41768, 2273)) == "full/5,50/0/default.jpg"

    @given(
        st.sampled_from([2, 3]),
        st.sampled_from(["full", "square", "3,5,70,40", "pct:10,10,33.3,80"]),
        st.sampled_from(["max", "50,", ",31", "pct:33", "!40,40", "21,20"]),
        st.integers(50, 3000),
        st.integers(50, 3000),
    )
    def test_it_means_the_same_and_is_its_own_canonical_form(
        self, version: int, region: str, size: str, width: int, height: int
    ) -> None:
        request = parse_with(region, size)
        try:
            meant = request.resolve(version, width, height)
        except ImageRequestError:
            assume(False)

        canonical = request.canonical(version, width, height)

        assert canonical.resolve(version, width, height) == meant
        assert canonical.canonical(version, width, height) == canonical


class TestImageUrl:
    @pytest.mark.parametrize(
        ("base", "url"),
        [
            (
                "https://nrs.harvard.edu/urn-3:HUAM:799974",
                "https://nrs.harvard.edu/urn-3:HUAM:799974/full/full/0/default.jpg",
            ),
            (
                "https://iiif.example.org/2/ark:%2F12025%2F654xz321/",
                "https://iiif.example.org/2/ark:%2F12025%2F654xz321/full/full/0/default.jpg",
            ),
            ("/sandbox/iiif/2/a", "/sandbox/iiif/2/a/full/full/0/default.jpg"),
        ],
    )
    def test_the_base_is_opaque(self, base: str, url: str) -> None:
        assert image_url(base, ImageRequest(size=Size("full"))) == url
