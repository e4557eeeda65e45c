import json

import pytest

from gallery.records import Rendition, Rights, Swatch, Technique
from gallery.web.picks import Pick, Picked
from gallery.web.presenters.compare import comparison
from gallery.web.presenters.compare_palettes import compared_colors
from gallery.web.presenters.compare_table import rows
from tests.catalog.records import harvard, hub


def picked(record, file: Rendition | None = None) -> Picked:
    return Picked(Pick(record.provider, record.identifier), record, file)


def row(name: str, *pictures: Picked):
    return next(it for it in rows(pictures) if it.name == name)


class TestTable:
    def test_compares_sizes_with_the_first(self):
        others = harvard(2, width=5100), harvard(3, width=1275, height=900)

        found = row("Pixels beside A", picked(harvard(1)), *map(picked, others))

        assert found.values == ("–", "2×", "1/4")

    @pytest.mark.parametrize(
        ("second", "verdict"),
        [
            ((2550, 1800), "same"),
            ((1275, 901), "same"),
            ((1800, 2550), "differs"),
            ((0, 0), "not all stated"),
        ],
        ids=["equal", "rounded", "turned", "unknown"],
    )
    def test_judges_ratios_beyond_rounding(self, second, verdict):
        other = harvard(2, width=second[0], height=second[1])

        assert row("Ratio", picked(harvard(1)), picked(other)).verdict == verdict

    def test_models_are_matched_exactly(self):
        mark = harvard(2, technique=Technique("Nikon D70s", "NIKON", "D70s"))

        pictures = picked(harvard(1)), picked(mark)

        assert row("Make", *pictures).verdict == "same"
        assert row("Model", *pictures).verdict == "differs"
        assert row("Software", *pictures).verdict == "not all stated"

    def test_a_file_has_its_own_size(self):
        file = Rendition("thumbnail", "https://example.org/a.jpg", "cropped-landscape", 360, 240)

        pictures = picked(hub(1)), picked(hub(1), file)

        assert row("Size", *pictures).values == ("5,388 × 3,592 px", "360 × 240 px")
        assert row("Shown", *pictures).values == ("the picture", "thumbnail (cropped-landscape)")

    def test_leaves_out_what_nobody_states(self):
        names = [it.name for it in rows([picked(hub(1)), picked(hub(2))])]

        assert "Make" not in names
        assert "Credit" in names


class TestColors:
    RED, BLUE = Swatch("#e02020", 0.6), Swatch("#2040c0", 0.4)

    def test_common_and_differing_colours_in_words(self):
        first = harvard(1, palette=(self.RED, self.BLUE))
        second = harvard(2, palette=(Swatch("#dc2424", 0.5), Swatch("#ffffff", 0.5)))

        found = compared_colors([first, second], "ABCD")

        assert found.summary == "1 colour in common, covering 60.0% of A and 50.0% of B."
        assert [it.where for it in found.rows] == ["in both", "only in B", "only in A"]
        assert [chip.word for chip in found.rows[0].chips] == ["red", "red"]
        assert found.distances[0].startswith("ΔE ")

    def test_nothing_in_common_is_said(self):
        records = [harvard(1, palette=(self.RED,)), harvard(2, palette=(self.BLUE,))]

        assert compared_colors(records, "ABCD").summary == "No colour in common."

    def test_of_three_says_who_has_it(self):
        records = [
            harvard(1, palette=(self.RED,)),
            harvard(2, palette=(self.BLUE,)),
            harvard(3, palette=(self.RED,)),
        ]

        found = compared_colors(records, "ABCD")

        assert [it.where for it in found.rows] == ["only in A and C", "only in B"]

    def test_one_palette_alone_is_not_compared(self):
        assert compared_colors([harvard(1), hub(2)], "ABCD") is None


class TestSides:
    def test_each_can_be_taken_away(self):
        page = comparison([(picked(harvard(1)), None), (picked(hub(2)), None)], [])

        assert page.sides[0].without_url == "/compare/?pick=jhu%3A2"
        assert (page.is_complete, page.room) == (True, 2)

    def test_a_file_is_all_that_its_viewer_gets(self):
        file = harvard(1)
        one = Picked(
            Pick("jhu", 1, "scaled.large"),
            hub(1),
            Rendition("large", "https://example.org/l.jpg", "scaled", 1140, 760),
        )

        page = comparison([(picked(file), None), (one, None)], [])

        assert json.loads(page.sides[1].source) == {
            "service": None,
            "info": "",
            "files": [{"url": "https://example.org/l.jpg", "width": 1140, "height": 760}],
        }

    def test_a_forbidden_picture_keeps_its_place_and_says_why(self):
        record = harvard(1, rights=Rights(permission_level=2))

        side = comparison([(picked(record), None), (picked(hub(2)), None)], []).sides[0]

        assert (side.src, side.source) == ("", "")
        assert side.reason == "The rights holder does not allow this picture to be shown."
        assert [it.value for it in side.choices] == ["harvard:1"]
