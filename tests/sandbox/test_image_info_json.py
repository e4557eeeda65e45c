import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.sandbox.info_json import image_info

BASE = "https://example.org/iiif/x"


class TestVersion2:
    def test_whole_document(self):
        # Image API 2.1 §5.2 and §5.3: names, contexts and features.
        assert image_info(2, BASE, 1000, 500) == {
            "@context": "http://iiif.io/api/image/2/context.json",
            "@id": BASE,
            "protocol": "http://iiif.io/api/image",
            "width": 1000,
            "height": 500,
            "profile": [
                "http://iiif.io/api/image/2/level2.json",
                {
                    "formats": ["jpg", "png", "webp", "gif", "tif"],
                    "qualities": ["default", "color", "gray", "bitonal"],
                    "supports": [
                        "canonicalLinkHeader",
                        "mirroring",
                        "profileLinkHeader",
                        "regionSquare",
                        "rotationArbitrary",
                    ],
                },
            ],
            "sizes": [
                {"width": 125, "height": 63},
                {"width": 250, "height": 125},
                {"width": 500, "height": 250},
                {"width": 1000, "height": 500},
            ],
            "tiles": [{"width": 512, "height": 512, "scaleFactors": [1, 2]}],
        }


class TestVersion3:
    def test_whole_document(self):
        # Image API 3.0 §5.2 to §5.7.
        assert image_info(3, BASE, 300, 200) == {
            "@context": "http://iiif.io/api/image/3/context.json",
            "id": BASE,
            "type": "ImageService3",
            "protocol": "http://iiif.io/api/image",
            "width": 300,
            "height": 200,
            "profile": "level2",
            "extraFormats": ["webp", "gif", "tif"],
            "extraQualities": ["color", "gray", "bitonal"],
            "extraFeatures": [
                "canonicalLinkHeader",
                "mirroring",
                "profileLinkHeader",
                "rotationArbitrary",
                "sizeUpscaling",
            ],
            "preferredFormats": ["webp", "jpg"],
            "sizes": [
                {"width": 150, "height": 100},
                {"width": 300, "height": 200},
            ],
            "tiles": [{"width": 512, "height": 512, "scaleFactors": [1]}],
        }


class TestLadder:
    @given(st.integers(1, 50_000), st.integers(1, 50_000))
    def test_sizes_grow_up_to_the_picture_itself(self, width, height):
        sizes = image_info(3, BASE, width, height)["sizes"]

        assert sizes[-1] == {"width": width, "height": height}
        assert all(each["width"] >= 1 and each["height"] >= 1 for each in sizes)
        assert [each["width"] for each in sizes] == sorted(each["width"] for each in sizes)

    @pytest.mark.parametrize(
        ("width", "height", "factors"),
        [(512, 512, [1]), (513, 10, [1, 2]), (2550, 1700, [1, 2, 4, 8]), (1, 1, [1])],
    )
    def test_the_largest_factor_shows_all_in_one_tile(self, width, height, factors):
        assert image_info(3, BASE, width, height)["tiles"][0]["scaleFactors"] == factors
