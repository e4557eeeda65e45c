import datetime as dt
import threading
import time
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image, ProviderMatch
from gallery.harvest.retention import forget_objects
from gallery.providers.base import ProviderRequest
from gallery.providers.errors import (
    BudgetSpent,
    ProviderError,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnavailable,
    RateLimited,
    UnexpectedPayload,
)
from gallery.search.answer import answer
from gallery.search.bring import bring, bring_record, needs_bringing
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard, hub
from tests.search.sandboxed import harvard_client
from tests.search.shelf import Shelf, shelves

pytestmark = pytest.mark.django_db


class TestWhatArrives:
    def test_is_kept_and_noted(self):
        providers = shelves(
            Shelf("harvard", [harvard(1), harvard(2)]), Shelf("jhu", [hub(3)], from_cache=True)
        )

        first, second = bring(SearchQuery(), providers)

        assert Image.objects.count() == 3
        assert (first.provider, first.label, first.state) == (
            "harvard",
            "Harvard Art Museums",
            "asked",
        )
        assert (first.brought, first.new, first.total, first.elapsed) == (2, 2, 2, 0.25)
        assert (second.state, second.age, second.new) == ("cached", 60.0, 1)

    def test_a_second_time_nothing_is_new(self):
        providers = shelves(Shelf("harvard", [harvard(1)]))
        bring(SearchQuery(source="harvard"), providers)

        (note,) = bring(SearchQuery(source="harvard"), providers)

        assert (note.brought, note.new, note.changed) == (1, 0, 0)

    def test_is_news_where_the_catalogue_may_answer_otherwise_now(self):
        pony, query = harvard(1, title="Pony", caption="", alt_text="", objects=()), "horse"
        museum = Shelf("harvard", [pony])

        def news(q=""):
            (note,) = bring(SearchQuery(q=q, source="harvard"), shelves(museum))
            return note.has_news

        assert news()  # a new record
        assert not news()
        assert news(query)  # a new name for it
        assert not news(query)
        museum.records[0] = replace(pony, title="Foal")
        assert news()  # changed
        Image.objects.update(missing_since=timezone.now() - dt.timedelta(days=1))
        assert news()  # back again
        museum.records.clear()
        assert not news("zebra")  # found nothing

    def test_only_the_provider_asked_for_is_asked(self):
        museum = Shelf("harvard")

        notes = bring(SearchQuery(source="jhu"), shelves(museum, Shelf("jhu")))

        assert [note.provider for note in notes] == ["jhu"]
        assert museum.asked == []

    def test_what_a_provider_names_for_words_counts_as_match(self):
        pony = harvard(5, title="Pony", objects=(), alt_text="", caption="")
        providers = shelves(Shelf("harvard", [pony]), Shelf("jhu", [hub(6)]))

        museum, newsroom = bring(SearchQuery(q="horse"), providers)

        (hit,) = answer(SearchQuery(q="horse")).hits
        assert hit.record == pony
        # The Hub has no text search: its newest page says nothing about horses.
        assert (museum.knows_words, newsroom.knows_words) == (True, False)
        assert list(ProviderMatch.objects.values_list("provider", "words", "identifiers")) == [
            ("harvard", "horse", [5])
        ]

    def test_later_pages_add_to_what_was_named(self):
        museum = Shelf("harvard", [harvard(number) for number in range(1, 151)])

        for page in (1, 2):
            bring(SearchQuery(q="horse", page=page, per_page=100), shelves(museum))

        assert len(ProviderMatch.objects.get().identifiers) == 150

    def test_what_was_named_is_forgotten_after_two_weeks(self):
        museum = shelves(Shelf("harvard", [harvard(1)]))
        bring(SearchQuery(q="old"), museum)
        bring(SearchQuery(q="fresh"), museum)
        ProviderMatch.objects.filter(words="old").update(
            asked_at=timezone.now() - dt.timedelta(days=15)
        )

        bring(SearchQuery(q="new"), museum)

        assert set(ProviderMatch.objects.values_list("words", flat=True)) == {"fresh", "new"}

    def test_what_was_named_yesterday_makes_room(self):
        bring(SearchQuery(q="horse"), shelves(Shelf("harvard", [harvard(1), harvard(2)])))
        ProviderMatch.objects.update(asked_at=timezone.now() - dt.timedelta(days=2))

        bring(SearchQuery(q="horse"), shelves(Shelf("harvard", [harvard(3)])))

        assert ProviderMatch.objects.get().identifiers == [3]


class TestFromTheCache:
    def test_what_was_taken_in_is_not_written_again(self):
        museum = {"harvard": harvard_client().client}
        query = SearchQuery(q="sun", source="harvard")
        (first,) = bring(query, museum)

        with CaptureQueriesContext(connection) as captured:
            (again,) = bring(query, museum)

        assert (first.state, again.state) == ("asked", "cached")
        assert (again.brought, again.new, again.changed) == (first.brought, 0, 0)
        assert (first.brought, first.new) == (15, 15)
        statements = [it["sql"] for it in captured.captured_queries]
        assert [it.split()[0] for it in statements] == ["SELECT", "SELECT"]

    def test_what_the_catalogue_lost_since_is_taken_in_again(self):
        museum = {"harvard": harvard_client().client}
        bring(SearchQuery(q="sun", source="harvard"), museum)
        before = Image.objects.count()
        Image.objects.first().delete()

        (again,) = bring(SearchQuery(q="sun", source="harvard"), museum)

        assert (again.state, again.new, Image.objects.count()) == ("cached", 1, before)

    def test_what_pictures_show_is_taken_in_where_the_catalogue_lacks_it(self):
        museum = {"harvard": harvard_client().client}
        bring(SearchQuery(q="sun", source="harvard"), museum)
        titled = Image.objects.exclude(depicted=[])
        before = titled.count()
        forget_objects(titled.first())

        bring(SearchQuery(q="sun", source="harvard"), museum)

        assert before > 0
        assert titled.count() == before

    def test_a_newer_answer_is_taken_in(self):
        shelf = Shelf("harvard", [harvard(1)], from_cache=True)
        bring(SearchQuery(source="harvard"), shelves(shelf))
        shelf.records, shelf.age = [harvard(1, caption="Newer")], 30.0

        (note,) = bring(SearchQuery(source="harvard"), shelves(shelf))

        assert (note.changed, Image.objects.get().caption) == (1, "Newer")


class TestRequest:
    def test_says_what_an_api_can_be_asked(self):
        museum = Shelf("harvard")
        query = SearchQuery(
            q='"red horse" -dog', min_width=900, make="Nikon", model="D70", sort="newest"
        )

        bring(query, shelves(museum))

        assert museum.asked == [
            ProviderRequest(
                words='"red horse" -dog', sort="newest", min_width=900, technique="Nikon D70"
            )
        ]

    @pytest.mark.parametrize(
        ("page", "per_page", "asked"), [(1, 24, 1), (4, 24, 1), (5, 24, 2), (3, 100, 3)]
    )
    def test_a_deeper_page_brings_the_providers_page_it_reaches_into(self, page, per_page, asked):
        museum = Shelf("harvard")

        bring(SearchQuery(page=page, per_page=per_page), shelves(museum))

        assert museum.asked[0].page == asked


class TestFailures:
    @pytest.mark.parametrize(
        ("error", "kind"),
        [
            (ProviderTimeout("harvard"), "timeout"),
            (RateLimited("harvard", retry_after=5), "rate-limited"),
            (BudgetSpent("harvard"), "budget-spent"),
            (ProviderUnavailable("harvard"), "unavailable"),
            (ProviderRefused("harvard", status=401), "refused"),
            (UnexpectedPayload("harvard"), "unexpected"),
            (ProviderError("harvard"), "failed"),
            (KeyError("oops"), "broken"),
        ],
        ids=lambda it: it if isinstance(it, str) else type(it).__name__,
    )
    def test_of_one_provider_leave_the_other(self, error, kind):
        providers = shelves(Shelf("harvard", failures=[error]), Shelf("jhu", [hub(1)]))

        museum, newsroom = bring(SearchQuery(), providers)

        assert (museum.state, museum.error_kind, museum.is_answer) == ("failed", kind, False)
        assert (newsroom.state, newsroom.new) == ("asked", 1)

    def test_messages_hold_no_key(self):
        error = ProviderRefused("harvard", "https://api.example.org/image?apikey=SECRET", "SECRET")

        (note,) = bring(SearchQuery(source="harvard"), shelves(Shelf("harvard", failures=[error])))

        assert "SECRET" not in repr(note)
        assert f"{note.label} {note.message}" == "Harvard Art Museums refused the request"

    def test_a_provider_without_key_is_absent(self):
        museum, newsroom = bring(SearchQuery(), shelves(Shelf("jhu", [hub(1)])))

        assert (museum.state, museum.label) == ("absent", "Harvard Art Museums")
        assert newsroom.state == "asked"

    def test_a_stalled_provider_costs_the_deadline_and_no_more(self):
        gate = threading.Event()
        providers = shelves(Shelf("harvard", [harvard(1)], gate=gate), Shelf("jhu", [hub(2)]))
        began = time.monotonic()

        museum, newsroom = bring(SearchQuery(), providers, seconds=0.2)
        elapsed = time.monotonic() - began
        gate.set()

        assert (museum.state, museum.error_kind) == ("failed", "timeout")
        assert newsroom.new == 1
        assert elapsed < 1.0

    def test_both_are_asked_at_the_same_time(self):
        meeting = threading.Barrier(2, timeout=5)

        class Meets(Shelf):
            def _answer(self, deadline):
                meeting.wait()  # passes only when both are inside at once

        notes = bring(
            SearchQuery(), shelves(Meets("harvard", [harvard(1)]), Meets("jhu", [hub(2)]))
        )

        assert [note.new for note in notes] == [1, 1]


class TestNeedsBringing:
    def test_while_the_catalogue_cannot_fill_the_page(self):
        ingest([hub(number) for number in range(1, 25)])

        assert not needs_bringing(answer(SearchQuery()))
        assert needs_bringing(answer(SearchQuery(per_page=25)))
        assert needs_bringing(answer(SearchQuery(q="zebra")))


class TestBringRecord:
    def test_keeps_it(self):
        note = bring_record("jhu", 7, shelves(Shelf("jhu", [hub(7)])))

        assert (note.state, note.new, Image.objects.get().identifier) == ("asked", 1, 7)

    def test_one_that_is_gone_is_marked_and_stays(self):
        ingest([hub(7)])

        note = bring_record("jhu", 7, shelves(Shelf("jhu")))

        assert (note.state, note.error_kind) == ("failed", "not-found")
        assert Image.objects.get().missing_since is not None

    def test_no_answer_in_time(self):
        gate = threading.Event()

        note = bring_record("jhu", 7, shelves(Shelf("jhu", gate=gate)), seconds=0.1)
        gate.set()

        assert note.error_kind == "timeout"

    @pytest.mark.parametrize("name", ["harvard", "louvre"])
    def test_a_provider_that_is_not_there(self, name):
        assert bring_record(name, 1, {}).state == "absent"
