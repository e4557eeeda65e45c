"""Keys: sent, and nowhere else."""

import base64
import json
import logging
import sqlite3
import time
import traceback

import pytest
import requests

from gallery.providers.cache import open_cache
from gallery.providers.errors import ProviderUnavailable
from gallery.providers.session import ProviderSession
from tests.providers.canned import Canned

API = "https://api.harvardartmuseums.org"
KEY = "0b1c2d3e-4f5a-6789-secret"


def soon():
    return time.monotonic() + 5


def turn(session, **params):
    return session.get("/image", list(params.items()), deadline=soon()).payload["turn"]


@pytest.fixture
def upstream():
    return Canned().on("/image", {"turn": 1})


@pytest.fixture
def session(upstream):
    session = ProviderSession("harvard", API, key_param="apikey", key=KEY, adapter=upstream)
    yield session
    session.close()


class TestKeys:
    @pytest.fixture
    def leaky(self):
        link = f"{API}/image?q=blue&apikey={KEY}&page=2"
        payload = {"info": {"next": link, "prev": link, "x": KEY}, "records": [{"u": link, KEY: 1}]}
        return Canned().on("/image", payload)

    def test_are_in_no_file_of_the_cache(self, leaky, tmp_path):
        cache = open_cache(f"sqlite:///{tmp_path}/answers.sqlite3", "live")
        session = ProviderSession(
            "harvard", API, key_param="apikey", key=KEY, cache=cache, adapter=leaky
        )

        session.get("/image", [("q", "blue")], deadline=soon())
        session.close()

        (path,) = tmp_path.glob("*.sqlite3")
        rows = sqlite3.connect(path).execute("SELECT * FROM responses").fetchall()
        stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert len(rows) == 1
        body = base64.b64decode(json.loads(rows[0][1])["_content"]).decode()
        assert '"records"' in body
        assert KEY not in body + repr(rows)
        assert KEY.encode() not in stored

    def test_are_in_no_payload(self, leaky):
        session = ProviderSession("harvard", API, key_param="apikey", key=KEY, adapter=leaky)

        answer = session.get("/image", deadline=soon())

        assert KEY not in repr(answer)
        assert answer.payload["info"] == {"x": "REDACTED"}
        session.close()

    def test_are_in_no_repr(self, session):
        assert KEY not in repr(session) + repr(vars(session)) + repr(vars(session._cached.wire))

    def test_are_sent(self, session, upstream):
        turn(session, q="blue")

        assert upstream.asked == [("/image", {"q": "blue", "apikey": KEY})]

    def test_are_in_no_traceback(self, session, upstream):
        upstream.on("/image", requests.ConnectionError(f"failed: {API}/image?apikey={KEY}"))

        with pytest.raises(ProviderUnavailable) as caught:
            turn(session)

        error = caught.value
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
        ours = [frame for frame in frames if frame.f_code.co_filename != __file__]
        assert error.__cause__ is None
        assert error.__context__ is None
        assert len(ours) > 3
        assert KEY not in "".join(repr(frame.f_locals) for frame in ours)
        assert KEY not in "".join(traceback.format_exception(error))

    def test_are_in_no_log(self, session, upstream, caplog):
        caplog.set_level(logging.DEBUG)
        upstream.on("/image", requests.ConnectionError(f"{API}/image?apikey={KEY}"), {"turn": 1})

        turn(session)
        turn(session)

        assert KEY not in caplog.text
