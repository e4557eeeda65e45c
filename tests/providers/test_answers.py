"""Status, headers and bodies → JSON or the right error."""

import datetime as dt
import email.utils
import json

import pytest

from gallery.providers import answers
from gallery.providers.errors import (
    ProviderRefused,
    ProviderUnavailable,
    RateLimited,
    RecordNotFound,
    UnexpectedPayload,
)

KEY = "0b1c2d3e-4f5a-6789"


class TestErrorOf:
    @pytest.mark.parametrize(
        ("status", "kind"),
        [
            (400, ProviderRefused), (401, ProviderRefused), (403, ProviderRefused),
            (404, RecordNotFound), (410, RecordNotFound), (418, ProviderRefused),
            (429, RateLimited), (500, ProviderUnavailable), (501, ProviderUnavailable),
            (502, ProviderUnavailable), (503, ProviderUnavailable), (504, ProviderUnavailable),
            (204, UnexpectedPayload), (206, UnexpectedPayload), (304, UnexpectedPayload),
        ],
    )  # fmt: skip
    def test_each_status_means_one_error(self, status, kind):
        error = answers.error_of("harvard", "https://x.example/", status, {})

        assert type(error) is kind
        assert error.status == status

    def test_200_means_none(self):
        assert answers.error_of("harvard", "https://x.example/", 200, {}) is None


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("0", 0.0), ("30", 30.0), ("3600", 3600.0), ("3601", None), ("999999999999", None),
            ("-5", None), ("soon", None), ("", None), (None, None), ("1.5", None),
            ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("Fri, 01 Jan 9999 00:00:00 GMT", None),
            ("Fri, 99 Foo 2015 07:28:00 GMT", None), ("٣", None),
        ],
    )  # fmt: skip
    def test_reads_seconds_and_dates_and_disbelieves_the_absurd(self, value, expected):
        assert answers.retry_after(value) == expected

    def test_reads_a_date_to_come(self):
        later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90)

        found = answers.retry_after(email.utils.format_datetime(later, usegmt=True))

        assert 85 <= found <= 90


class TestReadJson:
    def test_takes_a_byte_order_mark(self):
        assert answers.read_json(b'\xef\xbb\xbf{"id": 1}', KEY) == {"id": 1}

    @pytest.mark.parametrize(
        "body",
        [
            b"", b"<!doctype html><title>Down</title>", b'{"records": [{"id": 1}, {"id":',
            b"[]", b"null", b"12", b'"text"', b'{"a": NaN}', b'{"a": -Infinity}',
            b'{"a": "\xe9"}', b'{"a": 1} trailing', b"\x00\x01\x02", b'{"a": ' + b"9" * 6000 + b"}",
            b'{"a":' * 2000 + b"1" + b"}" * 2000, b"[" * 200_000, b'{"a":' * 40 + b"1" + b"}" * 40,
        ],
        ids=lambda body: repr(body[:24]),
    )  # fmt: skip
    def test_refuses_what_is_no_whole_json_object(self, body):
        with pytest.raises(ValueError):  # noqa: PT011 - the kind is the point
            answers.read_json(body, KEY)

    def test_drops_the_links_that_carry_the_key(self):
        body = {
            "info": {
                "page": 1,
                "next": f"https://api.harvardartmuseums.org/object?apikey={KEY}&page=2",
                "prev": "",
            },
            "records": [],
        }

        found = answers.read_json(json.dumps(body).encode(), KEY)

        assert found == {"info": {"page": 1}, "records": []}

    @pytest.mark.parametrize(
        "text",
        [
            f"see https://x.example/?apikey={KEY}&q=1",
            f"{KEY}",
            f"before{KEY}after",
            "https://x.example/?apikey=somebody-elses-key",
        ],
    )
    def test_hides_keys_anywhere(self, text):
        found = answers.read_json(json.dumps({"deep": [{text: text}]}).encode(), KEY)

        assert KEY not in json.dumps(found)
        assert "somebody-elses-key" not in json.dumps(found)

    def test_hides_a_key_written_in_escapes(self):
        escaped = "".join(f"\\u{ord(char):04x}" for char in KEY)

        assert answers.read_json(b'{"a": "' + escaped.encode() + b'"}', KEY) == {"a": "REDACTED"}

    def test_leaves_words_alone_where_the_key_is_one(self):
        body = b'{"url": "/sandbox/harvard/object/1?apikey=sandbox"}'

        assert answers.read_json(body, "sandbox")["url"].endswith("apikey=sandbox")


class TestGathered:
    def test_stops_at_the_limit(self):
        endless = iter(lambda: b"x" * 65536, b"")

        with pytest.raises(answers.TooLarge):
            answers.gathered(endless)

    def test_joins_what_is_within(self):
        assert answers.gathered([b"ab", b"", b"c"]) == b"abc"
