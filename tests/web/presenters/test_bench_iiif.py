"""The IIIF builder: canonical addresses, and every mistake named by its field."""

import json

import pytest

from gallery.records import Rights
from gallery.web.presenters.bench_iiif import builder
from gallery.web.presenters.bench_service import known_service, region_forms, size_forms
from tests.catalog.records import harvard, hub

BASE = "https://nrs.harvard.edu/urn-3:HUAM:1_dynmc"
RECORD = harvard(1)
LEVEL_0 = json.dumps(
    {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": "https://elsewhere.test/x",
        "type": "ImageService3",
        "profile": "level0",
        "width": 2550,
        "height": 1800,
        "sizes": [{"width": 638, "height": 450}],
    }
)


def built(record=RECORD, info="", **given):
    return builder(record, known_service(record, None, info), given)


class TestKnownService:
    def test_harvard_s_is_assumed_until_it_is_read(self):
        found = known_service(RECORD, None, "")

        assert (found.origin, found.service.version, found.service.level) == ("assumed", 2, 2)

    def test_what_the_browser_read_never_moves_the_pictures_elsewhere(self):
        found = known_service(RECORD, None, LEVEL_0)

        assert (found.origin, found.service.base) == ("browser", BASE)

    def test_a_broken_one_is_said_and_passed_over(self):
        found = known_service(RECORD, None, "{")

        assert found.origin == "assumed"
        assert "not JSON" in found.problem

    def test_a_long_one_is_not_read(self):
        assert "longer than" in known_service(RECORD, None, " " * 7000).problem

    @pytest.mark.parametrize(
        "record", [hub(1), harvard(1, rights=Rights(permission_level=2)), harvard(1, width=0)]
    )
    def test_none_where_there_is_nothing_to_ask(self, record):
        assert known_service(record, None, "") is None

    def test_only_what_it_offers_is_offered(self):
        service = known_service(RECORD, None, LEVEL_0).service

        assert region_forms(service) == ("full",)
        assert size_forms(service) == ("max",)


class TestAnswer:
    @pytest.mark.parametrize(
        ("given", "path"),
        [
            ({}, "full/full/0/default.jpg"),
            ({"size": "600,"}, "full/600,/0/default.jpg"),
            ({"size": "600,424"}, "full/600,/0/default.jpg"),
            ({"size": "!600,600"}, "full/600,/0/default.jpg"),
            ({"size": "pct:50"}, "full/1275,/0/default.jpg"),
            ({"region": "square"}, "375,0,1800,1800/full/0/default.jpg"),
            ({"region": "pct:0,0,50,50", "size": "300,"}, "0,0,1275,900/300,/0/default.jpg"),
            ({"rotation": "22.50", "mirror": "1"}, "full/full/!22.5/default.jpg"),
            ({"quality": "gray", "format": "png"}, "full/full/0/gray.png"),
            ({"region": " 0, 0, 100, 100 "}, "0,0,100,100/full/0/default.jpg"),
        ],
    )
    def test_is_canonical(self, given, path):
        found = built(**given)

        assert (found.problems, found.url) == ({}, f"{BASE}/{path}")

    def test_version_3_writes_both_sides(self):
        info = json.dumps({**json.loads(LEVEL_0), "profile": "level2"})

        assert built(info=info, size="600,").url == f"{BASE}/full/600,424/0/default.jpg"

    def test_says_what_will_come(self):
        found = built(region="0,0,1000,500", size="400,", rotation="90", mirror="1")

        assert found.result == (
            "400 × 200 px of the region 1,000 × 500, mirrored, then turned by 90°"
        )
        assert found.frame == (0, 0, 1000, 500)

    def test_the_preview_is_no_larger_than_it_is_shown(self):
        found = built()

        assert found.preview.src == f"{BASE}/full/480,/0/default.jpg"
        assert found.preview.srcset == (
            f"{BASE}/full/480,/0/default.jpg 480w, {BASE}/full/960,/0/default.jpg 960w"
        )
        assert (found.preview.width, found.preview.height) == (480, 339)

    def test_a_turned_preview_claims_no_width(self):
        found = built(rotation="90", size="400,")

        assert found.preview.srcset == ""
        assert (found.preview.width, found.preview.height) == (282, 400)

    def test_what_browsers_do_not_show_is_previewed_as_jpeg(self):
        found = built(format="tif")

        assert found.url.endswith("default.tif")
        assert found.preview.src.endswith("default.jpg")
        assert found.preview.is_stand_in


class TestMistakes:
    @pytest.mark.parametrize(
        ("given", "field", "words"),
        [
            ({"region": "0,0,0,10"}, "region", "above zero"),
            ({"region": "9000,0,10,10"}, "region", "outside the picture"),
            ({"region": "left"}, "region", "not full, square"),
            ({"size": "9000,"}, "size", "does not enlarge"),
            ({"size": "^600,"}, "size", "3.0"),
            ({"size": "big"}, "size", "not max"),
            ({"rotation": "400"}, "rotation", "between 0 and 360"),
            ({"rotation": "north"}, "rotation", "not a number"),
            ({"quality": "sepia"}, "quality", "this service has"),
            ({"format": "webp"}, "format", "this service has"),
        ],
    )
    def test_each_is_named_by_its_field(self, given, field, words):
        found = built(**given)

        assert found.url == ""
        assert list(found.problems) == [field]
        assert words in found.problems[field]

    def test_all_at_once(self):
        found = built(region="left", size="big", rotation="north", quality="sepia", format="doc")

        assert list(found.problems) == ["region", "size", "rotation", "quality", "format"]

    def test_what_the_service_does_not_offer(self):
        found = built(info=LEVEL_0, size="100,", rotation="90", mirror="1")

        assert "sizeByW" in found.problems["size"]
        assert "mirroring" in found.problems["rotation"]

    def test_what_it_lists_it_offers_at_level_0_too(self):
        found = built(info=LEVEL_0, size="638,450")

        assert found.url == f"{BASE}/full/638,450/0/default.jpg"

    def test_the_rights_hold(self):
        record = harvard(1, rights=Rights(permission_level=1))

        assert built(record).url == f"{BASE}/full/256,/0/default.jpg"
        assert "256 px at most" in built(record, size="600,").problems["size"]
