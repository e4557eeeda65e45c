import pytest

from gallery.catalog.ingest import ingest
from gallery.search.answer import answer
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


def found(**asked):
    return [(hit.record.provider, hit.record.identifier) for hit in answer(SearchQuery(**asked)).hits]


class TestAnswer:
    def test_an_empty_catalogue_answers_with_nothing(self):
        page = answer(SearchQuery(q="horse"))

        assert (page.hits, page.total, page.pages) == ((), 0, 1)

    def test_words_find_pictures_of_both_providers(self):
        ingest([harvard(1), hub(2, caption="A horse"), hub(3)])

        assert set(found(q="horse")) == {("harvard", 1), ("jhu", 2)}

    def test_source_narrows(self):
        ingest([harvard(1), hub(2)])

        assert found(source="jhu") == [("jhu", 2)]
