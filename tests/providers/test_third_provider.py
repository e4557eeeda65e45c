"""docs/providers.md, followed step by step with a third, tiny provider."""

import re
import time
from html import unescape

import pytest

from gallery import upstreams
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.harvest.asking import Manners
from gallery.harvest.run import harvest
from gallery.providers.base import Provider
from gallery.providers.errors import RecordNotFound, UnexpectedPayload
from gallery.search.bring import bring
from gallery.search.query import SearchQuery
from gallery.sources import SOURCES, Source
from tests.providers.canned import Canned
from tests.providers.postcards import mapper
from tests.providers.postcards.client import PostcardsClient

API = "https://cards.example.org/api"
KEY = "drawer-key-very-secret"
CARD = {
    "no": 7,
    "words": "The pier at low tide",
    "w": 1400,
    "h": 900,
    "sent": "1911-05-02",
    "sender": "Aunt Ida",
    "files": [
        {"w": 400, "url": "https://cards.example.org/7/400.jpg"},
        {"w": 1400, "url": "https://cards.example.org/7/1400.jpg"},
    ],
}
SOURCE = Source(
    name="postcards",
    label="The Postcard Drawer",
    mark="Postcards",
    home="https://cards.example.org/",
    agent="https://cards.example.org/",
    image_hosts=("cards.example.org",),
    lets_servers_read=True,
)


def soon():
    return time.monotonic() + 5


def drawer(*cards):
    """The client, and the adapter that holds these cards."""
    page = {"count": len(cards), "cards": list(cards)}
    canned = Canned().on("/api/cards", page)
    for one in cards:
        canned.on(f"/api/cards/{one['no']}", one)
    return PostcardsClient(API, KEY, canned), canned


@pytest.fixture
def known():
    """Step 2: the entry in gallery/sources.py."""
    SOURCES[SOURCE.name] = SOURCE
    yield SOURCE
    del SOURCES[SOURCE.name]


class TestStep2TheEntry:
    def test_its_hosts_are_those_that_the_server_reads(self, known):
        assert upstreams.readable_hosts() == {"api.hub.jhu.edu", "cards.example.org"}


class TestStep3TheMapper:
    def test_a_card_becomes_a_record(self):
        (record,) = mapper.cards([CARD]).records

        assert (record.provider, record.identifier, record.title) == (
            "postcards", 7, "The pier at low tide",
        )  # fmt: skip
        assert (record.width, record.height, record.date_text) == (1400, 900, "1911-05-02")
        assert record.srcsets == (
            ("scaled", "https://cards.example.org/7/400.jpg 400w, "
                       "https://cards.example.org/7/1400.jpg 1400w"),
        )  # fmt: skip

    @pytest.mark.parametrize("field", [name for name in CARD if name != "no"])
    @pytest.mark.parametrize("value", [None, [], {}, -1, "\x00", True])
    def test_any_field_may_hold_anything(self, field, value):
        assert len(mapper.cards([CARD | {field: value}]).records) == 1

    def test_pictures_come_from_its_hosts_only(self):
        foreign = CARD | {"files": [{"w": 400, "url": "https://elsewhere.example/7.jpg"}]}

        mapped = mapper.cards([foreign])

        assert mapped.records[0].srcsets == ()
        assert mapped.cleaned == ("url is not usable",)

    def test_what_has_no_number_is_left_out_and_counted(self):
        assert mapper.cards([{"words": "lost"}, 3]).skipped == (
            "no usable id", "record is not an object",
        )  # fmt: skip


class TestStep4TheClient:
    def test_is_a_provider(self):
        client: Provider = drawer(CARD)[0]

        assert client.record(7, deadline=soon()).title == "The pier at low tide"
        assert client.listed([7], deadline=soon()).records[0].identifier == 7
        with pytest.raises(RecordNotFound):
            client.record(8, deadline=soon())

    def test_what_is_no_page_is_refused_and_not_kept(self):
        client, canned = drawer(CARD)
        canned.on("/api/cards", {"error": "busy"}, {"count": 0, "cards": []})

        with pytest.raises(UnexpectedPayload):
            client.listed([7], deadline=soon())
        assert client.listed([7], deadline=soon()).records == ()

    def test_its_key_is_sent_and_never_shown(self):
        client, canned = drawer(CARD)

        page = client.listed([7], deadline=soon())

        assert canned.asked[0][1]["key"] == KEY
        assert KEY not in repr((client.session, page))

    def test_says_where_it_breaks_its_contract(self):
        client, canned = drawer(CARD)
        canned.on("/api/cards", {"count": 1, "cards": [{"no": 7, "words": 3, "w": 1, "h": 1}]})

        (found,) = client.examine(deadline=soon())

        assert found.differences == ("cards[].words is a whole number, not text or null",)


@pytest.mark.django_db
class TestStep5InTheGallery:
    def test_it_is_harvested_searched_filtered_and_shown(self, client, known):
        provider, _canned = drawer(CARD, CARD | {"no": 8, "words": "A lighthouse"})

        *_steps, last = harvest(provider, manners=Manners())
        assert (last.is_complete, last.seen) == (True, 2)
        page = unescape(client.get("/?q=lighthouse").content.decode())
        shown = unescape(client.get("/images/postcards/7/").content.decode())
        narrowed = unescape(client.get("/?source=postcards").content.decode())

        assert "A lighthouse" in page
        assert "The pier at low tide" not in page.partition('id="wall"')[2]
        assert 'srcset="https://cards.example.org/7/400.jpg 400w' in shown
        assert "The Postcard Drawer" in shown
        assert 'href="https://cards.example.org/"' in shown
        assert re.search(r"<h1[^>]*>All pictures from The Postcard Drawer</h1>", narrowed)

    def test_a_visitor_s_words_ask_it_too(self, known):
        provider, canned = drawer(CARD)

        (note,) = (
            it
            for it in bring(SearchQuery(q="pier"), {"postcards": provider})
            if it.provider == "postcards"
        )

        assert (note.state, note.new) == ("asked", 1)
        assert canned.asked[0][1]["q"] == "pier"
        assert Image.objects.get().title == "The pier at low tide"

    def test_one_that_is_gone_leaves_its_rows_readable(self, client):
        ingest(mapper.cards([CARD]).records)

        assert client.get("/?q=pier").status_code == 200
        assert client.get("/images/postcards/7/").status_code == 404
