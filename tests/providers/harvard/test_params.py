"""Questions → Harvard's parameters."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luqum.parser import parser
from luqum.tree import Phrase, SearchField, Word

from gallery.providers.base import ProviderRequest
from gallery.providers.harvard.params import (
    ImageQuery,
    changed_since,
    id_slice,
    image_query,
    objects_of,
    objects_of_image,
    objects_with_images,
    query_string,
)


def q(words="", **others):
    return query_string(ProviderRequest(words=words, **others))


class TestQueryString:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("", ""),
            ("blue", '"blue"'),
            ("blue vase", '"blue" AND "vase"'),
            ('"blue vase" red', '"blue vase" AND "red"'),
            ("blue -vase", '"blue" AND NOT "vase"'),
            ("-vase", 'id:>=0 AND NOT "vase"'),
            ("width:>2000", '"width:>2000"'),
            ("a OR b", '"a" AND "OR" AND "b"'),
            ("(unclosed", '"(unclosed"'),
            ('"unclosed phrase', '"unclosed phrase"'),
            ("back\\slash", '"back slash"'),
            ("1/2", '"1/2"'),
            (":: () / ~ *", ""),
            ("naïve 雪", '"naïve" AND "雪"'),
            ("tab\tand\x00nul", '"tab" AND "and nul"'),
        ],
    )
    def test_words_are_phrases_and_never_syntax(self, words, expected):
        assert q(words) == expected

    def test_everything_at_once(self):
        found = q(
            "blue",
            technique="Hasselblad H5D-50c",
            min_width=2000,
            date_from=dt.date(1990, 1, 1),
            date_to=dt.date(1999, 12, 31),
        )

        assert found == (
            '"blue" AND technique:("Hasselblad" OR *Hasselblad*) AND technique:"H5D-50c"'
            " AND width:>=2000 AND date:[1990-01-01 TO 1999-12-31]"
        )

    def test_one_end_of_the_dates_may_be_open(self):
        assert q(date_from=dt.date(1990, 1, 1)) == "date:[1990-01-01 TO *]"
        assert q(date_to=dt.date(1990, 1, 1)) == "date:[* TO 1990-01-01]"

    def test_no_more_words_than_a_query_can_hold(self):
        assert q("word " * 500).count('"word"') == 32

    @given(st.text(max_size=200))
    def test_whatever_is_typed_it_parses_and_holds_no_field_of_the_visitors(self, typed):
        found = q(typed, min_width=5)

        tree = parser.parse(found)
        fields = {node.name for node in _nodes(tree) if isinstance(node, SearchField)}
        words = {node.value for node in _nodes(tree) if type(node) is Word}
        assert fields == {"width"}
        assert words == {"5"}
        assert all(node.value.count('"') == 2 for node in _nodes(tree) if type(node) is Phrase)


class TestImageQuery:
    def test_every_parameter_of_the_contract(self):
        query = ImageQuery(
            q="width:>2000",
            size=10,
            page=3,
            sort="date",
            sortorder="desc",
            fields=("id", "colors"),
            aggregation={"by_format": {"terms": {"field": "format"}}},
            ids=(130722, 441758),
        )

        assert query.params() == [
            ("q", "width:>2000"),
            ("size", "10"),
            ("page", "3"),
            ("sort", "date"),
            ("sortorder", "desc"),
            ("fields", "id,colors"),
            ("aggregation", '{"by_format": {"terms": {"field": "format"}}}'),
            ("id", "130722|441758"),
        ]

    @pytest.mark.parametrize(("size", "rows"), [(10, 10), (0, 0), (100, 100), (5000, 100), (-1, 0)])
    def test_a_page_is_cut_at_100_as_upstream_does(self, size, rows):
        assert ImageQuery(size=size).rows == rows

    @pytest.mark.parametrize(
        ("page", "size", "inside"),
        [(1, 100, True), (100, 100, True), (101, 100, False), (1000, 10, True), (1001, 10, False),
         (0, 10, False)],
    )  # fmt: skip
    def test_the_window_is_10000_rows(self, page, size, inside):
        assert ImageQuery(page=page, size=size).is_inside_window is inside


class TestImageQueryOf:
    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ("relevance", ("", "")),
            ("newest", ("date", "desc")),
            ("oldest", ("date", "asc")),
            ("widest", ("width", "desc")),
            ("random:42", ("random:42", "")),
            ("random", ("random:1", "")),
            ("random:; drop", ("random:1", "")),
            ("color", ("", "")),
        ],
    )
    def test_sorts(self, sort, expected):
        query = image_query(ProviderRequest(sort=sort))

        assert (query.sort, query.sortorder) == expected

    def test_paging(self):
        query = image_query(ProviderRequest(page=3, page_size=24))

        assert (query.page, query.size) == (3, 24)


class TestOthers:
    def test_a_slice_of_ids(self):
        assert id_slice(495721, 495761) == "id:(>=495721 AND <=495761)"
        assert id_slice(495721) == "id:>=495721"

    def test_what_changed_since_a_day(self):
        assert changed_since(dt.date(2026, 11, 1)) == "lastupdate:[2026-11-01 TO *]"

    def test_objects_of_a_page_of_pictures(self):
        assert dict(objects_of([1, 2]))["q"] == "images.imageid:(1 OR 2)"
        assert dict(objects_of_image([1, 2]))["image"] == "1|2"

    def test_objects_in_bulk(self):
        assert dict(objects_with_images(2)) == {
            "hasimage": "1",
            "fields": "id,title,url,people,dated,classification,imagepermissionlevel,images,colors",
            "size": "100",
            "page": "2",
            "sort": "id",
            "sortorder": "desc",
        }


def _nodes(tree):
    yield tree
    for child in tree.children:
        yield from _nodes(child)
