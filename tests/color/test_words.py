import pytest

from gallery.color.css_names import CSS_NAMES
from gallery.color.grid import GRID_HEX
from gallery.color.words import COLOR_WORDS, UnknownColorError, color_word, css_name, parse_color
from tests.color.word_table import TABLE

JUDGED = [(f"#{digits}", word) for word, entry in TABLE.items() for digits in entry.split()]


class TestColorWord:
    def test_the_table_is_large_and_covers_every_word_and_css_colour(self):
        colors = [color for color, _ in JUDGED]

        assert len(colors) == len(set(colors)) >= 200
        assert set(TABLE) == set(COLOR_WORDS)
        assert set(CSS_NAMES.values()) <= set(colors)

    @pytest.mark.parametrize(("color", "word"), JUDGED)
    def test_agrees_with_the_eye(self, color, word):
        assert color_word(color) == word

    def test_every_grid_colour_has_a_word_and_every_word_is_used(self):
        assert {color_word(color) for color in GRID_HEX} == set(COLOR_WORDS)


class TestCssName:
    @pytest.mark.parametrize(
        ("color", "name"),
        [
            ("#b22222", "Firebrick"),
            ("#b02020", "Firebrick"),
            ("#556b2f", "Dark Olive Green"),
            ("#808080", "Grey"),
            ("#fefefe", "White"),
            ("#000019", "Black"),
        ],
    )
    def test_is_the_nearest_as_people_read_it(self, color, name):
        assert css_name(color) == name


class TestParseColor:
    @pytest.mark.parametrize(
        ("text", "color"),
        [
            ("#abc", "#aabbcc"),
            ("e02020", "#e02020"),
            ("#E02020", "#e02020"),
            (" Firebrick ", "#b22222"),
            ("dark slate grey", "#2f4f4f"),
            ("DarkSlateGray", "#2f4f4f"),
            ("light-blue", "#add8e6"),
        ],
    )
    def test_reads_what_people_type(self, text, color):
        assert parse_color(text) == color

    @pytest.mark.parametrize("text", ["", "#", "#abcd", "reddish", "#gggggg", "rgb(1,2,3)", "#12"])
    def test_names_what_it_cannot_read(self, text):
        with pytest.raises(UnknownColorError, match="is not a colour: write a hex"):
            parse_color(text)
