import json
import re
from collections import Counter

import numpy as np
import pytest

from gallery.color.extraction import PaletteEntry
from gallery.color.labels import label, label_palette
from gallery.color.spaces import hex_to_rgb
from tests.paths import DATA, needs_shared


def museum_labels():
    return json.loads((DATA / "oracle/labels_grid_1331.json").read_text())


class TestLabel:
    def test_of_a_museum_red(self):
        known = label("#af1919")

        assert (known.css3_hex, known.css3_name, known.hue) == ("#b22222", "firebrick", "Red")

    @pytest.mark.parametrize(
        ("color", "name"), [("#00ffff", "aqua"), ("#808080", "gray"), ("#003200", "black")]
    )
    def test_a_tie_goes_to_the_first_name_in_the_alphabet(self, color, name):
        assert label(color).css3_name == name  # #003200 lies halfway to darkgreen, #006400

    @needs_shared
    def test_css3_is_the_museums_on_the_whole_grid(self):
        theirs = {color: entry["css3"] for color, entry in museum_labels().items()}

        assert {color: label(color).css3_hex for color in theirs} == theirs

    @needs_shared
    def test_hue_agrees_on_92_percent_of_what_recordings_use(self):
        uses = Counter()
        for path in (DATA / "recorded/harvard").iterdir():
            uses.update(re.findall(r'"color"\s*:\s*"(#[0-9a-f]{6})"', path.read_text()))
        theirs = museum_labels()
        uses = {color: count for color, count in uses.items() if color in theirs}

        agreed = sum(uses[c] for c in uses if label(c).hue == theirs[c]["hue"])

        assert agreed / sum(uses.values()) >= 0.92

    @needs_shared
    def test_spectrum_is_within_a_few_units(self):
        theirs = museum_labels()

        off = [
            max(
                abs(a - b)
                for a, b in zip(
                    hex_to_rgb(label(c).spectrum), hex_to_rgb(entry["spectrum"]), strict=True
                )
            )
            for c, entry in theirs.items()
        ]

        assert np.median(off) <= 6
        assert np.percentile(off, 90) <= 20


class TestLabelPalette:
    def test_says_all_there_is(self):
        (entry,) = label_palette([PaletteEntry("#e1af7d", 0.93)])

        assert (entry.color, entry.share, entry.css3, entry.hue, entry.word) == (
            ("#e1af7d", 0.93, "#deb887", "Orange", "orange")
        )
