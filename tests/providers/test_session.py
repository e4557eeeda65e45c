"""The kept session: what is cached, for how long, and what never gets there."""

import logging
import threading
import time

import pytest
import requests

from gallery.providers.cache import LONGEST, open_cache
from gallery.providers.errors import (
    ProviderError,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnavailable,
    RecordNotFound,
    UnexpectedPayload,
)
from gallery.providers.session import ProviderSession
from tests.providers.aging import age
from tests.providers.canned import Canned
from tests.waiting import until

API = "https://api.harvardartmuseums.org"
KEY = "0b1c2d3e-4f5a-6789-secret"
MINUTE, HOUR, DAY = 60, 3600, 86400


def soon():
    return time.monotonic() + 5


@pytest.fixture
def upstream():
    return Canned().on("/image", {"turn": 1}, {"turn": 2}, {"turn": 3})


@pytest.fixture(params=["memory", "sqlite"])
def cache(request, tmp_path):
    url = "memory://" if request.param == "memory" else f"sqlite:///{tmp_path}/answers.sqlite3"
    return open_cache(url, "tests")


@pytest.fixture
def session(upstream, cache):
    session = ProviderSession(
        "harvard", API, key_param="apikey", key=KEY, cache=cache, adapter=upstream
    )
    yield session
    session.close()


def turn(session, **params):
    return session.get("/image", list(params.items()), deadline=soon()).payload["turn"]


class TestAges:
    def test_fresh_for_10_minutes(self, session, cache, upstream):
        assert turn(session) == 1
        age(cache, 9 * MINUTE)

        answer = session.get("/image", deadline=soon())

        assert answer.payload == {"turn": 1}
        assert answer.answered.from_cache
        assert 9 * MINUTE <= answer.answered.age < 9 * MINUTE + 5
        assert len(upstream.asked) == 1

    def test_then_at_once_with_a_refresh_behind(self, session, cache, upstream):
        assert turn(session) == 1
        age(cache, 2 * HOUR)

        assert turn(session) == 1
        until(lambda: len(upstream.asked) == 2)
        until(lambda: turn(session) == 2)

    def test_a_rush_on_an_old_answer_is_refreshed_once(self, session, cache, upstream):
        turn(session)
        age(cache, 2 * HOUR)

        threads = [threading.Thread(target=turn, args=(session,)) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        until(lambda: turn(session) == 2)
        assert len(upstream.asked) == 2

    def test_after_a_day_asking_comes_first(self, session, cache):
        assert turn(session) == 1
        age(cache, 2 * DAY)

        assert turn(session) == 2

    @pytest.mark.parametrize(
        "trouble",
        [
            (503, "busy"),
            (500, "oops"),
            (429, "slow down"),
            (200, "<html>"),
            requests.ConnectionError("refused"),
            requests.ReadTimeout("late"),
        ],
        ids=str,
    )
    def test_up_to_14_days_it_comes_where_asking_fails(self, session, cache, upstream, trouble):
        turn(session)
        age(cache, 13 * DAY)
        upstream.on("/image", trouble)

        answer = session.get("/image", deadline=soon())

        assert answer.payload == {"turn": 1}
        assert 13 * DAY <= answer.answered.age < 13 * DAY + 5

    def test_but_not_where_an_old_one_is_of_no_use(self, session, cache, upstream):
        turn(session)
        age(cache, 2 * DAY)
        upstream.on("/image", (500, "oops"))

        with pytest.raises(ProviderUnavailable):
            session.get("/image", deadline=soon(), oldest=DAY)

    def test_past_the_cache_it_is_asked_and_not_kept(self, session, cache, upstream):
        for _ in range(2):
            answer = session.get("/image", deadline=soon(), is_cached=False)

        assert (answer.payload, answer.answered.from_cache) == ({"turn": 2}, False)
        assert list(cache.responses.keys()) == []

    def test_never_beyond(self, session, cache, upstream):
        turn(session)
        age(cache, LONGEST + 1)
        upstream.on("/image", (503, "busy"))

        with pytest.raises(ProviderUnavailable):
            turn(session)

    def test_a_refused_key_is_not_papered_over(self, session, cache, upstream):
        turn(session)
        age(cache, 2 * DAY)
        upstream.on("/image", (401, "Unauthorized"))

        with pytest.raises(ProviderRefused):
            turn(session)

    def test_what_is_gone_upstream_is_dropped(self, session, cache, upstream):
        turn(session)
        age(cache, 2 * DAY)
        upstream.on("/image", (404, "Not Found"))

        with pytest.raises(RecordNotFound):
            turn(session)

        assert list(cache.responses.keys()) == []

    def test_a_failed_refresh_is_told_without_the_key(self, session, cache, upstream, caplog):
        caplog.set_level(logging.DEBUG)
        turn(session)
        age(cache, 2 * HOUR)
        upstream.on("/image", (503, "busy"))

        assert turn(session) == 1
        until(lambda: "not refreshed" in caplog.text)

        assert KEY not in caplog.text


class TestWhatIsKept:
    @pytest.mark.parametrize(
        "trouble",
        [
            (200, '{"turn": 9'), (200, "<html>Down</html>"), (200, ""), (200, "[]"), (200, "null"),
            (204, ""), (206, '{"turn": 9}'), (304, ""), (400, "{}"), (401, "Unauthorized"),
            (404, "Not Found"), (418, "{}"), (429, "{}"), (500, '{"turn": 9}'), (503, "{}"),
        ],
    )  # fmt: skip
    def test_only_whole_json_with_status_200(self, session, cache, upstream, trouble):
        upstream.on("/image", trouble, trouble, {"turn": 1})

        with pytest.raises((ProviderUnavailable, ProviderRefused, UnexpectedPayload)):
            session.get("/image", deadline=soon())

        assert list(cache.responses.keys()) == []

    def test_nothing_that_the_contracts_check_objects_to(self, upstream, cache):
        def check(url, payload):
            return UnexpectedPayload("harvard", url, "wrong") if payload["turn"] == 1 else None

        session = ProviderSession(
            "harvard", API, key_param="apikey", key=KEY, check=check, cache=cache, adapter=upstream
        )

        with pytest.raises(UnexpectedPayload):
            turn(session)
        assert turn(session) == 2
        session.close()

    def test_different_questions_apart_and_equal_ones_together(self, session, upstream):
        assert turn(session, q="blue", page="1") == 1
        assert turn(session, q="red", page="1") == 2
        assert turn(session, page="1", q="blue") == 1
        assert len(upstream.asked) == 2

    def test_one_answer_serves_every_key(self, session, cache, upstream):
        turn(session)
        other = ProviderSession(
            "harvard", API, key_param="apikey", key="other", cache=cache, adapter=upstream
        )

        assert turn(other) == 1
        other.close()

    def test_the_upstreams_cache_headers_are_moot(self, tmp_path):
        class Lying(Canned):
            def send(self, request, **kwargs):
                response = super().send(request, **kwargs)
                response.headers.update(
                    {"Cache-Control": "no-store, max-age=0", "Age": "99999999", "Vary": "*",
                     "ETag": '"x"', "Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}
                )  # fmt: skip
                return response

        upstream = Lying().on("/image", {"turn": 1}, {"turn": 2})
        session = ProviderSession("harvard", API, key_param="apikey", key=KEY, adapter=upstream)

        assert [turn(session), turn(session)] == [1, 1]
        session.close()


class TestHowItAsks:
    def test_names_itself_and_asks_for_what_it_can_read(self, session, upstream):
        turn(session)

        headers = upstream.sent[0].headers
        assert headers["User-Agent"].startswith("Lighttable/")
        assert (headers["Accept"], headers["Accept-Encoding"]) == ("application/json", "gzip")

    @pytest.mark.parametrize(
        "passing", [(502, ""), (503, ""), (504, ""), requests.ConnectionError()]
    )
    def test_tries_again_where_that_is_safe(self, session, upstream, passing):
        upstream.on("/image", passing, {"turn": 7})

        assert turn(session) == 7

    @pytest.mark.parametrize("lasting", [(500, ""), (401, ""), (404, ""), (429, ""), (200, "x")])
    def test_and_not_where_it_is_no_use(self, session, upstream, lasting):
        upstream.on("/image", lasting)

        with pytest.raises((ProviderUnavailable, ProviderRefused, UnexpectedPayload)):
            turn(session)

        assert len(upstream.asked) == 1

    def test_twice_and_no_more(self, session, upstream):
        upstream.on("/image", (503, ""))

        with pytest.raises(ProviderUnavailable):
            turn(session)

        assert len(upstream.asked) == 2

    def test_a_rush_on_a_cold_cache_is_one_call(self, cache):
        gate = threading.Event()

        class Slow(Canned):
            def send(self, request, **kwargs):
                gate.wait(5)
                return super().send(request, **kwargs)

        upstream = Slow().on("/image", {"turn": 1})
        session = ProviderSession(
            "harvard", API, key_param="apikey", key=KEY, cache=cache, adapter=upstream
        )
        turns: list[int] = []
        threads = [threading.Thread(target=lambda: turns.append(turn(session))) for _ in range(20)]
        for thread in threads:
            thread.start()
        until(lambda: session._cached.wire._flights.waiting(f"{API}/image") == 20)
        gate.set()
        for thread in threads:
            thread.join()

        assert turns == [1] * 20
        assert len(upstream.asked) == 1
        session.close()

    def test_gives_up_at_the_deadline_though_the_adapter_never_does(self, cache):
        gate = threading.Event()

        class Stuck(Canned):
            def send(self, request, **kwargs):
                gate.wait(20)
                return super().send(request, **kwargs)

        session = ProviderSession(
            "harvard", API, key_param="apikey", key=KEY, cache=cache, adapter=Stuck()
        )
        began = time.monotonic()

        with pytest.raises(ProviderTimeout):
            session.get("/image", deadline=began + 0.3)

        assert time.monotonic() - began < 0.6
        gate.set()
        session.close()

    def test_a_deadline_in_the_past_is_a_timeout(self, session, upstream):
        with pytest.raises(ProviderTimeout):
            session.get("/image", deadline=time.monotonic() - 1)

    def test_closing_ends_what_waits(self, cache):
        gate = threading.Event()

        class Stuck(Canned):
            def send(self, request, **kwargs):
                gate.wait(20)
                return super().send(request, **kwargs)

        session = ProviderSession(
            "harvard", API, key_param="apikey", key=KEY, cache=cache, adapter=Stuck()
        )
        ended: list[type] = []

        def ask(number):
            try:
                turn(session, number=str(number))
            except ProviderError as error:
                ended.append(type(error))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        flights = session._cached.wire._flights
        until(lambda: sum(flights.waiting(f"{API}/image?number={n}") for n in range(12)) == 12)
        session.close()
        until(lambda: len(ended) == 4)  # eight have a thread, the rest waited for one
        gate.set()
        for thread in threads:
            thread.join()

        assert ended[:4] == [ProviderUnavailable] * 4
