"""The Hub client over the adapter seam: what is asked, and what comes of the answers."""

import time

import pytest

from gallery.providers.base import ProviderRequest
from gallery.providers.errors import ProviderRefused, RecordNotFound, UnexpectedPayload
from gallery.providers.jhu.client import JhuClient
from gallery.providers.jhu.params import FilesQuery, files_query
from tests.providers.canned import Canned
from tests.providers.samples import DOCUMENT, FILE_40461, FILE_LIST

API = "https://api.hub.jhu.edu"
KEY = "hub-key-0123456789"
ERROR_401 = {"error": True, "message": "API requests require authentication.", "statusCode": 401}
ERROR_404 = {"error": True, "message": "Not found.", "statusCode": 404}


@pytest.fixture
def upstream():
    return Canned().on("/files", FILE_LIST).on("/files/40461", FILE_40461)


@pytest.fixture
def client(upstream):
    client = JhuClient.connect(API, KEY, adapter=upstream)
    yield client
    client.session.close()


def soon():
    return time.monotonic() + 5


class TestFilesQuery:
    def test_every_parameter_of_the_contract_but_callback(self):
        query = FilesQuery(
            page=2,
            per_page=10,
            order_by=(("list", "asc"), ("score", "desc")),
            ids=(3, 1),
            excluded_ids=(7,),
        )

        assert query.params() == [
            ("page", "2"),
            ("per_page", "10"),
            ("order_by", "list|asc,score|desc"),
            ("ids", "3,1"),
            ("excluded_ids", "7"),
        ]

    @pytest.mark.parametrize(("given", "rows"), [(5, 5), (100, 100), (500, 100), (0, 1)])
    def test_no_page_is_longer_than_100(self, given, rows):
        assert FilesQuery(per_page=given).rows == rows

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("newest", "publish_date|desc,id|desc"),
            ("relevance", "publish_date|desc,id|desc"),
            ("widest", "publish_date|desc,id|desc"),
            ("random:5", "publish_date|desc,id|desc"),
            ("oldest", "publish_date|asc,id|asc"),
        ],
    )
    def test_what_the_hub_cannot_sort_by_comes_newest_first(self, sort, order):
        assert dict(files_query(ProviderRequest(sort=sort)).params())["order_by"] == order


class TestSearch:
    def test_asks_with_key_and_version_and_never_for_a_callback(self, client, upstream):
        client.search(ProviderRequest(words="powwow", min_width=9), deadline=soon())

        assert upstream.asked == [
            (
                "/files",
                {
                    "page": "1",
                    "per_page": "100",
                    "order_by": "publish_date|desc,id|desc",
                    "v": "1",
                    "key": KEY,
                },
            )
        ]

    def test_maps_pictures_and_documents(self, client):
        page = client.search(ProviderRequest(page_size=2), deadline=soon())

        assert [(one.identifier, one.kind) for one in page.records] == [
            (40461, "image"),
            (50012, "document"),
        ]
        assert (page.provider, page.total, page.page_size) == ("jhu", 100, 2)
        assert page.has_next

    @pytest.mark.parametrize(
        ("changes", "has_next"),
        [
            ({"total_available": 2}, False),
            ({"total_available": 3}, True),
            ({"total_available": None}, True),
            ({"total_available": "lots", "_links": {}}, False),
            ({"total_available": None, "_links": None}, False),
            ({"_embedded": {"files": []}}, False),
        ],
    )
    def test_whether_there_is_more(self, client, upstream, changes, has_next):
        upstream.on("/files", {**FILE_LIST, **changes})

        assert client.search(ProviderRequest(page_size=2), deadline=soon()).has_next is has_next

    @pytest.mark.parametrize("embedded", [{}, [], None, {"files": []}, {"others": [1]}])
    def test_an_empty_collection_may_leave_its_files_out(self, client, upstream, embedded):
        upstream.on("/files", {**FILE_LIST, "_embedded": embedded, "total_available": 0})

        page = client.search(ProviderRequest(), deadline=soon())

        assert (page.records, page.total) == ((), 0)

    @pytest.mark.parametrize(
        "payload",
        [{}, {"_embedded": {"files": {}}}, {"_embedded": "x"}, {"_embedded": {"files": "x"}}, []],
    )
    def test_an_answer_that_is_no_collection_is_no_empty_result(self, client, upstream, payload):
        upstream.on("/files", payload)

        with pytest.raises(UnexpectedPayload):
            client.search(ProviderRequest(), deadline=soon())

    def test_bad_files_are_counted_and_good_ones_shown(self, client, upstream):
        files = ["...file object...", {"id": 0}, DOCUMENT, DOCUMENT]
        upstream.on("/files", {**FILE_LIST, "_embedded": {"files": files}})

        page = client.search(ProviderRequest(), deadline=soon())

        assert [one.identifier for one in page.records] == [50012]
        assert page.skipped == ("record is not an object", "no usable id", "id came twice")


class TestRecord:
    def test_whole(self, client):
        record = client.record(40461, deadline=soon())

        assert (record.identifier, len(record.renditions)) == (40461, 20)

    @pytest.mark.parametrize("answer", [ERROR_404, (404, '{"error": true}'), (410, "")])
    def test_that_is_not_there(self, client, upstream, answer):
        upstream.on("/files/1", answer)

        with pytest.raises(RecordNotFound):
            client.record(1, deadline=soon())

    @pytest.mark.parametrize("payload", [FILE_40461, {"id": 1}, {"a": 1}])
    def test_that_is_another_one_is_unexpected(self, client, upstream, payload):
        upstream.on("/files/1", payload)

        with pytest.raises(UnexpectedPayload):
            client.record(1, deadline=soon())


class TestRefusals:
    @pytest.mark.parametrize("answer", [ERROR_401, (401, "{}")])
    def test_errors_are_seen_with_either_status_and_not_kept(self, client, upstream, answer):
        upstream.on("/files", answer, FILE_LIST)

        with pytest.raises(ProviderRefused) as caught:
            client.search(ProviderRequest(), deadline=soon())

        assert caught.value.status == 401
        assert client.search(ProviderRequest(), deadline=soon()).total == 100


class TestHarvest:
    def step(self, client, cursor=""):
        return client.harvest(cursor, since=None, is_joined=False, deadline=soon())

    def test_reads_newest_first_page_by_page(self, client, upstream):
        first = self.step(client)
        self.step(client, "7")

        asked = [
            (given["page"], given["per_page"], given["order_by"]) for _, given in upstream.asked
        ]
        assert asked == [
            ("1", "100", "publish_date|desc,id|desc"),
            ("7", "100", "publish_date|desc,id|desc"),
        ]
        assert first.records
        assert first.total == FILE_LIST["total_available"]

    def test_ends_with_the_last_page(self, client, upstream):
        upstream.on("/files", {**FILE_LIST, "total_available": 2, "_links": {}})

        assert self.step(client).cursor == ""

    def test_nothing_is_taken_from_the_cache(self, client, upstream):
        self.step(client)
        self.step(client)

        assert len(upstream.asked) == 2

    def test_listed_are_those_that_there_still_are(self, client, upstream):
        client.listed([40461, 1], deadline=soon())

        assert upstream.asked[0][1]["ids"] == "40461,1"
