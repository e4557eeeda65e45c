"""Aggregations that are refused, with the reason; and any request at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.sandbox import harvard
from gallery.sandbox.aggregation import AggregationError, aggregate, read_aggregation
from gallery.sandbox.fields import Fields
from tests.sandbox.small_collection import EMPTY, HASSELBLAD, KODAK, SINAR, SmallCollection

RECORDS = (KODAK, SINAR, HASSELBLAD, EMPTY)  # widths 2154, 2450, 1955, 0


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("{", "not JSON"),
            ("[" * 5_000, "not JSON"),
            ("[]", "object of names"),
            ('{"a":1}', "not an object"),
            ('{"a":{}}', "exactly one type"),
            ('{"a":{"terms":{"field":"id"},"max":{"field":"id"}}}', "exactly one type"),
            ('{"a":{"percentiles":{"field":"id"}}}', r"does not know .*\[percentiles\]"),
            ('{"a":{"terms":[]}}', "not an object"),
            ('{"a":{"terms":{}}}', r"\[field\] must be text"),
            ('{"a":{"terms":{"field":"id","size":0}}}', "at least 1"),
            ('{"a":{"terms":{"field":"id","script":"x"}}}', r"unknown option \[script\]"),
            ('{"a":{"terms":{"field":"id","include":"a.*"}}}', "patterns are not supported"),
            ('{"a":{"terms":{"field":"id","order":{"b":"asc"}}}}', "not a sub-aggregation"),
            ('{"a":{"terms":{"field":"id","order":{"_key":"up"}}}}', "neither asc nor desc"),
            ('{"a":{"max":{"field":"id"},"aggs":{"b":{"max":{"field":"id"}}}}}', "cannot hold"),
            ('{"a":{"max":{"field":"technique"}}}', "not a number"),
            ('{"a":{"range":{"field":"id"}}}', r"\[ranges\] must be"),
            ('{"a":{"range":{"field":"id","ranges":[{"above":1}]}}}', "a range has"),
            ('{"a":{"histogram":{"field":"id","interval":0}}}', "above 0"),
            ('{"a":{"histogram":{"field":"id","interval":5e-324}}}', "too small"),
            ('{"a":{"histogram":{"field":"id","interval":1e999}}}', "finite"),
            ('{"a":{"histogram":{"field":"id","interval":0.1}}}', "more than 10000 buckets"),
            ('{"a":{"date_histogram":{"field":"date"}}}', "needs either"),
            ('{"a":{"date_histogram":{"field":"date","interval":"moon"}}}', "cannot be"),
            ('{"a":{"date_histogram":{"field":"date","fixed_interval":"1s"}}}', "more than 10000"),
            ('{"a":{"date_histogram":{"field":"id","interval":"day"}}}', "not a date"),
            ('{"a":{"nested":{"path":"people"}}}', "is not nested"),
        ],
    )
    def test_with_the_reason(self, text, reason):
        with pytest.raises(AggregationError, match=reason):
            aggregate(read_aggregation(text), RECORDS, Fields(RECORDS))

    def test_too_deep(self):
        text = '{"a":{"nested":{"path":"colors"}}}'
        for _ in range(9):
            text = f'{{"a":{{"terms":{{"field":"id"}},"aggs":{text}}}}}'

        with pytest.raises(AggregationError, match="more than 8 levels"):
            read_aggregation(text)

    def test_too_many_buckets_together(self):
        one = '{"date_histogram":{"field":"date","fixed_interval":"1d"}}'  # 7,767 buckets
        text = "{" + ",".join(f'"{number}":{one}' for number in range(9)) + "}"

        with pytest.raises(AggregationError, match="more than 65536 buckets"):
            aggregate(read_aggregation(text), RECORDS, Fields(RECORDS))

    def test_as_a_400(self):
        pairs = [("apikey", "sandbox"), ("aggregation", "{")]

        assert harvard.respond("/image", pairs, collection=SmallCollection()).status == 400


KINDS = st.sampled_from(
    ["terms", "range", "histogram", "date_histogram", "min", "stats", "cardinality", "nested"]
)
VALUES = st.sampled_from(
    ["width", "date", "technique", "colors", "colors.hue", "year", "1d", {}, [], None, True, 0, -1,
     1e308, 10**400, [{"from": 1}], {"_count": "desc"}, {"a": "asc"}, "yyyy"]
)  # fmt: skip
OPTIONS = st.dictionaries(
    st.sampled_from(["field", "path", "size", "interval", "ranges", "order", "missing", "format",
                     "min_doc_count", "keyed", "offset", "calendar_interval"]),
    VALUES,
    max_size=4,
)  # fmt: skip
BODIES = st.recursive(
    st.builds(lambda kind, options: {kind: options}, KINDS, OPTIONS),
    lambda inner: st.builds(
        lambda kind, options, sub: {kind: options, "aggs": {"a": sub}}, KINDS, OPTIONS, inner
    ),
    max_leaves=3,
)


class TestAnyRequest:
    @given(BODIES, st.sampled_from(["width", "date", "colors.hue"]))
    def test_is_answered_as_json_or_refused(self, body, field):
        for options in body.values():
            options.setdefault("field", field)
        try:
            asked = read_aggregation(json.dumps({"it": body}))
            found = aggregate(asked, RECORDS, Fields(RECORDS))
        except AggregationError:
            return
        assert json.loads(json.dumps(found, allow_nan=False)) == found
