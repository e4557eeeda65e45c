import pytest

from gallery.search.query import SearchQuery
from gallery.search.results import Hit, ResultPage
from tests.catalog.records import hub


def page(number, total, shown):
    hits = tuple(Hit(hub(step), step) for step in range(shown))
    return ResultPage(SearchQuery(q="x", page=number), hits, total)


class TestResultPage:
    @pytest.mark.parametrize(
        ("number", "total", "shown", "expected"),
        [
            (1, 0, 0, (1, 0, 0, None, None, False)),
            (1, 24, 24, (1, 1, 24, None, None, False)),
            (1, 25, 24, (2, 1, 24, 2, None, False)),
            (2, 25, 1, (2, 25, 25, None, 1, False)),
            (9, 25, 0, (2, 0, 0, None, 2, True)),
            (2, 0, 0, (1, 0, 0, None, 1, False)),
        ],
    )
    def test_numbers(self, number, total, shown, expected):
        result = page(number, total, shown)

        following = result.next_query and result.next_query.page
        previous = result.previous_query and result.previous_query.page
        assert expected == (
            result.pages,
            result.first,
            result.last,
            following,
            previous,
            result.is_past_the_end,
        )
