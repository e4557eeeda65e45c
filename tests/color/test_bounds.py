import numpy as np
import pytest

from gallery.color.bounds import filled_bounds, quick_bounds
from gallery.color.query import ColorQuery
from gallery.color.rows import Rows
from gallery.color.transport import transport_scores
from tests.color.test_index import NEAR, palettes, random_pictures

SCARLET, GREY = "#e11919", "#7d7d7d"


@pytest.mark.parametrize(
    ("palette", "bound"),
    [
        ([(SCARLET, 0.2), (GREY, 0.8)], 51 / 255),  # what it has of one wanted colour
        ([(SCARLET, 1.0)], 0.5),  # a wanted colour takes no more than its share
        ([(SCARLET, 0.8), ("#1919e1", 0.2)], 0.5 + 51 / 255),
        ([(GREY, 1.0)], 0),
        ([], 0),
    ],
)
def test_a_quick_bound_counts_what_is_there_and_what_is_wanted(palette, bound):
    query = ColorQuery.of([SCARLET, "#1919e1"], tolerance=0.1)

    # Longer neighbours pad it: what pads must count nothing.
    rows = Rows.pack([[(SCARLET, 0.25), (NEAR[0], 0.25), (NEAR[1], 0.5)], palette])

    assert quick_bounds(rows, query, np.array([0, 1]))[1] == pytest.approx(bound, abs=2e-5)


@pytest.mark.parametrize("on_grid", [True, False])
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("tolerance", [0.05, 0.12, 0.3])
def test_no_bound_is_below_the_score_and_none_is_above_0_for_a_score_of_0(
    on_grid, count, tolerance
):
    rng = np.random.default_rng(count)
    pictures = random_pictures(rng, 500, on_grid)
    rows, every = Rows.pack(palettes(pictures)), np.arange(500)
    query = ColorQuery.of(rng.choice(NEAR, count, replace=False).tolist(), tolerance=tolerance)
    similarity, shares = rows.similarities(query, every)
    scores = transport_scores(similarity, query.wanted, shares)

    quick = quick_bounds(rows, query, every)
    filled = filled_bounds(similarity, query.wanted, shares)

    assert (quick >= scores).all()
    assert (filled >= scores - 1e-9).all()
    assert (filled <= quick + 1e-9).all()
    np.testing.assert_array_equal(quick > 0, scores > 0)
