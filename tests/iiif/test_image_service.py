"""What a service is asked: every mistake before it is sent. Levels as the compliance documents."""

import pytest

from gallery.iiif.compliance import level_features, level_formats, level_qualities
from gallery.iiif.image_request import ImageRequest, ImageRequestError
from gallery.iiif.image_service import ImageService, TileSet
from gallery.iiif.resolution import Limits

BASE = "https://iiif.example.org/2/urn-3:HUAM:1"
WORDS = ("default", "native", "color", "gray", "grey", "bitonal")


def service(version: int, level: int, *extra: str, **values: object) -> ImageService:
    given = {
        "formats": level_formats(level),
        "qualities": level_qualities(version, level),
        "features": level_features(version, level) | set(extra),
        **values,
    }
    return ImageService(BASE, version, level, 300, 200, **given)  # type: ignore[arg-type]


def mistakes(found: ImageService, text: str) -> list[tuple[str, str]]:
    request = ImageRequest.parse(text, qualities=WORDS)
    return [(error.parameter, error.reason.rpartition(" ")[2]) for error in found.check(request)]


class TestLevels:
    """Compliance 3.0 and 2.1, §3.1 to §3.5: what each level must do, and no more is assumed."""

    @pytest.mark.parametrize(
        ("version", "text", "lowest"),
        [
            (3, "full/max/0/default.jpg", 0),
            (3, "0,0,9,9/max/0/default.jpg", 1),
            (3, "square/max/0/default.jpg", 1),
            (3, "pct:0,0,9,9/max/0/default.jpg", 2),
            (3, "full/150,/0/default.jpg", 1),
            (3, "full/,150/0/default.jpg", 1),
            (3, "full/150,100/0/default.jpg", 1),
            (3, "full/150,150/0/default.jpg", 1),
            (3, "full/pct:50/0/default.jpg", 2),
            (3, "full/!99,99/0/default.jpg", 2),
            (3, "full/^max/0/default.jpg", 0),
            (3, "full/^600,/0/default.jpg", 9),
            (3, "full/max/90/default.jpg", 2),
            (3, "full/max/45/default.jpg", 9),
            (3, "full/max/!0/default.jpg", 9),
            (3, "full/max/0/gray.jpg", 2),
            (3, "full/max/0/bitonal.jpg", 9),
            (3, "full/max/0/default.png", 2),
            (3, "full/max/0/default.webp", 9),
            (3, "full/full/0/default.jpg", 9),
            (2, "full/full/0/default.jpg", 0),
            (2, "full/max/0/default.jpg", 0),
            (2, "0,0,9,9/full/0/default.jpg", 1),
            (2, "square/full/0/default.jpg", 9),
            (2, "full/pct:50/0/default.jpg", 1),
            (2, "full/150,100/0/default.jpg", 2),
            (2, "full/150,150/0/default.jpg", 2),
            (2, "full/600,/0/default.jpg", 9),
            (2, "full/^150,/0/default.jpg", 9),
            (2, "full/full/0/bitonal.jpg", 2),
            (1, "full/full/0/native.jpg", 0),
            (1, "full/full/0/default.jpg", 9),
            (1, "full/max/0/native.jpg", 9),
            (1, "full/150,/0/native.jpg", 1),
            (1, "full/150,100/270/grey.png", 2),
        ],
    )
    def test_from_which_level_on(self, version: int, text: str, lowest: int) -> None:
        allowed = [level for level in (0, 1, 2) if not mistakes(service(version, level), text)]

        assert allowed == list(range(lowest, 3))


class TestCheck:
    def test_every_mistake_is_named_at_once(self) -> None:
        found = mistakes(service(3, 0), "pct:0,0,50,50/99,/!45/gray.webp")

        assert found == [
            ("region", "regionByPct"),
            ("size", "sizeByW"),
            ("rotation", "mirroring"),
            ("rotation", "rotationArbitrary"),
            ("quality", "default"),
            ("format", "jpg"),
        ]

    @pytest.mark.parametrize(
        ("text", "parameter", "reason"),
        [
            ("400,0,9,9/max/0/default.jpg", "region", "outside the picture"),
            ("full/301,/0/default.jpg", "size", "asks for enlarging"),
            ("full/^301,/0/default.jpg", "size", "does not enlarge"),
            ("0,0,1,200/!9,9/0/default.jpg", "size", "would have no pixels"),
        ],
    )
    def test_what_cannot_be_answered(self, text: str, parameter: str, reason: str) -> None:
        (error,) = service(3, 2).check(ImageRequest.parse(text))

        assert error.parameter == parameter
        assert reason in error.reason

    def test_limits(self) -> None:
        limited = service(2, 2, limits=Limits(200))

        assert mistakes(limited, "full/max/0/default.jpg") == []
        assert mistakes(limited, "full/full/0/default.jpg") == [("size", "service")]

    def test_extras_count(self) -> None:
        able = service(3, 0, "mirroring", "rotationArbitrary", "sizeUpscaling", "sizeByW")

        assert mistakes(able, "full/^600,/!22.5/default.jpg") == []

    def test_listed_sizes_are_there_at_any_level(self) -> None:
        listed = service(3, 0, sizes=((150, 100),))

        assert mistakes(listed, "full/150,100/0/default.jpg") == []
        assert mistakes(listed, "full/150,/0/default.jpg") == []
        assert mistakes(listed, "full/75,50/0/default.jpg") == [("size", "sizeByWh")]

    @pytest.mark.parametrize(
        ("text", "is_tile"),
        [
            ("0,0,128,128/128,/0/default.jpg", True),
            ("256,128,44,72/44,/0/default.jpg", True),
            ("0,0,256,200/128,/0/default.jpg", True),
            ("256,0,44,200/22,/0/default.jpg", True),
            ("0,0,128,128/64,/0/default.jpg", False),
            ("10,0,128,128/128,/0/default.jpg", False),
            ("0,0,100,128/100,/0/default.jpg", False),
        ],
    )
    def test_tiles_are_there_at_any_level(self, text: str, is_tile: bool) -> None:
        tiled = service(2, 0, tiles=(TileSet(128, 128, (1, 2)),))

        assert (mistakes(tiled, text) == []) is is_tile


class TestCanonicalUrl:
    def test_by_the_services_version(self) -> None:
        request = ImageRequest.parse("pct:0,0,100,100/!150,150/0.0/default.jpg")

        assert service(2, 2).canonical_url(request) == f"{BASE}/full/150,/0/default.jpg"
        assert service(3, 2).canonical_url(request) == f"{BASE}/full/150,100/0/default.jpg"
        assert service(1, 2).canonical_url(request) == f"{BASE}/full/150,/0/native.jpg"

    def test_what_cannot_be_answered_has_none(self) -> None:
        with pytest.raises(ImageRequestError, match="does not enlarge"):
            service(2, 2).canonical_url(ImageRequest.parse("full/301,/0/default.jpg"))
