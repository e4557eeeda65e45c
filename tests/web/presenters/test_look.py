import json

import pytest

from gallery.iiif.image_service import ImageService, TileSet
from gallery.records import Rights
from gallery.web.presenters.look import look
from gallery.web.presenters.tiles import tile_source
from tests.catalog.records import harvard, hub

BASE = "https://nrs.harvard.edu/urn-3:HUAM:11_dynmc"


def service(**changes) -> ImageService:
    values = {"base": BASE, "version": 2, "level": 2, "width": 2550, "height": 1800}
    features = frozenset({"regionByPx", "sizeByW"})
    return ImageService(**(values | {"features": features} | changes))


class TestTiles:
    def test_are_the_service_s_own(self):
        tiles = (TileSet(256, 256, (4, 1, 2)),)

        found = tile_source(service(tiles=tiles))

        assert (found["tileWidth"], found["tileHeight"], found["factors"]) == (256, 256, [1, 2, 4])

    def test_of_several_sets_the_one_with_most_factors(self):
        tiles = (TileSet(1024, 1024, (1,)), TileSet(256, 512, (1, 2, 4)))

        assert tile_source(service(tiles=tiles))["tileHeight"] == 512

    def test_are_cut_where_any_region_may_be_asked_for(self):
        found = tile_source(service())

        assert (found["tileWidth"], found["factors"]) == (512, [1, 2, 4, 8])

    def test_there_are_none_at_level_0(self):
        assert tile_source(service(level=0, features=frozenset())) is None


class TestSource:
    def test_of_a_known_service_has_tiles_and_does_not_ask_again(self):
        source = json.loads(look(harvard(11), service(), "").source)

        assert source["service"]["base"] == BASE
        assert source["info"] == ""

    def test_of_an_unknown_service_says_where_to_learn_of_it(self):
        source = json.loads(look(harvard(11), None, "").source)

        assert source["service"] is None
        assert source["info"] == f"{BASE}/info.json"

    def test_has_the_files_up_to_the_native_width(self):
        source = json.loads(look(harvard(11), None, "").source)

        widths = [it["width"] for it in source["files"]]
        assert widths == sorted(widths)
        assert widths[-2:] == [2400, 2550]
        assert source["files"][0] == {
            "url": f"{BASE}/full/200,/0/default.jpg",
            "width": 200,
            "height": 141,
        }

    def test_of_a_limited_picture_is_its_small_files_only(self):
        record = harvard(11, rights=Rights(permission_level=1))

        page = look(record, service(), "")

        source = json.loads(page.source)
        assert (source["service"], source["info"]) == (None, "")
        assert max(it["width"] for it in source["files"]) <= 256
        assert page.parts == ()
        assert page.reason == "Shown at 256 px at most, as the rights holder allows."

    def test_leaves_an_unstated_size_to_the_browser(self):
        source = json.loads(look(hub(4, width=0, height=0), None, "").source)

        assert all(it["height"] == 0 for it in source["files"])


class TestParts:
    @pytest.mark.parametrize(
        ("part", "region"),
        [("1", "0,0,850,600"), ("5", "850,600,850,600"), ("9", "1700,1200,850,600")],
    )
    def test_are_cut_at_native_size(self, part, region):
        page = look(harvard(11), service(), part)

        assert page.shown.src == f"{BASE}/{region}/850,/0/default.jpg"
        assert (page.shown.width, page.shown.height) == (850, 600)
        assert not page.shown.is_whole

    @pytest.mark.parametrize("part", ["", "0", "10", "x", "²", "-1"])
    def test_anything_else_is_the_whole(self, part):
        assert look(harvard(11), service(), part).shown.is_whole

    def test_a_hub_picture_has_its_largest_file_instead(self):
        page = look(hub(4), None, "full")

        assert page.parts == ()
        assert page.shown.src.endswith("/hub_medium/public/2023-10/a%20b.jpg")


class TestWords:
    def test_of_iiif_is_every_pixel(self):
        assert look(harvard(11), None, "").native == "Every pixel of the original, 2,550 × 1,800 px"

    def test_of_the_hub_is_its_largest_file(self):
        assert look(hub(4), None, "").native == (
            "The largest file there is, 420 × 280 px; the original has 5,388 × 3,592 px"
        )

    def test_a_forbidden_picture_has_a_reason_and_nothing_else(self):
        page = look(harvard(11, rights=Rights(permission_level=2)), service(), "5")

        assert page.shown is None
        assert page.source == ""
        assert page.reason == "The rights holder does not allow this picture to be shown."
