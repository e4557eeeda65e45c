import threading
import time

import pytest
import redis

from gallery.providers.base import ProviderRequest
from gallery.providers.breaker import Breaker
from gallery.providers.errors import (
    BudgetSpent,
    ProviderPaused,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnavailable,
    RateLimited,
)
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.wire import Guards
from tests.hostile.upstream import Connection, HostileUpstream, as_bytes, as_json
from tests.providers.samples import IMAGE_LIST
from tests.services import REDIS_URL, needs_redis, own_name
from tests.waiting import until

URL = "https://api.example.org/image"
DOWN = ProviderUnavailable("harvard", URL, status=503)


def fail(breaker, times, error=DOWN, seconds=0.1):
    for _ in range(times):
        breaker.record(error, seconds)


class TestWhatCounts:
    def test_five_failures_in_a_row(self):
        breaker = Breaker("harvard")

        fail(breaker, 4)
        before = breaker.refusal(URL)
        fail(breaker, 1)

        assert before is None
        assert isinstance(breaker.refusal(URL), ProviderPaused)

    def test_an_answer_between_begins_the_count_anew(self):
        breaker = Breaker("harvard")

        fail(breaker, 4)
        breaker.record(b"{}", 0.1)
        fail(breaker, 4)

        assert not breaker.is_open

    @pytest.mark.parametrize(
        ("error", "seconds"),
        [
            (RateLimited("harvard", URL), 0.1),
            (BudgetSpent("harvard", URL), 0.0),
            (ProviderRefused("harvard", URL, status=401), 0.1),
            (ProviderTimeout("harvard", URL), 0.2),
        ],
        ids=["429", "no calls left", "refused", "a visitor in a hurry"],
    )
    def test_what_says_nothing_about_its_health(self, error, seconds):
        breaker = Breaker("harvard")

        fail(breaker, 20, error, seconds)

        assert not breaker.is_open

    def test_a_timeout_after_a_fair_wait_counts(self):
        breaker = Breaker("harvard")

        fail(breaker, 5, ProviderTimeout("harvard", URL), 4.0)

        assert breaker.is_open


class TestProbing:
    def test_one_question_goes_out_after_the_pause(self):
        breaker = Breaker("harvard", pause=0.0)
        fail(breaker, 5)

        first, second = breaker.refusal(URL), breaker.refusal(URL)

        assert first is None
        assert isinstance(second, ProviderPaused)

    def test_its_answer_ends_the_pause(self):
        breaker = Breaker("harvard", pause=0.0)
        fail(breaker, 5)
        breaker.refusal(URL)

        breaker.record(b"{}", 0.1)

        assert [breaker.refusal(URL) for _ in range(3)] == [None, None, None]

    def test_its_failure_begins_another(self):
        breaker = Breaker("harvard", pause=0.2)
        fail(breaker, 5)
        until(lambda: breaker.refusal(URL) is None)

        breaker.record(DOWN, 0.1)

        assert isinstance(breaker.refusal(URL), ProviderPaused)


@needs_redis
class TestSharing:
    def test_two_machines_have_one_state(self):
        connection, name = redis.Redis.from_url(REDIS_URL), own_name()
        here, there = Breaker(name, connection), Breaker(name, connection)

        fail(here, 3)
        fail(there, 2)

        assert here.is_open
        assert there.is_open
        assert isinstance(there.refusal(URL), ProviderPaused)

    def test_redis_gone_means_a_state_of_its_own(self):
        nobody = redis.Redis.from_url("redis://127.0.0.1:1", socket_connect_timeout=0.2)
        breaker = Breaker("harvard", nobody)

        fail(breaker, 5)

        assert breaker.is_open


@pytest.fixture
def upstream():
    server = HostileUpstream()
    yield server
    server.close()


def connected(upstream, breaker):
    return HarvardClient.connect(
        upstream.url, "key-of-the-tests", join_objects=False, guards=Guards(breaker=breaker)
    )


def search(client, words, seconds=2.0):
    return client.search(ProviderRequest(words=words), deadline=time.monotonic() + seconds)


class TestOverSockets:
    def test_a_dead_upstream_is_left_alone_and_found_again(self, upstream):
        breaker = Breaker("harvard", pause=0.3)
        client = connected(upstream, breaker)
        upstream.behave = as_bytes(b"", status=500)
        for number in range(5):
            with pytest.raises(ProviderUnavailable):
                search(client, f"down{number}")
        asked = len(upstream.requests)

        began = time.monotonic()
        with pytest.raises(ProviderPaused):
            search(client, "more")
        assert time.monotonic() - began < 0.05
        assert len(upstream.requests) == asked

        upstream.behave = as_json(IMAGE_LIST)
        until(lambda: breaker.refusal(URL) is None)
        breaker._probing_until = 0.0
        assert search(client, "more").total == 5274
        client.session.close()

    def test_a_rush_on_a_cold_cache_is_one_call(self, upstream):
        client = connected(upstream, Breaker("harvard"))
        gate = threading.Event()

        def behave(connection: Connection) -> None:
            gate.wait(5)
            as_json(IMAGE_LIST)(connection)

        upstream.behave = behave
        totals = []
        visitors = [
            threading.Thread(target=lambda: totals.append(search(client, "rush", 5).total))
            for _ in range(50)
        ]
        for visitor in visitors:
            visitor.start()
        wire = client.session._cached.wire
        until(lambda: any(one.waiting == 50 for one in wire._flights._open.values()))
        gate.set()
        for visitor in visitors:
            visitor.join()

        assert totals == [5274] * 50
        assert len(upstream.requests) == 1
        client.session.close()
