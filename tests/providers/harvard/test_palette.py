"""Harvard ``colors`` → swatches."""

import pytest

from gallery.providers.harvard.mapper import HarvardMapper
from gallery.providers.harvard.palette import read_palette
from gallery.providers.payloads import Payload, Tally
from gallery.records import Swatch

# The first rows of object 304069's palette, Harvard docs, object.
GREY = {
    "percent": 0.43642857142857,
    "spectrum": "#8c5fa8",
    "color": "#c8c8c8",
    "css3": "#c0c0c0",
    "hue": "Grey",
}
DARK = {
    "percent": 0.12803571428571,
    "spectrum": "#2eb45d",
    "color": "#323232",
    "css3": "#2f4f4f",
    "hue": "Grey",
}


def palette(colors):
    return read_palette(Payload({"id": 1, "colors": colors}, Tally()))


class TestReadPalette:
    def test_keeps_every_label(self):
        assert palette([GREY]) == (
            Swatch(
                color="#c8c8c8",
                share=0.43642857142857,
                hue="Grey",
                css3="#c0c0c0",
                spectrum="#8c5fa8",
            ),
        )

    def test_is_sorted_by_share(self):
        assert [swatch.color for swatch in palette([DARK, GREY])] == ["#c8c8c8", "#323232"]

    def test_a_repeated_colour_counts_once(self):
        assert len(palette([GREY, DARK, GREY])) == 2

    @pytest.mark.parametrize("colors", [None, [], "absent"])
    def test_none_were_computed(self, colors):
        payload = {"id": 1} if colors == "absent" else {"id": 1, "colors": colors}

        mapped = HarvardMapper().images([payload])

        assert (mapped.records[0].palette, mapped.records[0].palette_source) == ((), "")
        assert mapped.cleaned == ()

    @pytest.mark.parametrize("percent", [None, 0, -0.1, 1.5, 43, "0.4", float("nan"), [], True])
    def test_a_share_that_is_none_leaves_the_swatch_out(self, percent):
        tally = Tally()

        found = read_palette(Payload({"colors": [{**GREY, "percent": percent}, DARK]}, tally))

        assert [swatch.color for swatch in found] == ["#323232"]
        assert tally.cleaned == ["a colour is not usable"]

    @pytest.mark.parametrize("color", [None, "", "grey", "#c8c8", "#c8c8c8;}", 13158600, []])
    def test_a_colour_that_is_none_leaves_the_swatch_out(self, color):
        assert palette([{**GREY, "color": color}]) == ()

    @pytest.mark.parametrize("junk", [5, "x", {}, [5, None, "#fff", []]])
    def test_any_other_shape_is_no_palette(self, junk):
        assert palette(junk) == ()

    def test_bad_labels_cost_only_themselves(self):
        (swatch,) = palette([{**GREY, "hue": "<b>", "css3": "url(x)", "spectrum": None}])

        assert swatch == Swatch(color="#c8c8c8", share=0.43642857142857)

    def test_a_flood_of_colours_is_cut(self):
        flood = [{"color": f"#{n:06x}", "percent": 0.001} for n in range(5000)]

        assert len(palette(flood)) == 20
