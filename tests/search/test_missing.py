"""What a provider no longer has is no result, until it is seen again."""

import pytest
from django.utils import timezone

from gallery.catalog.index_build import rebuild
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import Swatch
from gallery.search.answer import answer
from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard

pytestmark = pytest.mark.django_db

RED = (Swatch("#c81932", 1.0, "Red"),)
QUERIES = [
    SearchQuery(),
    SearchQuery(q="lantern"),
    SearchQuery(sort="newest"),
    SearchQuery(sort="title"),
    SearchQuery(source="harvard"),
    SearchQuery(colors=(ColorTerm("#c81932"),)),
]


def numbers(query):
    result = answer(query)
    assert result.total == len(result.hits)
    return sorted(hit.record.identifier for hit in result.hits)


@pytest.fixture(params=["unbuilt", "built"])
def pictures(request):
    kept = [
        harvard(it, title="A lantern", palette=RED, palette_source="provider") for it in (1, 2, 3)
    ]
    ingest(kept)
    if request.param == "built":
        rebuild()
    return kept


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_is_left_out_and_comes_back(pictures, query):
    assert numbers(query) == [1, 2, 3]

    Image.objects.filter(identifier=2).update(missing_since=timezone.now())
    assert numbers(query) == [1, 3]

    ingest(pictures)
    assert numbers(query) == [1, 2, 3]
