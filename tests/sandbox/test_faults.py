"""How faults are written, counted, and what they make of an answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.sandbox import harvard, jhu
from gallery.sandbox.fault_effects import disturb
from gallery.sandbox.faults import Fault, FaultError, Faults
from tests.sandbox.small_collection import SmallCollection


def image_list():
    pairs = [("apikey", "sandbox"), ("id", "441758")]
    return harvard.respond("/image", pairs, collection=SmallCollection())


class TestParse:
    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", Fault()),
            ("status=503", Fault(status=503)),
            ("status=429, times=3", Fault(status=429, times=3)),
            ("delay=1.5,html", Fault(delay=1.5, body="html")),
            ("stall", Fault(stall=True)),
            ("trickle=0.2", Fault(trickle=0.2)),
            ("reset", Fault(reset=True)),
            ("redirect=https://elsewhere.example/", Fault(redirect="https://elsewhere.example/")),
            ("wrong-types", Fault(body="wrong-types")),
        ],
    )
    def test_reads_and_writes(self, text, fault):
        assert Fault.parse(text) == fault
        assert Fault.parse(str(fault)) == fault

    @pytest.mark.parametrize(
        "text",
        ["x", "status", "status=99", "status=600", "status=abc", "delay=-1", "delay=61",
         "delay=nan", "times=0", "html=1", "stall=1", "redirect=javascript:x", "=", "status=٥٠٠x"],
    )  # fmt: skip
    def test_says_what_there_is(self, text):
        with pytest.raises(FaultError, match=r"Faults: status=200…599, delay=SECONDS"):
            Fault.parse(text)

    @given(st.text(max_size=30))
    def test_any_text_is_read_or_refused(self, text):
        try:
            fault = Fault.parse(text)
        except FaultError:
            return
        assert 0 <= fault.delay <= 60


class TestSwitches:
    def test_hold_one_for_each_provider_until_cleared(self):
        faults = Faults()
        faults.set("jhu", Fault(status=500))
        faults.set("harvard", Fault(stall=True))

        assert faults.take("jhu") == Fault(status=500)
        assert faults.current() == {"jhu": "status=500", "harvard": "stall"}
        faults.clear("jhu")
        assert faults.take("jhu") is None
        faults.clear()
        assert faults.current() == {}

    def test_count_down(self):
        faults = Faults(jhu=Fault(status=500, times=2))

        assert [faults.take("jhu") is None for _ in range(3)] == [False, False, True]


class TestEffects:
    def test_none(self):
        answer = image_list()

        assert disturb(answer, Fault(delay=1)) == answer

    def test_a_status_has_its_own_text(self):
        spoiled = disturb(image_list(), Fault(status=404))

        assert (spoiled.status, spoiled.body) == (404, b"Not Found")
        assert disturb(image_list(), Fault(status=599)).status == 599

    def test_html_with_200(self):
        spoiled = disturb(image_list(), Fault(body="html"))

        assert spoiled.status == 200
        assert spoiled.headers["Content-Type"].startswith("text/html")
        assert spoiled.body.startswith(b"<!doctype html>")

    def test_truncate_keeps_half(self):
        answer = image_list()

        assert disturb(answer, Fault(body="truncate")).body == answer.body[: len(answer.body) // 2]

    def test_empty(self):
        assert disturb(image_list(), Fault(body="empty")).body == b""

    def test_wrong_json_is_json_of_another_shape(self):
        assert isinstance(json.loads(disturb(image_list(), Fault(body="wrong-json")).body), list)

    def test_wrong_types_are_in_the_records_only(self):
        payload = json.loads(disturb(image_list(), Fault(body="wrong-types")).body)
        (record,) = payload["records"]

        assert payload["info"]["totalrecords"] == 1
        assert record["id"] == "about 441758"
        assert record["renditionnumber"] == 6
        assert record["colors"] == {"0": [{"color": "#c84b4b", "percent": 0.75, "hue": "Red"}]}

    def test_wrong_types_of_the_hub_and_of_one_record(self):
        pairs = [("key", "sandbox"), ("v", "1"), ("ids", "40461")]
        answer = jhu.respond("/files", pairs, collection=SmallCollection())
        payload = json.loads(disturb(answer, Fault(body="wrong-types")).body)

        assert payload["_embedded"]["files"][0]["type"] == 5
        single = harvard.respond(
            "/image/500001", [("apikey", "sandbox")], collection=SmallCollection()
        )
        assert json.loads(disturb(single, Fault(body="wrong-types")).body)["caption"] == [None]
