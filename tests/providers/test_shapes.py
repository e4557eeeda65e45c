import pytest

from gallery.providers.shapes import NUMBER, TEXT, differences

SHAPE = {"id": int, "text": TEXT, "width?": NUMBER, "info": {"total": int}, "rows": [{"id": int}]}
SOUND = {"id": 1, "text": None, "info": {"total": 3}, "rows": [{"id": 2}, {"id": 3}]}


class TestDifferences:
    def test_none_where_all_is_as_expected(self):
        assert differences(SOUND, SHAPE) == ()

    def test_fields_that_nobody_named_are_none(self):
        assert differences({**SOUND, "new": [], "width": 7}, SHAPE) == ()

    @pytest.mark.parametrize(
        ("changes", "text"),
        [
            ({"id": "1"}, "id is text, not a whole number"),
            ({"id": True}, "id is true or false, not a whole number"),
            ({"text": 5}, "text is a whole number, not text or null"),
            ({"width": 2.5}, "width is a number, not a whole number or null"),
            ({"info": []}, "info is a list, not an object"),
            ({"info": {}}, "info.total is missing"),
            ({"rows": {}}, "rows is an object, not a list"),
            ({"rows": [{"id": None}, {"id": None}]}, "rows[].id is null, not a whole number"),
            ({"rows": ["x"]}, "rows[] is text, not an object"),
        ],
        ids=lambda it: it if isinstance(it, str) else "",
    )
    def test_each_is_said_once_with_its_path(self, changes, text):
        assert differences({**SOUND, **changes}, SHAPE) == (text,)

    def test_what_is_missing(self):
        assert differences({}, {"id": int, "width?": int}) == ("id is missing",)

    def test_what_is_no_object_at_all(self):
        assert differences([], SHAPE) == ("the answer is a list, not an object",)
