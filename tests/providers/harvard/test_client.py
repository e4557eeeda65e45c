"""The Harvard client over the adapter seam: what is asked, and what comes of the answers."""

import datetime as dt
import time

import pytest
import requests

from gallery.providers.base import ProviderRequest
from gallery.providers.errors import (
    ProviderRefused,
    ProviderUnavailable,
    RecordNotFound,
    UnexpectedPayload,
)
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.harvard.params import ImageQuery
from tests.providers.canned import Canned
from tests.providers.samples import IMAGE_130722, IMAGE_465905, IMAGE_LIST, OBJECT_304069

API = "https://api.harvardartmuseums.org"
KEY = "0b1c2d3e-4f5a-6789-secret"
NO_OBJECTS = {"info": {"totalrecords": 0}, "records": []}
OBJECTS = {"info": {"totalrecords": 1}, "records": [OBJECT_304069]}


@pytest.fixture
def upstream():
    return Canned().on("/image", IMAGE_LIST).on("/object", OBJECTS)


@pytest.fixture
def client(upstream):
    client = HarvardClient.connect(API, KEY, adapter=upstream)
    yield client
    client.session.close()


def soon():
    return time.monotonic() + 5


class TestSearch:
    def test_asks_and_maps(self, client, upstream):
        page = client.search(ProviderRequest(words="width:>2000", page_size=2), deadline=soon())

        assert upstream.asked[0] == (
            "/image",
            {"q": '"width:>2000"', "size": "2", "page": "1", "apikey": KEY},
        )
        assert [record.identifier for record in page.records] == [130722, 441758]
        assert (page.provider, page.total, page.page, page.page_size) == ("harvard", 5274, 1, 2)
        assert page.has_next
        assert page.answered.from_cache is False

    def test_one_more_call_brings_what_the_pictures_show(self, client, upstream):
        page = client.search(ProviderRequest(), deadline=soon())

        assert [path for path, _ in upstream.asked] == ["/image", "/object"]
        assert upstream.asked[1][1]["q"] == "images.imageid:(130722 OR 441758)"
        assert page.records[0].label == "Hydria (water jar)"
        assert page.records[1].objects == ()

    def test_pages_come_without_when_that_call_fails(self, client, upstream):
        upstream.on("/object", (500, "oops"))

        page = client.search(ProviderRequest(), deadline=soon())

        assert [record.objects for record in page.records] == [(), ()]

    def test_or_when_it_is_not_wanted(self, client, upstream):
        client.images(ImageQuery(), deadline=soon(), join_objects=False)

        assert [path for path, _ in upstream.asked] == ["/image"]

    def test_a_second_time_comes_from_the_cache(self, client, upstream):
        first = client.search(ProviderRequest(words="blue"), deadline=soon())
        again = client.search(ProviderRequest(words="blue"), deadline=soon())

        assert len(upstream.asked) == 2
        assert again.records == first.records
        assert again.answered.from_cache is True
        assert 0 <= again.answered.age < 5

    def test_past_the_window_nothing_is_asked(self, client, upstream):
        page = client.search(ProviderRequest(page=101, page_size=100), deadline=soon())

        assert upstream.asked == []
        assert (page.records, page.has_next) == ((), False)

    @pytest.mark.parametrize(
        ("info", "page", "has_next"),
        [
            ({"totalrecords": 200}, 1, True),
            ({"totalrecords": 200}, 2, False),
            ({"totalrecords": 10**6}, 99, True),
            ({"totalrecords": 10**6}, 100, False),
            ({"totalrecords": "200"}, 1, True),
            ({"totalrecords": -5}, 1, False),
            ({"totalrecords": 0}, 1, False),
            ({"pages": 50, "next": "https://evil.example/"}, 1, False),
            (None, 1, False),
            ("lies", 1, False),
        ],
    )
    def test_whether_there_is_more_is_our_own_arithmetic(
        self, client, upstream, info, page, has_next
    ):
        upstream.on("/image", {"info": info, "records": [IMAGE_130722]})

        found = client.search(ProviderRequest(page=page), deadline=soon())

        assert found.has_next is has_next

    def test_an_empty_page_has_no_next_whatever_it_claims(self, client, upstream):
        upstream.on("/image", {"info": {"totalrecords": 5274}, "records": []})

        page = client.search(ProviderRequest(page=3), deadline=soon())

        assert (page.records, page.total, page.has_next) == ((), 5274, False)

    def test_bad_records_are_counted_and_good_ones_shown(self, client, upstream):
        rows = [None, {"id": "x"}, IMAGE_130722, IMAGE_130722, {"id": 5, "width": -1}]
        upstream.on("/image", {"info": {}, "records": rows})

        page = client.search(ProviderRequest(), deadline=soon())

        assert [record.identifier for record in page.records] == [130722, 5]
        assert page.skipped == ("record is not an object", "no usable id", "id came twice")
        assert page.cleaned == ("width is not usable",)

    @pytest.mark.parametrize("payload", [{}, {"records": None}, {"records": {}}, {"info": {}}, []])
    def test_an_answer_without_records_is_no_empty_result(self, client, upstream, payload):
        upstream.on("/image", payload)

        with pytest.raises(UnexpectedPayload):
            client.search(ProviderRequest(), deadline=soon())


class TestRecord:
    def test_is_merged_with_what_it_shows(self, client, upstream):
        thing = {**OBJECT_304069, "images": [{"imageid": 465905}]}
        upstream.on("/image/465905", IMAGE_465905).on("/object", {"records": [thing]})

        record = client.record(465905, deadline=soon())

        assert record.identifier == 465905
        assert record.landing_url == "https://www.harvardartmuseums.org/collections/object/304069"
        assert upstream.asked[1][1] == {
            "q": "images.imageid:(465905)",
            "fields": "id,title,url,people,dated,classification,imagepermissionlevel,images",
            "size": "100",
            "apikey": KEY,
        }

    def test_an_object_that_does_not_name_it_is_not_its_own(self, client, upstream):
        # Unknown parameters are ignored (Harvard docs): then any object comes.
        upstream.on("/image/465905", IMAGE_465905)

        record = client.record(465905, deadline=soon())

        assert (record.objects, record.rights.permission_level) == ((), None)

    def test_where_nothing_is_found_the_next_is_asked_the_other_way(self, client, upstream):
        upstream.on("/image/465905", IMAGE_465905).on("/image/130722", IMAGE_130722)
        upstream.on("/object", NO_OBJECTS, OBJECTS)

        client.record(465905, deadline=soon())
        record = client.record(130722, deadline=soon())

        assert upstream.asked[3][1]["image"] == "130722"
        assert record.objects[0].title == "Hydria (water jar)"

    def test_comes_without_when_the_object_does_not(self, client, upstream):
        upstream.on("/image/465905", IMAGE_465905).on("/object", requests.ConnectionError())

        assert client.record(465905, deadline=soon()).objects == ()

    def test_that_is_not_there(self, client):
        with pytest.raises(RecordNotFound):
            client.record(999, deadline=soon())

    @pytest.mark.parametrize("payload", [{"error": "x"}, IMAGE_130722, {"id": None}, IMAGE_LIST])
    def test_that_is_another_one_is_unexpected(self, client, upstream, payload):
        upstream.on("/image/465905", payload)

        with pytest.raises(UnexpectedPayload):
            client.record(465905, deadline=soon())


class TestRefusals:
    def test_a_bad_key_is_text_and_refused(self, client, upstream):
        upstream.on("/image", (401, "Unauthorized"))

        with pytest.raises(ProviderRefused) as caught:
            client.search(ProviderRequest(), deadline=soon())

        assert caught.value.status == 401
        assert "did not accept the key" in str(caught.value)
        assert KEY not in str(caught.value)

    def test_json_is_not_read_but_on_200(self, client, upstream):
        upstream.on("/image", (500, '{"records": []}'))

        with pytest.raises(ProviderUnavailable):
            client.search(ProviderRequest(), deadline=soon())


class TestOthers:
    def test_objects_in_bulk_are_joined_by_their_images(self, client, upstream):
        page = client.objects(deadline=soon())

        assert upstream.asked[0][1]["hasimage"] == "1"
        assert [thing.identifier for thing in page.depicted[130722]] == [304069]
        assert (page.total, page.has_next) == (1, False)

    def test_aggregations(self, client, upstream):
        buckets = {"by_format": {"buckets": [{"key": "image/jpeg", "doc_count": 9}]}}
        upstream.on("/image", {"info": {}, "records": [], "aggregations": buckets})
        query = ImageQuery(size=0, aggregation={"by_format": {"terms": {"field": "format"}}})

        assert client.aggregations(query, deadline=soon()) == buckets
        assert upstream.asked[0][1]["size"] == "0"

    def test_colours_are_read_over_all_pages(self, client, upstream):
        beige, brown = {"name": "beige", "hex": "#f5f5dc"}, {"name": "brown", "hex": "#a52a2a"}
        upstream.on(
            "/color",
            {"info": {"totalrecords": 101}, "records": [beige, {"name": "?", "hex": None}]},
            {"info": {"totalrecords": 101}, "records": [brown]},
        )

        assert client.colors(deadline=soon()) == (("beige", "#f5f5dc"), ("brown", "#a52a2a"))

    def test_the_spectrum_is_in_the_order_of_its_days(self, client, upstream):
        rows = [{"color": "#009ade", "daynumber": 2}, {"color": "#009bdf", "daynumber": 1}]
        upstream.on("/spectrum", {"info": {"totalrecords": 2}, "records": rows})

        assert client.spectrum(deadline=soon()) == ("#009bdf", "#009ade")


class TestHarvest:
    def step(self, client, cursor="", **changes):
        settings = {"since": None, "is_joined": False} | changes
        return client.harvest(cursor, deadline=soon(), **settings)

    def test_begins_with_all_pictures_by_descending_id(self, client, upstream):
        upstream.on("/image", {**IMAGE_LIST, "info": {"totalrecords": 130}})

        page = self.step(client)

        assert upstream.asked == [
            ("/image", {"q": "id:>=1", "size": "100", "page": "1", "sort": "id",
                        "sortorder": "desc", "apikey": KEY})
        ]  # fmt: skip
        assert [one.identifier for one in page.records] == [130722, 441758]
        assert (page.total, page.cursor) == (130, "image:1-:2")

    def test_a_slice_beyond_the_window_is_cut_and_not_read(self, client, upstream):
        upstream.on("/image", {**IMAGE_LIST, "info": {"totalrecords": 420_000}})

        page = self.step(client, "image:1-900000:1")

        assert (page.records, page.cursor) == ((), "image:889287-900000:1")

    def test_behind_the_pictures_come_the_objects(self, client, upstream):
        upstream.on("/image", {**IMAGE_LIST, "info": {"totalrecords": 2}})

        pictures = self.step(client)
        things = self.step(client, pictures.cursor)

        assert pictures.cursor == "object:1-:1"
        assert upstream.asked[1][1]["hasimage"] == "1"
        assert list(things.depicted) == [130722]
        assert (things.cursor, things.total) == ("", None)

    def test_a_short_harvest_joins_every_page_and_ends_with_the_pictures(self, client, upstream):
        upstream.on("/image", {**IMAGE_LIST, "info": {"totalrecords": 2}})

        page = self.step(client, is_joined=True)

        assert [path for path, _ in upstream.asked] == ["/image", "/object"]
        assert page.records[0].label == "Hydria (water jar)"
        assert page.cursor == ""

    def test_only_what_changed(self, client, upstream):
        self.step(client, since=dt.date(2026, 11, 1), is_joined=True)

        assert upstream.asked[0][1]["q"] == "id:>=1 AND lastupdate:[2026-11-01 TO *]"

    def test_nothing_is_taken_from_the_cache_or_kept(self, client, upstream):
        self.step(client)
        self.step(client)

        assert len(upstream.asked) == 2
        assert list(client.session._cached.cache.responses.keys()) == []

    def test_an_answer_that_counts_nothing_is_not_what_the_contract_says(self, client, upstream):
        upstream.on("/image", {"records": []})

        with pytest.raises(UnexpectedPayload, match="how many"):
            self.step(client)

    def test_listed_are_those_that_there_still_are(self, client, upstream):
        page = client.listed([130722, 1], deadline=soon())

        assert upstream.asked[0][1]["id"] == "130722|1"
        assert 130722 in {one.identifier for one in page.records}
