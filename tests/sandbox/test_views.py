"""Both APIs behind their addresses, and the switches of a demonstration."""

import json
import re
from urllib.parse import parse_qsl

import pytest
from django.test import Client, RequestFactory

from gallery.sandbox import views
from gallery.sandbox.faults import BODY_FAULTS, SWITCHES, Fault
from tests.paths import ROOT
from tests.sandbox.small_collection import SmallCollection


@pytest.fixture(autouse=True)
def _no_faults():
    yield
    SWITCHES.clear()


def ask(path: str, query: dict[str, str], method: str = "GET", **extra):
    request = RequestFactory().generic(
        method, f"/sandbox/{path}", query_params=query, headers=extra.pop("headers", None), **extra
    )
    provider, _, rest = path.partition("/")
    return views.api(request, provider, rest, get_holdings=SmallCollection)


IMAGE = ("harvard/image/130722", {"apikey": "sandbox"})
FILES = ("jhu/files", {"key": "sandbox", "v": "1"})


class TestApi:
    def test_harvard(self):
        response = ask(*IMAGE)

        assert response.status_code == 200
        assert response["Content-Type"] == "application/json; charset=utf-8"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "no-store"
        assert json.loads(response.content)["baseimageurl"] == (
            "http://testserver/sandbox/iiif/2/urn-3:HUAM:48875_dynmc"
        )

    def test_the_hub(self):
        response = ask(*FILES)

        assert json.loads(response.content)["total_available"] == 6

    def test_errors_are_the_apis_own_and_open_to_scripts_too(self):
        response = ask("harvard/image", {})

        assert (response.status_code, response.content) == (401, b"Unauthorized")
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response["Access-Control-Allow-Origin"] == "*"

    def test_a_script_for_a_callback(self):
        response = ask("jhu/files/40470", {**FILES[1], "callback": "f"})

        assert response["Content-Type"] == "application/javascript; charset=utf-8"

    def test_options(self):
        response = ask(*IMAGE, method="OPTIONS")

        assert response.status_code == 204
        assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_nothing_is_written(self, method):
        response = ask(*IMAGE, method=method)

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, OPTIONS"


class TestAddresses:
    def test_reach_the_whole_collection(self):
        client = Client()

        images = client.get("/sandbox/harvard/image?apikey=sandbox&size=1").json()
        files = client.get("/sandbox/jhu/files?key=sandbox&v=1&per_page=1").json()

        assert images["info"]["totalrecords"] >= 240
        assert images["records"][0]["baseimageurl"].startswith("http://testserver/sandbox/iiif/2/")
        assert files["total_available"] >= 160
        assert client.head("/sandbox/harvard/color?apikey=sandbox").content == b""

    def test_a_post_needs_no_token_to_hear_405(self):
        client = Client(enforce_csrf_checks=True)

        assert client.post("/sandbox/harvard/image").status_code == 405


class TestDocumentation:
    TEXT = (ROOT / "docs/sandbox.md").read_text()
    ADDRESSES = re.findall(r"^curl '[^']*(/sandbox/(?:harvard|jhu)/[^']*)'", TEXT, re.MULTILINE)

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_its_addresses_answer(self, address):
        path, _, query = address.removeprefix("/sandbox/").partition("?")

        response = ask(path, dict(parse_qsl(query)))

        assert response.status_code == 200, response.content

    @pytest.mark.parametrize("fault", re.findall(r"^\| `([^`]+)` \|", TEXT, re.MULTILINE))
    def test_its_faults_are_read(self, fault):
        assert Fault.parse(fault) != Fault()

    def test_it_names_every_fault(self):
        assert len(self.ADDRESSES) == 7
        assert all(f"| `{name}` |" in self.TEXT for name in BODY_FAULTS)


class TestFaultsOfOneRequest:
    def test_are_asked_for_by_header(self):
        response = ask(*IMAGE, headers={"X-Sandbox-Fault": "status=503"})

        assert (response.status_code, response.content) == (503, b"Service Unavailable")
        assert ask(*IMAGE).status_code == 200

    def test_an_unknown_one_is_a_400(self):
        assert ask(*IMAGE, headers={"X-Sandbox-Fault": "fire"}).status_code == 400

    @pytest.mark.parametrize(
        "extra",
        [
            {"REMOTE_ADDR": "203.0.113.7"},
            {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
            {"REMOTE_ADDR": ""},
        ],
        ids=str,
    )
    def test_are_for_this_machine_only(self, extra):
        asked = ask(*IMAGE, headers={"X-Sandbox-Fault": "status=503"}, **extra)

        assert asked.status_code == 200

    def test_the_length_is_that_of_the_body(self):
        response = ask(*IMAGE, headers={"X-Sandbox-Fault": "cut"})

        assert "Content-Length" not in response


class TestFaultSwitches:
    def test_are_set_told_and_cleared(self):
        client = Client(enforce_csrf_checks=True)

        put = client.put("/sandbox/faults/jhu", "status=500, times=2")
        assert put.json() == {"jhu": "status=500, times=2"}
        assert client.get("/sandbox/faults/").json() == {"jhu": "status=500, times=2"}
        codes = [ask(*FILES).status_code for _ in range(3)]
        assert codes == [500, 500, 200]

        SWITCHES.set("harvard", Fault(stall=True))
        assert client.delete("/sandbox/faults/harvard").json() == {}

    @pytest.mark.parametrize(
        ("method", "path", "body", "status"),
        [
            ("put", "faults/jhu", "fire", 400),
            ("put", "faults/jhu", b"\xff", 400),
            ("put", "faults/louvre", "stall", 404),
            ("put", "faults/", "stall", 405),
            ("post", "faults/jhu", "stall", 405),
        ],
    )
    def test_refuse(self, method, path, body, status):
        response = getattr(Client(), method)(f"/sandbox/{path}", body, content_type="text/plain")

        assert response.status_code == status
        assert SWITCHES.current() == {}

    def test_are_for_this_machine_only(self):
        client = Client(REMOTE_ADDR="203.0.113.7")

        assert client.put("/sandbox/faults/jhu", "stall").status_code == 403
        assert client.get("/sandbox/faults/").status_code == 403
        assert SWITCHES.current() == {}

    def test_are_not_offered_to_other_origins(self):
        response = Client().options("/sandbox/faults/jhu")

        assert "Access-Control-Allow-Origin" not in response
        assert "Access-Control-Allow-Methods" not in response
