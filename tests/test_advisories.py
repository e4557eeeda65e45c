import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.advisories import REQUIREMENTS, Verdict, ask, verdict

HOLE = {"name": "django", "version": "5.2.19", "vulns": [{"id": "X-1", "fix_versions": ["5.2.20"]}]}
FINE = {"name": "nh3", "version": "0.3.8", "vulns": []}
UNKNOWN = {"name": "luqum", "skip_reason": "Dependency not found on PyPI"}


class TestVerdict:
    def test_a_hole_fails(self):
        found = verdict([FINE, HOLE, UNKNOWN])

        assert found == Verdict("known holes:\ndjango 5.2.19: X-1, mended in 5.2.20", True)

    def test_no_hole_passes(self):
        assert verdict([FINE, UNKNOWN]) == Verdict(
            "1 packages without a known hole, 1 unknown to the service"
        )

    def test_a_service_that_knows_nothing_is_none(self):
        assert verdict([UNKNOWN]) == Verdict("skipped: no advisory service reachable")


@pytest.fixture
def service():
    """An advisory service (OSV) that knows a hole in one of our packages."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            vulns = []
            if asked["package"]["name"] == "nh3":
                affected = {
                    "package": {"name": "nh3", "ecosystem": "PyPI"},
                    "ranges": [
                        {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9"}]}
                    ],
                }
                vulns = [{
                    "id": "TEST-1", "affected": [affected], "modified": "2026-01-01T00:00:00Z",
                    "published": "2026-01-01T00:00:00Z", "aliases": [], "details": "a hole",
                }]  # fmt: skip
            body = json.dumps({"vulns": vulns}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    thread.join()
    server.server_close()


class TestAsking:
    def test_the_pins_of_the_gallery(self, service):
        found = ask(REQUIREMENTS, 30, "-s", "osv", "--osv-url", service)

        assert found.has_failed
        assert "TEST-1, mended in 9" in found.text
        assert found.text.count("\n") == 1

    def test_nobody(self):
        found = ask(REQUIREMENTS, 30, "-s", "osv", "--osv-url", "http://127.0.0.1:1/v1/query")

        assert found == Verdict("skipped: no advisory service reachable")

    def test_never_takes_longer_than_it_may(self):
        began = time.monotonic()

        found = ask(REQUIREMENTS, 0.05)

        assert found == Verdict("skipped: no advisory service answered within 0.05 s")
        assert time.monotonic() - began < 1
