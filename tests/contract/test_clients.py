"""The clients' questions, put to the sandbox: two readings of each contract meet here."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from gallery.providers.base import ProviderRequest
from gallery.providers.errors import ProviderRefused, RecordNotFound
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.harvard.params import ImageQuery, id_slice
from gallery.providers.jhu.client import JhuClient
from gallery.providers.jhu.params import FilesQuery
from gallery.sandbox import harvard, jhu
from gallery.sandbox.transport import SandboxAdapter
from tests.sandbox.held import held

HARVARD_API = "https://api.harvardartmuseums.org"
HUB_API = "https://api.hub.jhu.edu"


def soon():
    return time.monotonic() + 10


@pytest.fixture(scope="module")
def museums():
    held()  # building it must not eat into a call's deadline
    adapter = SandboxAdapter(harvard.respond, held, provider="harvard")
    client = HarvardClient.connect(HARVARD_API, "sandbox", adapter=adapter, allow_local=True)
    yield client
    client.session.close()


@pytest.fixture(scope="module")
def hub():
    held()
    adapter = SandboxAdapter(jhu.respond, held, provider="jhu")
    client = JhuClient.connect(HUB_API, "sandbox", adapter=adapter, allow_local=True)
    yield client
    client.session.close()


def search(client, **question):
    return client.search(ProviderRequest(**question), deadline=soon())


class TestHarvard:
    def test_pages_follow_each_other_without_gap_or_overlap(self, museums):
        pages = [search(museums, page=number, page_size=100) for number in (1, 2, 3)]
        ids = [record.identifier for page in pages for record in page.records]

        assert len(ids) == len(set(ids)) == pages[0].total
        assert [page.has_next for page in pages] == [True, True, False]

    def test_a_page_past_the_end_is_empty(self, museums):
        page = search(museums, page=50)

        assert (page.records, page.has_next) == ((), False)

    def test_pictures_come_with_titles_links_and_permissions(self, museums):
        records = search(museums).records
        joined = [record for record in records if record.objects]

        assert len(joined) > len(records) * 0.9
        assert all(record.landing_url for record in joined)
        assert {record.rights.permission_level for record in joined} >= {0}

    @pytest.mark.parametrize(
        "typed",
        ["width:>2000", "a:b", "(", ")", '"', '"un', "/", "\\", "a AND", "OR", "NOT", "[1 TO", "*",
         "?", "~", "^", "+-", "-x", "a" * 5000, "é 雪 👩‍🎨", "\x00", "{!x}", "&&", "||", "a/b", "--"],
    )  # fmt: skip
    def test_nothing_typed_is_a_syntax_error(self, museums, typed):
        page = search(museums, words=typed)

        assert page.total is not None

    def test_words_must_all_occur_and_unwanted_ones_must_not(self, museums):
        record = next(one for one in search(museums).records if len(one.alt_text.split()) > 4)
        first, second = [word for word in record.alt_text.split() if word.isalpha()][:2]

        found = search(museums, words=f"{first} {second}")
        without = search(museums, words=f"{first} -{second}")

        assert record.identifier in {one.identifier for one in found.records}
        assert record.identifier not in {one.identifier for one in without.records}

    def test_widths_and_dates_are_bounds(self, museums):
        wide = search(museums, min_width=2000).records
        early = search(museums, date_to=dt.date(2010, 12, 31)).records

        assert wide
        assert all(record.width >= 2000 for record in wide)
        assert early
        assert all(record.date <= dt.date(2010, 12, 31) for record in early)

    @pytest.mark.parametrize(
        ("sort", "value"),
        [
            ("newest", lambda record: -record.date.toordinal()),
            ("oldest", lambda record: record.date.toordinal()),
            ("widest", lambda record: -record.width),
        ],
    )
    def test_sorts(self, museums, sort, value):
        records = [one for one in search(museums, sort=sort).records if one.date]

        assert len(records) > 50
        assert [value(one) for one in records] == sorted(value(one) for one in records)

    def test_technique_is_searched_by_its_words(self, museums):
        records = search(museums, technique="Hasselblad").records

        assert "Hasselblad" in {record.technique.make for record in records}
        assert all("Hasselblad" in record.technique.raw for record in records)

    def test_a_seed_shuffles_the_same_way_on_every_page(self, museums):
        first = search(museums, sort="random:7", page=1, page_size=50)
        second = search(museums, sort="random:7", page=2, page_size=50)
        ids = [one.identifier for one in (*first.records, *second.records)]

        assert len(set(ids)) == 100

    def test_slices_of_ids_cover_everything_once(self, museums):
        everything = search(museums)
        ids = sorted(one.identifier for one in everything.records)
        middle = ids[len(ids) // 2]

        low = museums.images(ImageQuery(q=id_slice(1, middle)), deadline=soon())
        high = museums.images(ImageQuery(q=id_slice(middle + 1, 2**31)), deadline=soon())

        assert low.total + high.total == everything.total

    def test_a_record_is_the_one_in_the_list(self, museums):
        listed = search(museums).records[0]

        record = museums.record(listed.identifier, deadline=soon())

        assert record == listed

    def test_a_list_of_ids(self, museums):
        wanted = tuple(one.identifier for one in search(museums).records[:3])

        page = museums.images(ImageQuery(ids=wanted), deadline=soon())

        assert {one.identifier for one in page.records} == set(wanted)

    def test_aggregations(self, museums):
        query = ImageQuery(size=0, aggregation={"kinds": {"terms": {"field": "format"}}})

        found = museums.aggregations(query, deadline=soon())

        assert found["kinds"]["buckets"][0]["key"] == "image/jpeg"

    def test_objects_in_bulk_name_what_pictures_show(self, museums):
        first = museums.objects(1, deadline=soon())
        second = museums.objects(2, deadline=soon())

        assert first.has_next
        assert not second.has_next
        assert len({*first.depicted, *second.depicted}) >= 240

    def test_the_colour_tables(self, museums):
        assert len(museums.colors(deadline=soon())) == 147
        assert len(museums.spectrum(deadline=soon())) == 366

    def test_no_such_record(self, museums):
        with pytest.raises(RecordNotFound):
            museums.record(2, deadline=soon())

    def test_a_wrong_key(self):
        adapter = SandboxAdapter(harvard.respond, held, provider="harvard")
        client = HarvardClient.connect(HARVARD_API, "wrong", adapter=adapter)

        with pytest.raises(ProviderRefused):
            search(client)
        client.session.close()


class TestHub:
    def test_pages_follow_each_other_without_gap_or_overlap(self, hub):
        pages = [search(hub, page=number) for number in (1, 2)]
        ids = [record.identifier for page in pages for record in page.records]

        assert len(ids) == len(set(ids)) == pages[0].total
        assert [page.has_next for page in pages] == [True, False]

    def test_documents_are_mixed_in(self, hub):
        kinds = [one.kind for page in (1, 2) for one in search(hub, page=page).records]

        assert kinds.count("document") >= 12

    def test_oldest_is_newest_turned_around(self, hub):
        newest = [one.identifier for page in (1, 2) for one in search(hub, page=page).records]
        oldest = search(hub, sort="oldest").records

        assert [one.identifier for one in oldest] == newest[::-1][:100]

    def test_ids_in_their_order_and_without_the_excluded(self, hub):
        a, b, c = (one.identifier for one in search(hub).records[:3])
        query = FilesQuery(ids=(c, a, b), excluded_ids=(a,), order_by=(("list", "asc"),))

        page = hub.files(query, deadline=soon())

        assert [one.identifier for one in page.records] == [c, b]

    def test_a_record_is_the_one_in_the_list(self, hub):
        listed = search(hub).records[0]

        assert hub.record(listed.identifier, deadline=soon()) == listed

    def test_no_such_record(self, hub):
        with pytest.raises(RecordNotFound):
            hub.record(1, deadline=soon())

    def test_a_wrong_key(self):
        adapter = SandboxAdapter(jhu.respond, held, provider="jhu")
        client = JhuClient.connect(HUB_API, "wrong", adapter=adapter)

        with pytest.raises(ProviderRefused):
            search(client)
        client.session.close()
