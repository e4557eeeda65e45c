import json

import pytest

from gallery.catalog.colors import HUES, NO_TONE, read_palettes
from gallery.color.words import COLOR_WORDS


def words_of(palettes, at):
    return {
        word: area
        for word, area in zip(COLOR_WORDS, palettes.areas[at].tolist(), strict=True)
        if area
    }


class TestReadPalettes:
    def test_areas_by_word_and_bits_of_what_is_notable(self):
        found = read_palettes(
            [
                json.dumps([["#c81932", 0.5, "Red", "", ""], ["#e11919", 0.1, "Red", "", ""]]),
                [["#000000", 0.4, "Black", "", ""], ["#1932c8", 0.01, "Blue", "", ""]],
                "[]",
            ]
        )

        assert words_of(found, 0) == {"red": 153}
        assert words_of(found, 1) == {"black": 102, "blue": 3}
        assert found.words.tolist() == [1 << COLOR_WORDS.index("red"), 1, 0]
        assert found.hues.tolist() == [1 << HUES.index("Red"), 1 << HUES.index("Black"), 0]
        assert found.rows.lengths.tolist() == [2, 2, 0]

    @pytest.mark.parametrize(
        "color", ["", "#12345", "#zzzzzz", "red", "#1234567", "123456789abcde"]
    )
    def test_what_is_no_colour_is_left_out(self, color):
        found = read_palettes([[[color, 0.5, "", "", ""], ["#000000", 0.4, "Black", "", ""]], []])

        assert found.rows.lengths.tolist() == [1, 0]
        assert words_of(found, 0) == {"black": 102}

    def test_shares_beyond_one_are_scaled_and_those_of_nothing_left_out(self):
        found = read_palettes(
            [
                [
                    ["#000000", 3.0, "", "", ""],
                    ["#c81932", 1.0, "", "", ""],
                    ["#fafafa", 0, "", "", ""],
                ]
            ]
        )

        assert words_of(found, 0) == {"black": 191, "red": 64}

    def test_tones_go_round_the_wheel_then_neutrals_from_light_to_dark_then_none(self):
        colors = ["#c81932", "#e1c819", "#19af32", "#1932c8", "#fafafa", "#7d7d7d", "#000000"]
        found = read_palettes([*([[color, 0.9, "", "", ""]] for color in colors), []])

        assert found.tones.tolist() == sorted(found.tones.tolist())
        assert len(set(found.tones.tolist())) == 8
        assert found.tones[-1] == NO_TONE

    def test_an_off_white_stands_among_the_whites(self):
        colors = ["#ffc8c8", "#1932c8", "#fae1e1", "#7d7d7d"]  # OKLCH chroma of the third: 0.028

        found = read_palettes([[[color, 0.9, "", "", ""]] for color in colors])

        assert found.tones.tolist() == sorted(found.tones.tolist())

    def test_the_most_colourful_part_places_a_picture(self):
        vivid = [["#1932c8", 0.3, "", "", ""]]
        mixed = [["#7d7d7d", 0.7, "", "", ""], ["#1932c8", 0.3, "", "", ""]]

        found = read_palettes([vivid, mixed])

        assert found.tones[0] == found.tones[1]
