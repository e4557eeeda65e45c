import json
import logging
import sys

from gallery.observability import request_id
from gallery.observability.logs import JsonFormatter

KEY = "0b1c2d3e-4f5a-6789"


def line(message, *args, **extra):
    record = logging.makeLogRecord(
        {"name": "gallery.test", "levelname": "INFO", "msg": message, "args": args, **extra}
    )
    return JsonFormatter(secrets=(KEY, "")).format(record)


class TestLines:
    def test_are_one_json_object_each(self):
        token = request_id.current.set("abcdef0123456789")
        text = line("one\ntwo %s", "\u2028three", status=200)
        request_id.current.reset(token)

        assert "\n" not in text
        assert "\u2028" not in text
        found = json.loads(text)
        assert found["message"] == "one\ntwo \\u2028three"
        assert (found["request_id"], found["status"]) == ("abcdef0123456789", 200)
        assert found["time"].endswith("+00:00")

    def test_hold_no_key_in_message_or_address(self):
        assert KEY not in line("asked with %s", KEY)
        assert "other-key" not in line("GET https://api.example.org/image?apikey=other-key&q=x")

    def test_hold_no_key_in_tracebacks(self):
        try:
            raise ValueError(f"bad key {KEY}")
        except ValueError:
            text = line("failed", exc_info=sys.exc_info())

        assert "ValueError" in text
        assert KEY not in text

    def test_take_values_that_are_no_json(self):
        assert "object at" in line("odd", thing=object())
