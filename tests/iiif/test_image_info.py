"""info.json as it is found: recorded documents, and what must be refused and why."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.iiif.image_info import ImageInfoError, read_image_info
from gallery.iiif.image_service import ImageService, TileSet
from gallery.iiif.resolution import Limits
from tests.paths import DATA, needs_shared

INFOJSON = DATA / "infojson"
V3: dict[str, Any] = {
    "@context": "http://iiif.io/api/image/3/context.json",
    "id": "https://example.org/image-service/abcd1234/1E34750D",
    "type": "ImageService3",
    "protocol": "http://iiif.io/api/image",
    "profile": "level1",
    "width": 6000,
    "height": 4000,
}
V2: dict[str, Any] = {
    "@context": "http://iiif.io/api/image/2/context.json",
    "@id": "http://www.example.org/image-service/abcd1234/1E34750D",
    "protocol": "http://iiif.io/api/image",
    "width": 4000,
    "height": 3000,
    "profile": ["http://iiif.io/api/image/2/level2.json"],
}
V1: dict[str, Any] = {
    "@context": "http://library.stanford.edu/iiif/image-api/1.1/context.json",
    "@id": "http://iiif.example.com/prefix/1E34750D",
    "width": 6000,
    "height": 4000,
    "scale_factors": [1, 2, 4],
    "tile_width": 1024,
    "tile_height": 1024,
    "formats": ["jpg", "png"],
    "qualities": ["native", "grey"],
    "profile": "http://library.stanford.edu/iiif/image-api/1.1/compliance.html#level0",
}


def without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in names}


class TestVersion3:
    def test_the_complete_response_of_section_5_9(self) -> None:
        found = read_image_info(
            V3
            | {
                "maxWidth": 3000,
                "maxHeight": 2000,
                "maxArea": 4000000,
                "sizes": [{"width": 150, "height": 100}, {"width": 600, "height": 400}],
                "tiles": [
                    {"width": 512, "scaleFactors": [1, 2, 4]},
                    {"width": 1024, "height": 2048, "scaleFactors": [8, 16]},
                ],
                "preferredFormats": ["png", "gif"],
                "extraFormats": ["png", "gif", "pdf"],
                "extraQualities": ["color", "gray"],
                "extraFeatures": ["canonicalLinkHeader", "rotationArbitrary"],
            }
        )

        assert found == ImageService(
            base="https://example.org/image-service/abcd1234/1E34750D",
            version=3,
            level=1,
            width=6000,
            height=4000,
            sizes=((150, 100), (600, 400)),
            tiles=(TileSet(512, 512, (1, 2, 4)), TileSet(1024, 2048, (8, 16))),
            formats=("jpg", "png", "gif", "pdf"),
            qualities=("default", "color", "gray"),
            features=frozenset(
                {
                    "regionByPx",
                    "regionSquare",
                    "sizeByW",
                    "sizeByH",
                    "sizeByWh",
                    "canonicalLinkHeader",
                    "rotationArbitrary",
                }
            ),
            limits=Limits(3000, 2000, 4000000),
            preferred_formats=("png", "gif"),
        )

    def test_level_2_has_png_and_color(self) -> None:
        found = read_image_info(V3 | {"profile": "level2"})

        assert found.formats == ("jpg", "png")
        assert found.qualities == ("default", "color", "gray")
        assert "rotationBy90s" in found.features

    def test_by_type_where_the_context_is_missing(self) -> None:
        assert read_image_info(without(V3, "@context")).version == 3

    def test_a_profile_of_version_2_is_taken_with_a_note(self) -> None:
        found = read_image_info(V3 | {"profile": "http://iiif.io/api/image/3/level1.json"})

        assert found.level == 1
        assert "is taken for level1" in found.notes[0]


class TestVersion2:
    def test_the_profile_description_of_section_5_3(self) -> None:
        description = {
            "formats": ["gif", "pdf"],
            "maxWidth": 2000,
            "qualities": ["color", "gray"],
            "supports": ["canonicalLinkHeader", "rotationArbitrary", "profileLinkHeader"],
        }

        found = read_image_info(V2 | {"profile": [*V2["profile"], description]})

        assert found.formats == ("jpg", "png", "gif", "pdf")
        assert found.qualities == ("default", "color", "gray", "bitonal")
        assert found.limits == Limits(2000)
        assert "rotationArbitrary" in found.features
        assert not found.upscales

    def test_the_names_of_2_0(self) -> None:
        description = {"supports": ["sizeByForcedWh", "sizeByWh"]}
        level_1 = "http://iiif.io/api/image/2/level1.json"

        found = read_image_info(V2 | {"profile": [level_1, description]})

        assert {"sizeByDistortedWh", "sizeByConfinedWh"} <= found.features

    def test_by_profile_where_all_else_is_missing(self) -> None:
        found = read_image_info(without(V2, "@context"))

        assert found.version == 2

    def test_a_profile_that_is_one_object(self) -> None:
        found = read_image_info(
            V2 | {"profile": {"@id": "http://iiif.io/api/image/2/level2.json", "formats": ["webp"]}}
        )

        assert (found.level, found.formats) == (2, ("jpg", "png", "webp"))

    def test_no_profile_is_level_0_with_a_note(self) -> None:
        found = read_image_info(without(V2, "profile"))

        assert found.level == 0
        assert found.notes == ("no compliance level is given, so level 0 is assumed",)

    def test_numbers_written_otherwise(self) -> None:
        found = read_image_info(V2 | {"width": "4000", "height": 3000.0})

        assert (found.width, found.height) == (4000, 3000)


class TestVersion1:
    def test_the_example_of_1_1(self) -> None:
        found = read_image_info(V1)

        assert found == ImageService(
            base="http://iiif.example.com/prefix/1E34750D",
            version=1,
            level=0,
            width=6000,
            height=4000,
            tiles=(TileSet(1024, 1024, (1, 2, 4)),),
            formats=("jpg", "png"),
            qualities=("native", "grey"),
        )

    def test_1_0_takes_its_address_from_where_it_was_read(self) -> None:
        document = without(V1, "@context", "@id") | {
            "identifier": "1E34750D",
            "profile": "http://library.stanford.edu/iiif/image-api/compliance.html#level0",
        }

        found = read_image_info(document, url="https://iiif.example.com/1E34750D/info.json")

        assert (found.version, found.base) == (1, "https://iiif.example.com/1E34750D")


class TestRefused:
    @pytest.mark.parametrize(
        ("document", "reason"),
        [
            ("{", "it is not JSON"),
            ("[" * 100_000, "it is not JSON"),
            (b"\xff\xfe\x00", "it is not JSON"),
            ("[]", "it is not a JSON object"),
            ("null", "it is not a JSON object"),
            ({}, "nothing tells its Image API version"),
            (V3 | {"@context": ["http://iiif.io/api/image/3/context.json", "x"]}, "as the last"),
            (without(V3, "type") | {"@context": "http://x/"}, "of no known Image API version"),
            (V3 | {"profile": "level5"}, "there are only the levels 0, 1 and 2"),
            (without(V3, "id"), "is no web address"),
            (V3 | {"id": 5}, "is no web address"),
            (without(V3, "width"), "width of the picture is not a number of pixels: None"),
            (V3 | {"height": 0}, "height of the picture"),
            (V3 | {"height": -1}, "height of the picture"),
            (V3 | {"height": True}, "height of the picture"),
            (V3 | {"height": 1.5}, "height of the picture"),
            (V3 | {"height": float("nan")}, "height of the picture"),
            (V3 | {"sizes": "not an array!"}, "sizes is not a list"),
            (V3 | {"sizes": [5]}, "sizes holds something other than objects"),
            (V3 | {"sizes": [{"height": 400}]}, "width of size 1"),
            (V3 | {"tiles": {}}, "tiles is not a list"),
            (V3 | {"tiles": [{"width": 0}]}, "width of tile 1"),
            (V3 | {"service": [{"type": "FIXME a type"}]}, "is not the name of a type"),
        ],
    )
    def test_with_the_reason(self, document: Any, reason: str) -> None:
        with pytest.raises(ImageInfoError) as caught:
            read_image_info(document)

        assert reason in str(caught.value)


class TestAnything:
    JSON = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["width", "height", "type", "supports"]), inner)
        ),
        max_leaves=6,
    )

    @given(st.dictionaries(st.sampled_from([*V3, "@type", "@id", "sizes", "tiles", "service",
                                            "maxWidth", "maxArea", "extraFeatures"]), JSON))  # fmt: skip
    def test_is_read_or_refused_but_never_fails(self, changes: dict[str, Any]) -> None:
        for document in (V3 | changes, V2 | changes, changes):
            try:
                found = read_image_info(document)
            except ImageInfoError:
                continue
            assert found.width > 0

    def test_limits_written_as_anything_else_are_none(self) -> None:
        found = read_image_info(V3 | {"maxWidth": True, "maxHeight": "800", "maxArea": 10**12})

        assert found.limits == Limits(None, 800, 10**12)


@needs_shared
class TestCollection:
    """Every recorded document is read, or refused for a reason that is known here."""

    def test_real_services_are_all_usable(self) -> None:
        paths = sorted((INFOJSON / "real").glob("*.json"))

        found = {path.name: read_image_info(path.read_bytes()) for path in paths}

        assert len(found) == 33
        assert all(
            one.base.startswith("http") and one.width and one.height for one in found.values()
        )

    @pytest.mark.parametrize(("folder", "count"), [("server", 36), ("spec", 25)])
    def test_templates_and_examples(self, folder: str, count: int) -> None:
        """What has no address is usable once it is known where it was read."""
        refused = {}
        paths = sorted((INFOJSON / folder).glob("*.json"))
        for path in paths:
            try:
                read_image_info(path.read_bytes(), url="https://iiif.test/a/info.json")
            except ImageInfoError as error:
                refused[path.name] = str(error)

        assert len(paths) == count
        # Three examples of the specification still hold the placeholder of its version.
        assert all("{{ page.major }}" in reason for reason in refused.values())
        assert len(refused) == (3 if folder == "spec" else 0)

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("v1.0__nohost__6d4f453c", "BAD_CONTEXT.json' is of no known Image API version"),
            ("v1.1__iiif.example.com__73e72a79", "BAD_CONTEXT.json' is of no known"),
            ("v3__example.com__fcd7f5fd", "'FIXME need the correct type' is not the name"),
            ("v3__example.org__1ca9ea75", "sizes is not a list"),
            ("v3__example.org__79f26c44", "as the last"),
            ("v3__example.org__c52bf95d", "width of size 2"),
            ("v3__example.org__e261023c", "'level5': there are only"),
            ("vunknown__example.org__06c59b43", "BAD_CONTEXT.json' is of no known"),
        ],
    )
    def test_wrong_ones_are_refused(self, name: str, reason: str) -> None:
        with pytest.raises(ImageInfoError) as caught:
            read_image_info((INFOJSON / f"invalid/{name}.json").read_bytes())

        assert reason in str(caught.value)

    def test_harvards_own(self) -> None:
        path = DATA / "recorded/harvard/iiif_info_mps_drs20430287.json"
        document = json.loads(path.read_text())

        found = read_image_info(document)

        assert (found.version, found.level) == (2, 2)
        assert {"jpg", "tif", "gif", "png"} <= set(found.formats)
        assert set(found.qualities) == {"default", "color", "gray", "bitonal"}
        assert {"rotationArbitrary", "mirroring", "regionSquare"} <= found.features
        assert found.tiles[0].width == 1024
        assert found.limits == Limits()
