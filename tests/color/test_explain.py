import pytest

from gallery.color.explain import Match, explain
from gallery.color.query import ColorQuery

PALETTE = [("#000000", 0.5), ("#af1919", 0.18), ("#c83232", 0.02), ("#0000fa", 0.3)]


class TestExplain:
    def test_share_distance_and_name(self):
        match = explain(ColorQuery.of(["#b22222"]), PALETTE)

        # #af1919 and #c83232 lie 1.3 and 5.5 hundredths of OKLab from #b22222.
        assert match == Match(pytest.approx(0.20), 1.3, "#af1919", "Firebrick", (1, 2))

    def test_several_colours_count_each_entry_once(self):
        match = explain(ColorQuery.of(["#b22222", "#af1919", "#0000ff"]), PALETTE)

        assert match is not None
        assert match.share == pytest.approx(0.5)
        assert (match.delta_e, match.entries) == (0.0, (1, 2, 3))

    @pytest.mark.parametrize("palette", [[], [("#00fa00", 1.0)], [("#b22222", 0.0)]])
    def test_nothing_near_is_no_match(self, palette):
        assert explain(ColorQuery.of(["#b22222"]), palette) is None
