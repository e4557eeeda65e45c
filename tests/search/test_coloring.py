from itertools import chain

import pytest

from gallery.catalog.index_build import rebuild
from gallery.catalog.ingest import ingest
from gallery.records import Swatch
from gallery.search import edges
from gallery.search.answer import answer
from gallery.search.coloring import color_query
from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard, hub
from tests.color.plain_search import plain_ranking, plain_scores

pytestmark = pytest.mark.django_db

RED, BLUE, GREY, BLACK = "#c81932", "#1932c8", "#7d7d7d", "#000000"


def painted(number, **shares):
    """A record whose palette has these colours, in 255ths."""
    colors = {"red": RED, "blue": BLUE, "grey": GREY, "black": BLACK, "rose": "#c8324b"}
    palette = tuple(Swatch(colors[name], part / 255) for name, part in shares.items())
    return harvard(number, palette=palette, palette_source="provider")


def numbers(**asked):
    return [hit.record.identifier for hit in answer(SearchQuery(**asked)).hits]


def terms(*colors):
    return tuple(ColorTerm(color) for color in colors)


class TestRanking:
    @pytest.mark.parametrize("is_built", [False, True], ids=["unbuilt", "built"])
    def test_is_by_the_exact_score(self, is_built):
        pictures = {
            number: [(RED, number * 3 % 120), (BLUE, number * 7 % 90), ("#c8324b", number % 40)]
            for number in range(1, 61)
        }
        ingest(
            harvard(
                number,
                palette=tuple(Swatch(color, part / 255) for color, part in palette if part),
                palette_source="provider",
            )
            for number, palette in pictures.items()
        )
        if is_built:
            rebuild()
        asked = {1: [255], 2: [153, 102]}

        for count, parts in asked.items():
            colors = [RED, BLUE][:count]
            shares = tuple(
                ColorTerm(color, round(part / 2.55))
                for color, part in zip(colors, parts, strict=True)
            )
            wanted = plain_ranking(plain_scores(pictures, colors, parts))

            assert numbers(colors=shares) == wanted[:24]

    def test_a_score_of_nothing_is_no_result(self):
        ingest([painted(1, red=200), painted(2, blue=200), painted(3)])

        page = answer(SearchQuery(colors=terms(RED)))

        assert [hit.record.identifier for hit in page.hits] == [1]
        assert (page.total, page.color.without_palette) == (1, 1)

    def test_pages_follow_each_other(self):
        ingest(painted(number, red=number * 4) for number in range(1, 31))

        pages = [numbers(colors=terms(RED), per_page=10, page=page) for page in (1, 2, 3, 4)]

        assert list(chain(*pages)) == list(range(30, 0, -1))

    def test_another_order_keeps_what_is_near_and_says_why(self):
        ingest([painted(1, red=20), painted(2, red=200), painted(3, blue=200)])

        page = answer(SearchQuery(colors=terms(RED), sort="newest"))

        assert [hit.record.identifier for hit in page.hits] == [2, 1]
        assert [hit.color.score for hit in page.hits] == pytest.approx([200 / 255, 20 / 255])

    def test_filters_and_words_come_first(self):
        ingest(
            [painted(1, red=200), hub(2, palette=(Swatch(RED, 0.9),), palette_source="extracted")]
        )

        assert numbers(colors=terms(RED)) == [2, 1]
        assert numbers(colors=terms(RED), source="harvard") == [1]
        assert numbers(colors=terms(RED), q="powwow") == [2]


class TestUnwanted:
    def test_more_than_five_percent_is_too_much(self):
        ingest([painted(1, red=100, blue=12), painted(2, red=100, blue=13), painted(3)])

        assert numbers(colors=terms(RED), not_colors=terms(BLUE)) == [1]
        assert set(numbers(not_colors=terms(BLUE))) == {1, 3}


class TestWhy:
    def test_share_distance_name_and_entries(self):
        ingest([painted(1, grey=100, red=51, rose=25)])

        (hit,) = answer(SearchQuery(colors=terms("#b22222"), tolerance=15)).hits

        assert hit.color.share == pytest.approx(76 / 255)
        assert hit.color.near == "Crimson"
        assert hit.color.matched == (1, 2)
        assert 0 < hit.color.delta_e < 15

    def test_nothing_without_a_colour(self):
        ingest([painted(1, red=51)])

        page = answer(SearchQuery(not_colors=terms(BLUE)))

        assert page.hits[0].color is None
        assert answer(SearchQuery()).color is None


class TestEdges:
    def test_few_results_come_with_ways_to_more(self):
        ingest([painted(1, red=100), painted(2, rose=100), painted(3, red=100, blue=100)])

        edge = answer(
            SearchQuery(q="horse", colors=terms(RED), tolerance=2, not_colors=terms(BLUE))
        ).color

        assert edge.wider[0] == (4, 2)
        assert edge.fewer == ((BLUE, 2),)
        assert edge.without_words == 1

    def test_many_results_need_none(self):
        ingest(painted(number, red=100) for number in range(1, edges.FEW + 2))

        edge = answer(SearchQuery(colors=terms(RED), tolerance=2)).color

        assert (edge.wider, edge.fewer, edge.without_words) == ((), (), None)

    def test_without_words(self):
        ingest(
            [painted(1, red=100), hub(2, palette=(Swatch(RED, 0.9),), palette_source="extracted")]
        )

        edge = answer(SearchQuery(q="powwow", colors=terms(RED))).color

        assert edge.without_words == 2


class TestColorQuery:
    @pytest.mark.parametrize(
        ("asked", "shares"),
        [
            ([None, None], [0.5, 0.5]),
            ([40, None], [0.4, 0.6]),
            ([20, None, None], [0.2, 0.4, 0.4]),
            ([30, 10], [0.75, 0.25]),
            ([100, None], [2 / 3, 1 / 3]),
        ],
        ids=str,
    )
    def test_shares(self, asked, shares):
        colors = [RED, BLUE, BLACK][: len(asked)]
        query = SearchQuery(colors=tuple(map(ColorTerm, colors, asked)))

        assert color_query(query).shares == pytest.approx(shares)


class TestUnrolled:
    def test_by_hue_then_lightness_neutrals_last_and_those_without_colours_after(self):
        ingest([painted(1, black=200), painted(2, blue=200), painted(3), painted(4, red=200)])

        assert numbers(sort="color") == [4, 2, 1, 3]
