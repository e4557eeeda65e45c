import json

import numpy as np
import pytest

from gallery.color import grid
from tests.paths import DATA, needs_shared


class TestGrid:
    def test_has_eleven_steps_a_channel(self):
        assert grid.GRID.shape == (1331, 3)
        assert grid.GRID_HEX[0] == "#000000"
        assert grid.GRID_HEX[1] == "#000019"
        assert grid.GRID_HEX[11] == "#001900"
        assert grid.GRID_HEX[-1] == "#fafafa"

    @needs_shared
    def test_is_the_museums_own(self):
        labels = json.loads((DATA / "oracle/labels_grid_1331.json").read_text())

        assert set(grid.GRID_HEX) == set(labels)


class TestNearest:
    @pytest.mark.parametrize(
        ("color", "snapped"),
        [
            ("#ffffff", "#fafafa"),
            ("#0d0d0d", "#000000"),
            ("#0e0e0e", "#191919"),
            ("#262626", "#191919"),
            ("#272727", "#323232"),
            ("#b22222", "#af1919"),
        ],
    )
    def test_rounds_as_the_service_does(self, color, snapped):
        assert grid.nearest_hex(color) == snapped

    def test_every_byte_goes_to_int_of_v_plus_11_5_over_25(self):
        assert [int((v + 11.5) / 25) for v in range(256)] == list(grid.LEVEL_OF_BYTE)

    def test_grid_colours_stay(self):
        assert np.array_equal(grid.nearest_indices(grid.GRID), np.arange(1331))
        assert all(grid.nearest_index(color) == i for i, color in enumerate(grid.GRID_HEX))
        assert grid.is_on_grid("#c8c8c8")
        assert not grid.is_on_grid("#c8c8c9")
