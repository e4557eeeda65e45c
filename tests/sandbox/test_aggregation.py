"""Aggregations, in the shapes of the Elasticsearch 7.17 reference."""

import json
from typing import Any

import pytest

from gallery.sandbox import harvard
from gallery.sandbox.aggregation import aggregate, read_aggregation
from gallery.sandbox.fields import Fields
from tests.sandbox.small_collection import EMPTY, HASSELBLAD, KODAK, SINAR, SmallCollection

RECORDS = (KODAK, SINAR, HASSELBLAD, EMPTY)  # widths 2154, 2450, 1955, 0
MUSEUM = "President and Fellows of Harvard College"


def answer(**aggregations: Any) -> dict[str, Any]:
    return aggregate(read_aggregation(json.dumps(aggregations)), RECORDS, Fields(RECORDS))


def buckets(**aggregation: Any) -> list[dict[str, Any]]:
    return answer(it=aggregation)["it"]["buckets"]


class TestTerms:
    def test_most_frequent_first(self):
        assert answer(rights={"terms": {"field": "copyright"}}) == {
            "rights": {
                "doc_count_error_upper_bound": 0,
                "sum_other_doc_count": 0,
                "buckets": [{"key": MUSEUM, "doc_count": 2}, {"key": "", "doc_count": 1}],
            }
        }

    def test_the_exact_twin_is_the_same(self):
        assert buckets(terms={"field": "copyright.exact"}) == buckets(terms={"field": "copyright"})

    def test_numbers_keep_their_type_and_ties_go_by_key(self):
        assert buckets(terms={"field": "height"}) == [
            {"key": 2550, "doc_count": 2},
            {"key": 0, "doc_count": 1},
            {"key": 1945, "doc_count": 1},
        ]

    def test_dates_are_milliseconds_with_their_text(self):
        assert buckets(terms={"field": "date", "size": 1}) == [
            {"key": 799286400000, "key_as_string": "1995-05-01T00:00:00.000Z", "doc_count": 1}
        ]

    def test_size_counts_what_it_leaves_out(self):
        it = answer(it={"terms": {"field": "width", "size": 1}})["it"]

        assert it["sum_other_doc_count"] == 3
        assert it["buckets"] == [{"key": 0, "doc_count": 1}]

    @pytest.mark.parametrize(
        ("order", "keys"),
        [
            ({"_key": "asc"}, [0, 1945, 2550]),
            ({"_key": "desc"}, [2550, 1945, 0]),
            ({"_term": "desc"}, [2550, 1945, 0]),
            ({"_count": "asc"}, [0, 1945, 2550]),
            ([{"_count": "asc"}, {"_key": "desc"}], [1945, 0, 2550]),
            ({"wide": "desc"}, [1945, 2550, 0]),
            ({"all.min": "desc"}, [1945, 2550, 0]),
        ],
        ids=str,
    )
    def test_order(self, order, keys):
        found = buckets(
            terms={"field": "height", "order": order},
            aggs={"wide": {"max": {"field": "width"}}, "all": {"stats": {"field": "width"}}},
        )

        assert [bucket["key"] for bucket in found] == keys

    def test_missing_min_doc_count_include_exclude(self):
        assert buckets(terms={"field": "date", "missing": "n/a", "include": ["n/a"]}) == [
            {"key": "n/a", "doc_count": 1}
        ]
        assert buckets(terms={"field": "height", "min_doc_count": 2}) == [
            {"key": 2550, "doc_count": 2}
        ]
        assert [b["key"] for b in buckets(terms={"field": "height", "exclude": [2550]})] == [
            0,
            1945,
        ]

    def test_an_unknown_field_has_no_buckets(self):
        assert buckets(terms={"field": "nosuchfield"}) == []

    def test_a_nested_field_has_none_without_its_path(self):
        assert buckets(terms={"field": "colors.hue"}) == []


class TestNested:
    def test_opens_the_members(self):
        assert answer(
            colors={
                "nested": {"path": "colors"},
                "aggs": {
                    "hues": {
                        "terms": {"field": "colors.hue"},
                        "aggs": {"share": {"sum": {"field": "colors.percent"}}},
                    },
                    "share": {"stats": {"field": "colors.percent"}},
                },
            }
        ) == {
            "colors": {
                "doc_count": 3,
                "hues": {
                    "doc_count_error_upper_bound": 0,
                    "sum_other_doc_count": 0,
                    "buckets": [
                        {"key": "Brown", "doc_count": 1, "share": {"value": 0.25}},
                        {"key": "Grey", "doc_count": 1, "share": {"value": 0.5}},
                        {"key": "Red", "doc_count": 1, "share": {"value": 0.75}},
                    ],
                },
                "share": {"count": 3, "min": 0.25, "max": 0.75, "avg": 0.5, "sum": 1.5},
            }
        }

    def test_the_record_is_out_of_reach_from_inside(self):
        inner = answer(c={"nested": {"path": "colors"}, "aggs": {"w": {"max": {"field": "width"}}}})

        assert inner == {"c": {"doc_count": 3, "w": {"value": None}}}


class TestRange:
    def test_from_belongs_and_to_does_not(self):
        ranges = [{"to": 1955}, {"from": 1955, "to": 2154}, {"from": 2154, "key": "wide"}]

        assert buckets(range={"field": "width", "ranges": ranges}) == [
            {"key": "*-1955.0", "to": 1955.0, "doc_count": 1},
            {"key": "1955.0-2154.0", "from": 1955.0, "to": 2154.0, "doc_count": 1},
            {"key": "wide", "from": 2154.0, "doc_count": 2},
        ]

    def test_ranges_may_overlap_and_are_sorted(self):
        ranges = [{"from": 1000}, {"from": 0, "to": 3000}]

        assert [b["doc_count"] for b in buckets(range={"field": "width", "ranges": ranges})] == [
            4,
            3,
        ]

    def test_keyed(self):
        it = answer(it={"range": {"field": "width", "keyed": True, "ranges": [{"to": 1}]}})["it"]

        assert it == {"buckets": {"*-1.0": {"to": 1.0, "doc_count": 1}}}


class TestHistogram:
    def test_fills_the_gaps(self):
        assert buckets(histogram={"field": "width", "interval": 500}) == [
            {"key": 0.0, "doc_count": 1},
            {"key": 500.0, "doc_count": 0},
            {"key": 1000.0, "doc_count": 0},
            {"key": 1500.0, "doc_count": 1},
            {"key": 2000.0, "doc_count": 2},
        ]

    def test_leaves_them_with_min_doc_count(self):
        asked = {"field": "width", "interval": 1000, "min_doc_count": 1, "offset": 100}

        assert buckets(histogram=asked, aggs={"tall": {"max": {"field": "height"}}}) == [
            {"key": -900.0, "doc_count": 1, "tall": {"value": 0.0}},
            {"key": 1100.0, "doc_count": 1, "tall": {"value": 2550.0}},
            {"key": 2100.0, "doc_count": 2, "tall": {"value": 2550.0}},
        ]


class TestDateHistogram:
    def test_by_calendar_years(self):
        asked = {"field": "date", "calendar_interval": "year", "min_doc_count": 1}

        assert buckets(date_histogram=asked) == [
            {"key_as_string": "1995-01-01T00:00:00.000Z", "key": 788918400000, "doc_count": 1},
            {"key_as_string": "2014-01-01T00:00:00.000Z", "key": 1388534400000, "doc_count": 1},
            {"key_as_string": "2016-01-01T00:00:00.000Z", "key": 1451606400000, "doc_count": 1},
        ]

    @pytest.mark.parametrize(
        ("interval", "pattern", "first", "count"),
        [
            ({"calendar_interval": "1y"}, "yyyy", "1995", 22),
            ({"interval": "quarter"}, "yyyy-MM", "1995-04", 86),
            ({"calendar_interval": "month"}, "yyyy-MM-dd", "1995-05-01", 256),
            ({"calendar_interval": "week"}, "yyyy-MM-dd", "1995-05-01", 1110),  # a Monday
            ({"calendar_interval": "day"}, "yyyy-MM-dd", "1995-05-01", 7767),
            ({"fixed_interval": "365d"}, "yyyy-MM-dd", "1994-12-26", 22),
        ],
        ids=str,
    )
    def test_fills_the_gaps(self, interval, pattern, first, count):
        found = buckets(date_histogram={"field": "date", "format": pattern, **interval})

        assert found[0]["key_as_string"] == first
        assert len(found) == count
        assert sum(bucket["doc_count"] for bucket in found) == 3

    def test_keyed(self):
        asked = {"field": "date", "interval": "year", "format": "yyyy", "keyed": True}

        assert answer(it={"date_histogram": asked})["it"]["buckets"]["2014"] == {
            "key_as_string": "2014",
            "key": 1388534400000,
            "doc_count": 1,
        }


class TestMetrics:
    def test_each(self):
        field = {"field": "width"}

        assert answer(
            a={"min": field},
            b={"max": field},
            c={"avg": field},
            d={"sum": field},
            e={"cardinality": {"field": "height"}},
            f={"value_count": {"field": "technique"}},
        ) == {
            "a": {"value": 0.0},
            "b": {"value": 2450.0},
            "c": {"value": 1639.75},
            "d": {"value": 6559.0},
            "e": {"value": 3},
            "f": {"value": 3},
        }

    def test_of_nothing(self):
        nothing = {"field": "nosuchfield"}

        assert answer(min={"min": nothing}, sum={"sum": nothing}, stats={"stats": nothing}) == {
            "min": {"value": None},
            "sum": {"value": 0.0},
            "stats": {"count": 0, "min": None, "max": None, "avg": None, "sum": 0.0},
        }

    def test_of_dates(self):
        assert answer(newest={"max": {"field": "date"}}) == {
            "newest": {"value": 1470268800000.0, "value_as_string": "2016-08-04T00:00:00.000Z"}
        }

    def test_missing_stands_in(self):
        assert answer(it={"min": {"field": "nosuchfield", "missing": 7}}) == {"it": {"value": 7.0}}


class TestInAnAnswer:
    def test_stands_beside_the_records_and_counts_what_matches(self):
        pairs = [
            ("apikey", "sandbox"),
            ("size", "0"),
            ("q", "width:>2000"),
            ("aggregation", '{"n":{"value_count":{"field":"id"}},"t":{"max":{"field":"height"}}}'),
        ]
        payload = json.loads(harvard.respond("/image", pairs, collection=SmallCollection()).body)

        assert list(payload) == ["info", "records", "aggregations"]
        assert payload["aggregations"] == {"n": {"value": 2}, "t": {"value": 2550.0}}
