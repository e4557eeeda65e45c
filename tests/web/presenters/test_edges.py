import pytest

from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery
from gallery.search.results import ColorAnswer
from gallery.web.presenters.edges import edges

QUERY = SearchQuery(
    q="horse",
    colors=(ColorTerm("#b22222"), ColorTerm("#008080", 30)),
    not_colors=(ColorTerm("#fafafa"),),
)


class TestEdges:
    def test_each_way_out_is_a_link_with_its_count(self):
        found = edges(
            QUERY,
            ColorAnswer(0, ((16, 3), (20, 1_204)), (("#b22222", 9), ("#fafafa", 1)), 40),
        )

        assert [way.text for way in found.ways] == [
            "3 results with ΔE 16 instead of 12",
            "1,204 results with ΔE 20 instead of 12",
            "9 results without Firebrick",
            "1 result without “not White”",
            "40 results without “horse”",
        ]
        assert [way.href for way in found.ways][1:4] == [
            "/?q=horse&color=b22222&color=008080~30&tolerance=20&not_color=fafafa",
            "/?q=horse&color=008080~30&not_color=fafafa",
            "/?q=horse&color=b22222&color=008080~30",
        ]

    @pytest.mark.parametrize(
        ("count", "said"),
        [
            (0, ""),
            (1, "1 picture whose colours are not known is left out"),
            (1_204, "1,204 pictures whose colours are not known are left out"),
        ],
    )
    def test_what_is_left_out_is_counted(self, count, said):
        found = edges(QUERY, ColorAnswer(count, ((16, 3),)))

        assert found.left_out == said
        assert found.left_out_url == "/?q=horse&lacks=colors"

    def test_there_may_be_nothing_to_say(self):
        assert edges(QUERY, ColorAnswer()) is None
        assert edges(SearchQuery(), None) is None
