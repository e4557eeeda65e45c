import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gallery.catalog import text_index
from gallery.catalog.ingest import ingest
from gallery.catalog.models import ProviderMatch
from gallery.records import Technique
from gallery.search.answer import answer
from gallery.search.highlight import Span
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


def found(**asked):
    page = answer(SearchQuery(**asked))
    return [(hit.record.provider, hit.record.identifier) for hit in page.hits]


class TestNarrowing:
    def test_an_empty_catalogue_answers_with_nothing(self):
        page = answer(SearchQuery(q="horse"))

        assert (page.hits, page.total, page.pages) == ((), 0, 1)

    def test_words_find_pictures_of_both_providers(self):
        ingest([harvard(1), hub(2, caption="A horse"), hub(3)])

        assert set(found(q="horse")) == {("harvard", 1), ("jhu", 2)}

    @pytest.mark.parametrize(
        ("asked", "numbers"),
        [
            ({}, {1, 2, 3}),
            ({"source": "jhu"}, {2, 3}),
            ({"orientation": "panorama"}, {3}),
            ({"min_width": 2550}, {1, 2, 3}),
            ({"min_width": 2551}, {2, 3}),
            ({"make": "Nikon", "model": "D70"}, {1}),
            ({"model": "D7"}, set()),
            ({"software": "Adobe Photoshop"}, {1}),
            ({"film": "Kodak"}, {2}),
            ({"format": "image/png"}, {3}),
            ({"has": ("alt", "colors")}, {1}),
            ({"lacks": ("colors",)}, {2, 3}),
            ({"date_from": dt.date(2004, 6, 3), "date_to": dt.date(2004, 6, 3)}, {1}),
            ({"date_from": dt.date(2004, 6, 4)}, set()),
            ({"q": "powwow", "film": "Kodak"}, {2}),
            ({"q": "-powwow"}, {1}),
        ],
        ids=str,
    )
    def test_every_filter(self, asked, numbers):
        ingest(
            [
                harvard(1),
                hub(2, technique=Technique("Kodak", film="Kodak")),
                hub(3, width=9000, height=300, media_type="image/png"),
            ]
        )

        assert {number for _provider, number in found(**asked)} == numbers


class TestOrder:
    @pytest.fixture(autouse=True)
    def _pictures(self):
        ingest(
            [
                harvard(year, date=dt.date(year, 1, 1), width=3000 - year)
                for year in (2001, 2003, 2002)
            ]
        )

    @pytest.mark.parametrize(
        ("sort", "numbers"),
        [
            ("newest", [2003, 2002, 2001]),
            ("oldest", [2001, 2002, 2003]),
            ("widest", [2001, 2002, 2003]),
        ],
    )
    def test_by(self, sort, numbers):
        assert [number for _provider, number in found(sort=sort)] == numbers
        assert [number for _provider, number in found(sort=sort, q="horse")] == numbers

    def test_relevance_puts_the_title_first(self):
        ingest([harvard(1, title="Zebra"), harvard(2, description="a zebra")])

        assert found(q="zebra") == [("harvard", 1), ("harvard", 2)]

    def test_beyond_what_is_worth_ranking_the_stored_order_does(self, monkeypatch):
        mixed = found()
        monkeypatch.setattr(text_index, "RANKED_AT_MOST", 2)

        assert found(q="horse") == mixed

    def test_without_words_relevance_is_a_steady_mix(self):
        assert sorted(found()) == sorted(found(sort="newest"))
        assert found() == found()

    def test_random_pages_never_repeat_a_picture(self):
        ingest([hub(number) for number in range(1, 40)])

        pages = [found(sort="random:9", page=page, per_page=10) for page in (1, 2, 3, 4, 5)]

        assert len({hit for page in pages for hit in page}) == 42


class TestPages:
    def test_pages_and_total(self):
        ingest([hub(number) for number in range(1, 31)])

        first, second, third = (answer(SearchQuery(q="powwow", page=page)) for page in (1, 2, 3))

        assert [len(page.hits) for page in (first, second, third)] == [24, 6, 0]
        assert {page.total for page in (first, second, third)} == {30}
        assert not {hit.key for hit in first.hits} & {hit.key for hit in second.hits}
        assert third.is_past_the_end

    def test_a_hit_shows_why_it_matched(self):
        ingest([hub(1)])

        (hit,) = answer(SearchQuery(q="powwow")).hits

        assert hit.record == hub(1)
        assert Span("powwow", is_match=True) in hit.excerpt


class TestNamedByProviders:
    @pytest.fixture(autouse=True)
    def _named(self):
        ingest([harvard(1), harvard(2, title="Pony", objects=(), alt_text="")])
        ProviderMatch.objects.create(
            provider="harvard", words="horse", identifiers=[2, 77], asked_at=timezone.now()
        )

    def test_count_as_matches_after_our_own(self):
        assert found(q="Horse") == [("harvard", 1), ("harvard", 2)]
        assert answer(SearchQuery(q="horse")).total == 2

    def test_still_have_to_pass_the_filters(self):
        assert found(q="horse", source="jhu") == []
        assert found(q="horse", min_width=2551) == []

    def test_an_unwanted_word_in_our_own_texts_outweighs_them(self):
        ProviderMatch.objects.update(words="horse -pony")

        assert found(q="horse -pony") == [("harvard", 1)]

    def test_do_not_count_for_other_words(self):
        assert found(q="zebra") == []
        assert found(q='"horse"') == [("harvard", 1)]


class TestStatements:
    @pytest.mark.parametrize("sort", ["relevance", "newest", "random:1"])
    @pytest.mark.parametrize("q", ["", "powwow"])
    def test_are_constant_whatever_the_page_size(self, q, sort):
        ingest([hub(number) for number in range(1, 121)])
        answer(SearchQuery())  # takes in what is new, once

        counts = []
        for per_page in (1, 24, 100):
            with CaptureQueriesContext(connection) as seen:
                page = answer(SearchQuery(q=q, sort=sort, per_page=per_page))
            assert len(page.hits) == per_page
            counts.append(len(seen))

        assert len(set(counts)) == 1
        assert counts[0] <= 5  # changes, words, a provider's words, ranks, rows
