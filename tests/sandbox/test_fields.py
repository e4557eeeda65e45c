"""Words as Elasticsearch's standard analyser cuts them, and fields as its mapping has them."""

import pytest

from gallery.sandbox.fields import Fields, leaves, tokens
from tests.sandbox.small_collection import ANNA_MAY_WONG, HYDRIA, KODAK, SINAR


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            # The reference's own example (Elasticsearch 7.17, standard analyser).
            (
                "The 2 QUICK Brown-Foxes jumped over the lazy dog's bone.",
                "the 2 quick brown foxes jumped over the lazy dog's bone",
            ),
            # elastic/elasticsearch#27309: a point joins letters, or digits, not one of each.
            ("webserver1.domain.com", "webserver1 domain.com"),
            ("webserver-2.2domain", "webserver 2.2domain"),
            # UAX #29: the colon is MidLetter, comma and semicolon are MidNum.
            (
                "Make:Sinar Photography AG;Model:Sinar CMV/ Sinarback eVolution 75H;Orientation:1;",
                "make:sinar photography ag model:sinar cmv sinarback evolution 75h orientation 1",
            ),
            ("1,024;2 1, 2", "1,024;2 1 2"),
            ("snake_case __ _x_", "snake_case _x_"),
            ("Gallé’s e\u0301tude ÉTUDE", "gallé’s e\u0301tude étude"),
            ("'quoted' (x) & — …", "quoted x"),
            ("", ""),
        ],
    )
    def test_are_cut(self, text, expected):
        assert list(tokens(text)) == expected.split()


class TestLeaves:
    def test_look_through_lists(self):
        assert list(leaves(ANNA_MAY_WONG, "images.imageid")) == [465905, 441758]

    def test_null_is_nothing_and_true_is_a_word(self):
        assert list(leaves({"a": [None, True, {"b": 1}]}, "a")) == ["true", 1]


class TestKinds:
    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            ("width", "number"),
            ("technique", "text"),
            ("technique.exact", "exact"),
            ("width.exact", "unknown"),
            ("date", "date"),
            ("colors", "nested"),
            ("colors.hue", "nested"),
            ("nosuchfield", "unknown"),
        ],
    )
    def test_of_images(self, path, kind):
        assert Fields((KODAK, SINAR)).kind(path) == kind

    def test_of_objects(self):
        fields = Fields((ANNA_MAY_WONG, HYDRIA))

        assert fields.kind("people.name") == "text"
        assert fields.kind("people.personid") == "number"

    def test_one_text_makes_a_field_text(self):
        assert Fields(({"year": 1969}, {"year": "1969"}, {"year": 1970})).kind("year") == "text"

    def test_private_keys_are_no_fields(self):
        assert list(Fields(({"_score": 1, "id": 2},)).searched()) == ["id"]
