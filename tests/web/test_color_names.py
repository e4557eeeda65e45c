import pytest
from django.utils.translation import override

from gallery.color.css_names import DISPLAY_NAMES
from gallery.color.words import UnknownColorError
from gallery.search.query import SearchQuery
from gallery.web.color_form import colors_typed
from gallery.web.color_names import ALSO, parse, spoken
from gallery.web.presenters.color_panel import offer

GERMAN = [
    ("schwarz", "#000000"),
    ("Grau", "#808080"),
    ("weiß", "#ffffff"),
    ("weiss", "#ffffff"),
    ("braun", "#a52a2a"),
    ("beige", "#f5f5dc"),
    ("rot", "#ff0000"),
    ("orange", "#ffa500"),
    ("gelb", "#ffff00"),
    ("oliv", "#808000"),
    ("GRÜN", "#008000"),
    ("gruen", "#008000"),
    ("petrol", "#008080"),
    ("blau", "#0000ff"),
    ("marineblau", "#000080"),
    ("violett", "#ee82ee"),
    ("rosa", "#ffc0cb"),
    ("dunkelblau", "#00008b"),
    ("dunkel-rot", "#8b0000"),
    ("Dunkles Olivgrün", "#556b2f"),
    ("fuchsia", "#ff00ff"),
    ("ziegelrot", "#b22222"),
    ("türkis", "#40e0d0"),
    ("lila", "#800080"),
    ("himmelblau", "#87ceeb"),
    ("firebrick", "#b22222"),
    ("dark olive green", "#556b2f"),
    ("#b22222", "#b22222"),
]


class TestParse:
    @pytest.mark.parametrize(("typed", "color"), GERMAN)
    def test_on_a_german_page_german_and_english_names_are_known(self, typed, color):
        with override("de"):
            assert parse(typed) == color

    @pytest.mark.parametrize("typed", ["rot", "dunkelblau", "grün", "lila"])
    def test_on_an_english_page_german_ones_are_not(self, typed):
        with override("en"), pytest.raises(UnknownColorError):
            parse(typed)

    @pytest.mark.parametrize("typed", ["", "pferd", "rotblau", "#12"])
    def test_what_is_no_colour_in_any_language_is_none(self, typed):
        with override("de"), pytest.raises(UnknownColorError):
            parse(typed)

    def test_every_other_name_means_a_css_colour_and_is_needed(self):
        for name, meant in ALSO["de"].items():
            with override("de"):
                assert spoken(name) == DISPLAY_NAMES[meant]
                assert name not in {it.lower() for it in DISPLAY_NAMES}


class TestWhereNamesAreTyped:
    def test_the_field_takes_them_with_shares(self):
        with override("de"):
            terms, unknown = colors_typed("ziegelrot 40%, Dunkelblau, pferd")

        assert [str(term) for term in terms] == ["b22222~40", "00008b"]
        assert unknown == ["pferd"]

    @pytest.mark.parametrize(
        ("words", "color"),
        [("rot", "#c8281e"), ("Red", "#c8281e"), ("dunkelblau", "#00008b"), ("fuchsia", "#ff00ff")],
    )
    def test_words_that_are_a_colour_too_are_offered_as_one(self, words, color):
        with override("de"):
            found = offer(SearchQuery(q=words))

        assert found
        assert found.color == color

    @pytest.mark.parametrize("words", ["pferd", "fade", "rotes pferd"])
    def test_other_words_are_not(self, words):
        with override("de"):
            assert offer(SearchQuery(q=words)) is None
