import numpy as np

from gallery.catalog.facets_tables import Table


class TestTable:
    def test_numbers_combinations_and_sums_by_one_attribute(self):
        table, codes = Table(("make", "model")).grown(
            [("Nikon", "D70"), ("Canon", "5D"), ("Nikon", "D70"), ("Nikon", "D7")]
        )

        assert codes.tolist() == [0, 1, 0, 2]
        assert table.values("make") == ["Nikon", "Canon"]
        assert table.marginal("make", np.array([5, 7, 1])).tolist() == [6, 7]
        assert table.where("make", "Nikon").tolist() == [True, False, True]

    def test_grows_at_its_end_and_leaves_the_earlier_one_alone(self):
        first, _codes = Table(("make",)).grown([("Nikon",)])

        second, codes = first.grown([("Canon",), ("Nikon",)])

        assert codes.tolist() == [1, 0]
        assert (len(first), len(second)) == (1, 2)

    def test_of_nothing(self):
        table = Table(("make",))

        assert table.values("make") == []
        assert table.marginal("make", np.zeros(0, dtype=np.int64)).tolist() == []
