"""The production server as it is shipped, with visitors who never finish and with an end."""

import http.client
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.reliability.processes import Installation
from tests.waiting import until

pytestmark = pytest.mark.long

HALF_OPEN = 500
# What a visitor never finishes: nothing at all, half a head, a head without its body.
BEGINNINGS = {
    "nothing": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "a body that never comes": (
        b"POST /colors/from-picture/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n"
        b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    ),
}


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    made = Installation(f"sqlite:///{folder}/catalogue.sqlite3", folder)
    made.migrate()
    yield made
    made.close()


@pytest.fixture(scope="module")
def site(installation):
    url, _process = installation.serve(workers=2)
    return url


def visit(url, timeout=20.0):
    """Seconds that a page took."""
    began = time.monotonic()
    with urllib.request.urlopen(url, timeout=timeout) as response:
        response.read()
    return time.monotonic() - began


class TestHalfOpenConnections:
    @pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS)
    def test_do_not_stop_a_normal_visitor(self, site, beginning):
        place = urlsplit(site)
        alone = max(visit(f"{site}/status/") for _ in range(5))

        with ExitStack() as stack:
            for _ in range(HALF_OPEN):
                connection = socket.create_connection((place.hostname, place.port), timeout=10)
                stack.enter_context(connection)
                connection.sendall(beginning)
            crowded = max(visit(f"{site}/status/") for _ in range(5))

        assert crowded < max(1.0, 5 * alone)

    def test_are_closed_after_a_while(self, site):
        place = urlsplit(site)
        with socket.create_connection((place.hostname, place.port), timeout=30) as connection:
            connection.sendall(BEGINNINGS["half a head"])
            began = time.monotonic()
            connection.recv(1000)

        assert time.monotonic() - began < 15


class TestTermination:
    def test_lets_running_requests_finish(self, installation):
        url, process = installation.serve(workers=1)
        slow = urllib.request.Request(
            f"{url}/sandbox/faults/harvard", data=b"delay=2.5", method="PUT"
        )
        urllib.request.urlopen(slow, timeout=10).close()
        answers = []

        def search():
            with urllib.request.urlopen(f"{url}/?q=drain", timeout=30) as response:
                answers.append((response.status, response.read().endswith(b"</html>\n")))

        visitor = threading.Thread(target=search)
        visitor.start()
        threading.Event().wait(1.0)  # of the 2.5 s that the museums take
        process.terminate()
        visitor.join()

        assert answers == [(200, True)]
        assert process.wait(timeout=20) == 0

    def test_nobody_is_let_in_any_more(self, installation):
        url, process = installation.serve(workers=1)

        process.terminate()

        assert process.wait(timeout=20) == 0
        with pytest.raises(urllib.error.URLError):
            visit(f"{url}/healthz", timeout=2)


class TestAWebProcess:
    def test_that_is_killed_is_started_anew(self, installation):
        url, process = installation.serve(workers=1)
        (first,) = children(process.pid)

        os.kill(first, signal.SIGKILL)
        until(lambda: children(process.pid) not in ([], [first]), limit=30)

        until(lambda: visits(f"{url}/status/"), limit=30)
        assert process.poll() is None

    def test_ends_with_the_server_so_that_the_next_one_gets_the_port(self, installation):
        url, process = installation.serve(workers=2)
        workers = children(process.pid)
        assert len(workers) == 2

        process.kill()  # the one that looks after the others, and it alone
        process.wait()

        until(lambda: not any(map(is_alive, workers)), limit=30)
        again, _process = installation.serve(workers=1, port=urlsplit(url).port)
        assert visits(f"{again}/healthz")


def children(pid):
    """The server's processes, without the one that looks after them."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [
        int(one)
        for one in found
        if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()
    ]


def is_alive(pid):
    with suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    return False


def visits(url):
    try:
        return visit(url, timeout=5) >= 0
    except OSError:
        return False


class TestStaticFiles:
    def test_keep_their_connection(self, site):
        place = urlsplit(site)
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
        for _ in range(3):
            connection.request("GET", "/static/css/base.css")
            answer = connection.getresponse()
            assert (answer.status, bool(answer.read())) == (200, True)
        connection.close()
