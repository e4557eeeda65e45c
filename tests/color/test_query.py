import numpy as np
import pytest

from gallery.color.query import ColorQuery


class TestOf:
    def test_equal_shares_unless_given(self):
        assert ColorQuery.of(["#AF1919", "#000000"]).shares == (0.5, 0.5)

    def test_shares_are_scaled_and_twins_joined(self):
        query = ColorQuery.of(["#af1919", "#000000", "#AF1919"], [1, 2, 1])

        assert query.colors == ("#af1919", "#000000")
        assert query.shares == (0.5, 0.5)

    @pytest.mark.parametrize(
        ("colors", "options"),
        [
            (["#af191"], {}),
            (["#af1919"], {"shares": [0]}),
            (["#af1919"], {"shares": [0.5, 0.5]}),
            (["#af1919"], {"shares": [float("nan")]}),
            (["#af1919"], {"tolerance": 0}),
            (["#af1919"], {"excluded": ["red"]}),
        ],
    )
    def test_refuses_what_makes_no_sense(self, colors, options):
        with pytest.raises(ValueError, match=r"share above 0|tolerance|#rrggbb"):
            ColorQuery.of(colors, **options)

    def test_widened(self):
        query = ColorQuery.of(["#af1919"], excluded=["#000000"]).widened(0.2)

        assert (query.tolerance, query.excluded) == (0.2, ("#000000",))

    def test_similarity_falls_to_0_at_the_tolerance(self):
        query = ColorQuery.of(["#000000"], tolerance=0.2)
        oklab = [[0.0, 0.0, 0.0], [0.05, 0.0, 0.0], [0.0, 0.2, 0.0], [1.0, 0.0, 0.0]]

        assert query.similarity(np.array(oklab))[:, 0] == pytest.approx([1, 0.75, 0, 0])
