from gallery.records import Swatch
from gallery.search.results import ColorMatch
from gallery.web.presenters.color_match import matched

PALETTE = (Swatch("#4b3219", 0.5), Swatch("#c83232", 0.3), Swatch("#e14b4b", 0.1))


class TestMatched:
    def test_says_share_distance_and_name(self):
        found = matched(PALETTE, ColorMatch(0.184, 6.2, "Firebrick", (1, 2)))

        assert found.text == "18% · ΔE 6.2 · near Firebrick"

    def test_puts_the_matched_part_first_within_one_frame(self):
        found = matched(PALETTE, ColorMatch(0.4, 1.0, "Firebrick", (1, 2)))

        assert [it.color for it in found.bar] == ["#c83232", "#e14b4b", "#4b3219"]
        assert [(it.x, it.width) for it in found.bar] == [
            ("0", "33.33"),
            ("33.33", "11.11"),
            ("44.44", "55.56"),
        ]
        assert found.frame == "44.44"

    def test_a_trace_is_under_one_percent(self):
        found = matched(PALETTE, ColorMatch(0.002, 1.0, "Firebrick", (1,)))

        assert found.text.startswith("under 1%")

    def test_nothing_asked_nothing_said(self):
        assert matched(PALETTE, None) is None
        assert matched(PALETTE, ColorMatch(0, 0, "", ())) is None
