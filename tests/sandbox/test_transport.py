"""The adapter beneath real `requests` sessions, with and without faults."""

import json

import pytest
import requests
import requests_cache

from gallery.sandbox import harvard, jhu
from gallery.sandbox.faults import Fault, Faults
from gallery.sandbox.transport import SandboxAdapter
from tests.sandbox.small_collection import SmallCollection

HARVARD = "https://api.harvardartmuseums.org"
HUB = "https://api.hub.jhu.edu"


class Clock:
    """Time that passes by being slept through."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def mounted(session: requests.Session, fault: Fault | None = None, clock: Clock | None = None):
    faults = Faults(**({"harvard": fault} if fault else {}))
    common = {"faults": faults, "sleep": clock or Clock()}
    session.mount(
        HARVARD, SandboxAdapter(harvard.respond, SmallCollection, provider="harvard", **common)
    )
    session.mount(HUB, SandboxAdapter(jhu.respond, SmallCollection, provider="jhu", **common))
    return session


def ask(session: requests.Session, **kwargs) -> requests.Response:
    params = {"apikey": "sandbox", "q": "width:>2000"}
    return session.get(f"{HARVARD}/image", params=params, **{"timeout": (3, 5), **kwargs})


class TestAnswers:
    def test_both_hosts(self):
        session = mounted(requests.Session())

        assert ask(session).json()["info"]["totalrecords"] == 2
        params = {"key": "sandbox", "v": "1"}
        assert session.get(f"{HUB}/files/40470", params=params).json()["type"] == "document"

    def test_status_reason_headers_encoding_address(self):
        response = mounted(requests.Session()).get(f"{HARVARD}/image")

        assert (response.status_code, response.reason, response.text) == (
            401,
            "Unauthorized",
            "Unauthorized",
        )
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert response.encoding == "utf-8"
        assert response.url == f"{HARVARD}/image"
        assert response.headers["Content-Length"] == "12"

    def test_streams(self):
        with ask(mounted(requests.Session()), stream=True) as response:
            parts = list(response.iter_content(100))

        assert len(parts) > 5
        assert json.loads(b"".join(parts))["info"]["totalrecords"] == 2

    def test_the_query_is_decoded_once(self):
        params = {"apikey": "sandbox", "q": 'caption:"red boat"'}
        answer = mounted(requests.Session()).get(f"{HARVARD}/image", params=params).json()

        assert [record["id"] for record in answer["records"]] == [441758]

    def test_a_head_has_no_body(self):
        response = mounted(requests.Session()).head(f"{HARVARD}/image?apikey=sandbox")

        assert (response.status_code, response.content) == (200, b"")

    def test_writing_is_not_allowed(self):
        assert mounted(requests.Session()).post(f"{HARVARD}/image").status_code == 405

    def test_a_cache_above_it_keeps_the_answer(self):
        session = mounted(requests_cache.CachedSession(backend="memory"))

        first, second = ask(session, stream=True), ask(session, stream=True)

        assert (first.from_cache, second.from_cache) == (False, True)
        assert second.json() == first.json()

    def test_an_address_with_a_path_and_an_origin_for_pictures(self):
        adapter = SandboxAdapter(
            harvard.respond,
            SmallCollection,
            provider="harvard",
            prefix="/museum/",
            base_url="https://demo.example",
            faults=Faults(),
        )
        session = requests.Session()
        session.mount("http://127.0.0.1:9", adapter)

        record = session.get("http://127.0.0.1:9/museum/image/130722?apikey=sandbox").json()

        assert record["baseimageurl"].startswith("https://demo.example/sandbox/iiif/2/")


class TestFaults:
    def test_a_status(self):
        response = ask(mounted(requests.Session(), Fault(status=503)))

        assert (response.status_code, response.text) == (503, "Service Unavailable")

    def test_only_the_provider_named_fails(self):
        session = mounted(requests.Session(), Fault(status=503))

        assert session.get(f"{HUB}/files?key=sandbox&v=1").status_code == 200

    def test_some_times_only(self):
        session = mounted(requests.Session(), Fault(status=429, times=2))

        assert [ask(session).status_code for _ in range(4)] == [429, 429, 200, 200]

    def test_a_delay_within_the_timeout(self):
        clock = Clock()

        assert ask(mounted(requests.Session(), Fault(delay=2), clock)).status_code == 200
        assert clock.slept == [2]

    @pytest.mark.parametrize("timeout", [0.5, (3, 0.5)])
    def test_a_delay_beyond_the_timeout(self, timeout):
        clock = Clock()

        with pytest.raises(requests.ReadTimeout):
            ask(mounted(requests.Session(), Fault(delay=30), clock), timeout=timeout)

        assert clock.slept == [0.5]  # not a moment longer than the caller waits

    def test_a_stall_gives_half_and_then_times_out(self):
        clock = Clock()
        session = mounted(requests.Session(), Fault(stall=True), clock)
        parts: list[bytes] = []

        response = ask(session, stream=True)
        with pytest.raises(requests.ConnectionError, match="timed out"):
            parts.extend(response.iter_content(16))

        assert response.status_code == 200
        assert 0 < len(b"".join(parts)) <= int(response.headers["Content-Length"]) // 2
        assert clock.slept == [5]

    def test_a_stall_without_a_timeout_ends_too(self):
        clock = Clock()

        with pytest.raises(requests.ConnectionError):
            ask(mounted(requests.Session(), Fault(stall=True), clock), timeout=None)

        assert clock.slept == [60]

    def test_a_trickle_is_whole_in_the_end(self):
        clock = Clock()

        response = ask(mounted(requests.Session(), Fault(trickle=1), clock))

        assert response.json()["info"]["totalrecords"] == 2
        assert sum(clock.slept) >= 20  # while no single read took longer than a second

    def test_a_reset(self):
        with pytest.raises(requests.ConnectionError, match="reset"):
            ask(mounted(requests.Session(), Fault(reset=True)))

    def test_a_redirect(self):
        session = mounted(requests.Session(), Fault(redirect="https://elsewhere.example/"))

        response = ask(session, allow_redirects=False)

        assert (response.status_code, response.headers["Location"]) == (
            302,
            "https://elsewhere.example/",
        )

    def test_truncated_json(self):
        response = ask(mounted(requests.Session(), Fault(body="truncate")))

        assert response.status_code == 200
        with pytest.raises(requests.JSONDecodeError):
            response.json()

    def test_a_cut_connection(self):
        with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
            ask(mounted(requests.Session(), Fault(body="cut")))

    def test_a_bomb_is_small_until_unpacked(self):
        response = ask(mounted(requests.Session(), Fault(body="bomb")), stream=True)

        assert int(response.headers["Content-Length"]) < 100_000
        assert sum(len(part) for part in response.iter_content(1 << 20)) == 67_108_866
