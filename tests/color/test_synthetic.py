import numpy as np
import pytest

from gallery.color.index import ColorIndex
from gallery.color.query import ColorQuery
from gallery.color.synthetic import (
    recorded_frequencies,
    scan,
    synthetic_rows,
    typical_frequencies,
)
from tests.paths import DATA, needs_shared


class TestFrequencies:
    def test_typical_ones_are_led_by_black_and_browns(self):
        weights = typical_frequencies()

        assert weights.shape == (1331,)
        assert weights.sum() == pytest.approx(1)
        assert weights.argmax() == 0

    def test_without_recordings_the_typical_ones_stand_in(self, tmp_path):
        assert np.array_equal(recorded_frequencies(tmp_path), typical_frequencies())

    @needs_shared
    def test_recorded_ones_are_led_by_greys_and_black(self):
        weights = recorded_frequencies(DATA / "recorded/harvard")

        assert weights.sum() == pytest.approx(1)
        assert weights[0] > 0.03  # step 5 of the method gathers dark greys in black


class TestRows:
    def test_are_like_real_ones_and_repeatable(self):
        rows = synthetic_rows(2000, seed=4)

        assert 4.5 < rows.lengths.mean() < 6.5
        assert rows.lengths.min() >= 1
        assert np.array_equal(rows.colors, synthetic_rows(2000, seed=4).colors)


class TestScan:
    @pytest.mark.parametrize(
        "colors", [["#967d64"], ["#967d64", "#323219"], ["#000000", "#644b32", "#c8af96"]]
    )
    def test_agrees_with_the_index(self, colors):
        rows = synthetic_rows(30_000)
        query = ColorQuery.of(colors)

        hits = ColorIndex.build(np.arange(30_000), rows).search(query, 24)

        assert hits.scores == pytest.approx(scan(query, rows, 24), abs=1e-9)
