"""Whatever an upstream does: the right error in time, nothing kept, no key, and recovery."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import time

import pytest

from gallery.providers.base import ProviderRequest
from gallery.providers.errors import (
    ProviderTimeout,
    ProviderUnavailable,
    RateLimited,
)
from gallery.providers.harvard.client import HarvardClient
from tests.hostile.conftest import KEY
from tests.hostile.faults import FAULTS, LIST
from tests.hostile.upstream import as_bytes, as_json, tls_upstream
from tests.providers.samples import IMAGE_LIST
from tests.waiting import until

OPENSSL = shutil.which("openssl")
DEADLINE = 1.0  # s
GRACE = 0.5  # s a busy machine may need on top


def search(client, seconds=DEADLINE, **question):
    return client.search(ProviderRequest(**question), deadline=time.monotonic() + seconds)


class TestEveryFault:
    @pytest.mark.parametrize(
        ("behave", "kind"), [pytest.param(*fault, id=name) for name, fault in FAULTS.items()]
    )
    def test_means_one_error_and_leaves_no_trace(
        self, upstream, client, cache, tmp_path, caplog, behave, kind
    ):
        caplog.set_level(logging.DEBUG)
        upstream.behave = behave
        began = time.monotonic()

        with pytest.raises(kind) as caught:
            search(client)

        took = time.monotonic() - began
        assert type(caught.value) is kind
        assert took < DEADLINE + GRACE
        assert caught.value.provider == "harvard"
        assert list(cache.responses.keys()) == []
        assert KEY not in str(caught.value) + repr(caught.value) + caplog.text
        assert all(KEY.encode() not in file.read_bytes() for file in tmp_path.iterdir())

        upstream.behave = as_json(IMAGE_LIST)

        assert len(search(client, seconds=5).records) == 2

    def test_the_key_was_really_sent_and_the_request_really_logged(self, upstream, client, caplog):
        caplog.set_level(logging.DEBUG)
        upstream.behave = as_json(IMAGE_LIST)

        search(client)

        assert f"apikey={KEY}" in upstream.requests[0]
        assert "apikey=REDACTED" in caplog.text


class TestTimes:
    @pytest.mark.parametrize("name", ["headers drip", "body drips", "silence", "stall in body"])
    def test_the_deadline_holds_and_the_connection_is_cut(self, upstream, client, name):
        upstream.behave, _ = FAULTS[f"connection: {name}"]
        began = time.monotonic()

        with pytest.raises(ProviderTimeout):
            search(client, seconds=0.3)

        assert 0.25 < time.monotonic() - began < 0.3 + GRACE

    def test_ten_stalled_calls_do_not_stop_the_eleventh(self, upstream, client):
        upstream.behave, _ = FAULTS["connection: stall in body"]
        for number in range(10):
            with pytest.raises(ProviderTimeout):
                search(client, seconds=0.05, words=f"stall{number}")
        upstream.behave = as_json(IMAGE_LIST)

        assert search(client, seconds=2).total == 5274

    @pytest.mark.parametrize("name", ["stall in body", "headers drip", "reset in body"])
    def test_broken_calls_leave_no_descriptor_open(self, upstream, client, name):
        upstream.behave, kind = FAULTS[f"connection: {name}"]
        with pytest.raises(kind):
            search(client, seconds=0.3)
        until(lambda: not upstream.is_busy)
        before = len(os.listdir("/proc/self/fd"))

        for number in range(10):
            with pytest.raises(kind):
                search(client, seconds=0.3, words=f"again{number}")

        until(lambda: len(os.listdir("/proc/self/fd")) <= before)


class TestUnreachable:
    def ask(self, url):
        client = HarvardClient.connect(url, KEY)
        try:
            return search(client)
        finally:
            client.session.close()

    def test_refused(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]

        with pytest.raises(ProviderUnavailable) as caught:
            self.ask(f"http://127.0.0.1:{port}")

        assert KEY not in str(caught.value)

    def test_no_such_host(self):
        with pytest.raises(ProviderUnavailable) as caught:
            self.ask("https://no-such-host.invalid")

        assert KEY not in str(caught.value)

    @pytest.mark.skipif(not OPENSSL, reason="openssl, which makes the certificate, is not here")
    def test_a_certificate_that_nobody_vouches_for(self, tmp_path):
        with tls_upstream(tmp_path) as port, pytest.raises(ProviderUnavailable) as caught:
            self.ask(f"https://127.0.0.1:{port}")

        assert "no valid certificate" in str(caught.value)

    def test_no_tls_where_tls_should_be(self, upstream):
        upstream.behave = as_json(IMAGE_LIST)

        with pytest.raises(ProviderUnavailable):
            self.ask(f"https://127.0.0.1:{upstream.port}")

        assert upstream.requests == []


class TestWhatIsForgiven:
    @pytest.mark.parametrize(
        "behave",
        [
            as_bytes(b"\xef\xbb\xbf" + LIST, "Content-Type: application/json"),
            as_bytes(LIST, "Content-Type: text/html; charset=latin-1"),
            as_bytes(LIST, "Age: 99999999", "Cache-Control: max-age=0, no-store", "Vary: *"),
            as_bytes(LIST, "Set-Cookie: track=1; Domain=.harvardartmuseums.org"),
        ],
        ids=["byte order mark", "wrong type and charset", "cache headers that lie", "cookies"],
    )
    def test_good_json_in_odd_wrapping(self, upstream, client, behave):
        upstream.behave = behave

        assert search(client).total == 5274
        assert search(client).answered.from_cache

    def test_a_redirect_on_the_same_host(self, upstream, client):
        def behave(connection):
            if upstream.requests[-1].startswith("GET /moved"):
                connection.answer(LIST)
            else:
                connection.answer(b"", "Location: /moved/image", status=301)

        upstream.behave = behave

        assert search(client).total == 5274

    def test_one_broken_connection_out_of_two(self, upstream, client):
        def behave(connection):
            if len(upstream.requests) == 1:
                connection.reset()
            else:
                connection.answer(LIST)

        upstream.behave = behave

        assert search(client).total == 5274


class TestRateLimit:
    def test_is_respected_without_asking_again(self, upstream, client):
        upstream.behave = as_bytes(b"", "Retry-After: 120", status=429)
        with pytest.raises(RateLimited) as caught:
            search(client)
        upstream.behave = as_json(IMAGE_LIST)

        with pytest.raises(RateLimited) as again:
            search(client, words="something else")

        assert caught.value.retry_after == 120
        assert 115 < again.value.retry_after <= 120
        assert len(upstream.requests) == 1

    def test_ends(self, upstream, client):
        upstream.behave = as_bytes(b"", "Retry-After: 1", status=429)
        with pytest.raises(RateLimited):
            search(client)
        upstream.behave = as_json(IMAGE_LIST)

        def answers():
            try:
                return search(client).total == 5274
            except RateLimited:
                return False

        until(answers)
