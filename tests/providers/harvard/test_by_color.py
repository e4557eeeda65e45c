"""Pictures by exact colour: what is asked, and what comes of the answers."""

import time

import pytest

from gallery.providers.errors import ProviderUnavailable
from gallery.providers.harvard.by_color import first_images
from gallery.providers.harvard.client import HarvardClient
from tests.providers.canned import Canned
from tests.providers.samples import IMAGE_130722, OBJECT_304069

API = "https://api.harvardartmuseums.org"
OBJECT = {**OBJECT_304069, "images": [{"imageid": 130722, "displayorder": 1}]}
OBJECTS = {"info": {"totalrecords": 250}, "records": [OBJECT]}
COLORS = [
    {"color": "#afaf4b", "percent": 0.4, "hue": "Green", "css3": "#bdb76b", "spectrum": "#dbd81e"}
]
IMAGE = {**IMAGE_130722, "colors": COLORS}
IMAGES = {"info": {"totalrecords": 1}, "records": [IMAGE]}


@pytest.fixture
def upstream():
    return Canned().on("/object", OBJECTS).on("/image", IMAGES)


@pytest.fixture
def client(upstream):
    client = HarvardClient.connect(API, "0b1c2d3e-4f5a-6789-secret", adapter=upstream)
    yield client
    client.session.close()


def ask(client, colors=("#afaf4b", "#967d4b"), page=1):
    return client.of_colors(colors, page, deadline=time.monotonic() + 5)


class TestOfColors:
    def test_asks_objects_for_hexes_and_then_images_by_id(self, client, upstream):
        page = ask(client)

        (first, objects), (second, images) = upstream.asked
        assert (first, second) == ("/object", "/image")
        assert (objects["color"], objects["hasimage"]) == ("#afaf4b|#967d4b", "1")
        assert images["id"] == "130722"
        assert (page.total, page.has_next) == (250, True)

    def test_pictures_come_with_palette_and_what_they_show(self, client):
        (record,) = ask(client).records

        assert record.identifier == 130722
        assert [(it.color, it.share) for it in record.palette] == [("#afaf4b", 0.4)]
        assert record.objects[0].identifier == 304069

    def test_pictures_that_were_not_asked_for_are_left_out(self, client, upstream):
        other = {**IMAGE_130722, "id": 7, "imageid": 7}
        upstream.on("/image", {"info": {"totalrecords": 2}, "records": [IMAGE_130722, other]})

        assert [record.identifier for record in ask(client).records] == [130722]

    def test_no_objects_no_second_call(self, client, upstream):
        upstream.on("/object", {"info": {"totalrecords": 0}, "records": []})

        page = ask(client)

        assert (page.records, page.total, len(upstream.asked)) == ((), 0, 1)

    def test_nothing_to_ask_for_is_not_asked(self, client, upstream):
        assert ask(client, ()).records == ()
        assert ask(client, page=101).records == ()
        assert upstream.asked == []

    def test_a_second_time_comes_from_the_cache(self, client, upstream):
        ask(client)

        assert ask(client).answered.from_cache
        assert len(upstream.asked) == 2

    def test_a_failure_is_raised(self, client, upstream):
        upstream.on("/image", (503, "down"))

        with pytest.raises(ProviderUnavailable):
            ask(client)


class TestFirstImages:
    def test_the_first_by_its_place_is_the_one_that_has_the_colors(self):
        images = [{"imageid": 2, "displayorder": 2}, {"imageid": 1, "displayorder": 1}]

        assert first_images([{"images": images}, {"images": []}, {}, None, "x"]) == [1]
