"""Harvard asked by colour, against the sandbox's own ``/object?color=``."""

from urllib.parse import parse_qs, urlsplit

import pytest

from gallery.catalog.models import Image
from gallery.color.spaces import delta_e
from gallery.providers.base import ProviderRequest
from gallery.search.answer import answer
from gallery.search.bring import bring
from gallery.search.live_colors import MOST_HEXES, hexes_near, question
from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery
from gallery.web.presenters.notes import note_line
from tests.search.sandboxed import harvard_client
from tests.search.shelf import Shelf

RED = SearchQuery(colors=(ColorTerm("#c83232"),), source="harvard")


class TestHexes:
    def test_are_those_of_the_grid_within_the_tolerance_the_nearest_first(self):
        found = hexes_near(RED)

        distances = [delta_e("#c83232", color) for color in found]
        assert found[0] == "#c83232"
        assert distances == sorted(distances)
        assert all(distance < 0.12 for distance in distances)
        assert len(found) <= MOST_HEXES

    def test_every_color_has_its_part(self):
        query = SearchQuery(colors=(ColorTerm("#7d7d7d"), ColorTerm("#c83232")), tolerance=50)

        found = hexes_near(query)

        assert {"#7d7d7d", "#c83232"} <= set(found)
        assert len(found) <= MOST_HEXES

    def test_a_color_off_the_grid_has_at_least_its_nearest(self):
        query = SearchQuery(colors=(ColorTerm("#b22222"),), tolerance=1)

        assert len(hexes_near(query)) == 1


class TestQuestion:
    @pytest.mark.parametrize(
        ("query", "is_by_color"),
        [(RED, True), (RED.but(q="horse"), False), (SearchQuery(source="harvard"), False)],
    )
    def test_words_come_first(self, query, is_by_color):
        client = harvard_client().client

        asked = question(client, query, ProviderRequest())

        assert (getattr(asked.func, "__name__", "") == "of_colors") is is_by_color

    def test_who_knows_no_colors_is_asked_as_ever(self):
        shelf = Shelf("jhu")

        question(shelf, RED, ProviderRequest())(deadline=0.0)

        assert len(shelf.asked) == 1


@pytest.mark.django_db
class TestAgainstTheSandbox:
    def test_an_empty_catalogue_is_filled_by_color_and_ranked_exactly(self):
        upstream = harvard_client()

        (note,) = bring(RED, {"harvard": upstream.client}, seconds=30)

        found = answer(RED)
        assert note.by_color
        assert note.brought == Image.objects.count() > 0
        assert found.total > 0
        scores = [hit.color.score for hit in found.hits]
        assert scores == sorted(scores, reverse=True)
        assert all(hit.color.share > 0 for hit in found.hits)

    def test_two_calls_bring_pictures_with_palette_and_title(self):
        upstream = harvard_client()

        bring(RED, {"harvard": upstream.client}, seconds=30)

        assert [urlsplit(url).path.rpartition("/")[2] for url in upstream.asked] == [
            "object",
            "image",
        ]
        asked = parse_qs(urlsplit(upstream.asked[0]).query)
        assert asked["color"] == ["|".join(hexes_near(RED))]
        row = Image.objects.first()
        assert row.palette
        assert row.as_record().objects

    def test_a_second_time_comes_from_the_cache(self):
        upstream = harvard_client()
        bring(RED, {"harvard": upstream.client}, seconds=30)

        (note,) = bring(RED, {"harvard": upstream.client}, seconds=30)

        assert len(upstream.asked) == 2
        assert note.state == "cached"

    def test_is_said_to_be_from_the_exact_hex_search(self):
        upstream = harvard_client()

        (note,) = bring(RED, {"harvard": upstream.client}, seconds=30)

        assert "pictures came from Harvard’s exact-hex search" in note_line(note).text
