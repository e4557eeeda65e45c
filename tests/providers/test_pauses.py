import time

import pytest
import redis

from gallery.providers.base import ProviderRequest
from gallery.providers.errors import RateLimited
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.pauses import Pause, RedisPauses, SqlitePauses, open_pauses
from gallery.providers.wire import Guards
from tests.hostile.upstream import HostileUpstream, as_bytes
from tests.services import REDIS_URL, needs_redis, own_name


class Clock:
    """Seconds since the epoch, set by hand; Redis drops what is over by its own."""

    def __init__(self):
        self.now = time.time() // 1 + 1000.0

    def __call__(self):
        return self.now


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=needs_redis)])
def store(request, tmp_path):
    """Opens the same store anew, as another process does."""
    if request.param == "sqlite":
        return lambda: SqlitePauses(tmp_path / "calls.sqlite3")
    return lambda: RedisPauses(redis.Redis.from_url(REDIS_URL))


class TestPause:
    def test_is_known_to_other_processes_until_it_ends(self, store):
        name, clock = own_name(), Clock()
        here, there = (Pause(name, store(), clock=clock) for _ in range(2))

        assert (here.left(), there.left()) == (0.0, 0.0)
        here.begin(120.0)
        assert (here.left(), there.left()) == (120.0, 120.0)
        clock.now += 119.0
        assert there.left() == 1.0
        clock.now += 1.0
        assert (here.left(), there.left()) == (0.0, 0.0)

    def test_the_longest_wish_counts(self, store):
        name, clock = own_name(), Clock()
        here, there = (Pause(name, store(), clock=clock) for _ in range(2))

        here.begin(120.0)
        there.begin(30.0)

        assert Pause(name, store(), clock=clock).left() == 120.0

    def test_providers_are_told_apart(self, store):
        clock = Clock()
        Pause(own_name(), store(), clock=clock).begin(120.0)

        assert Pause(own_name(), store(), clock=clock).left() == 0.0

    @pytest.mark.parametrize(
        "url", ["redis://127.0.0.1:1", "sqlite:////dev/null/calls", "memory://"]
    )
    def test_a_store_that_fails_leaves_each_process_its_own(self, url):
        pause = Pause("harvard", open_pauses(url), clock=lambda: 1000.0)

        pause.begin(30.0)

        assert pause.left() == 30.0


class TestClients:
    def test_what_one_was_told_the_other_obeys(self, tmp_path):
        upstream = HostileUpstream()
        upstream.behave = as_bytes(b"", "Retry-After: 120", status=429)
        clients = [
            HarvardClient.connect(
                upstream.url, "0b1c2d3e",
                guards=Guards(pause=Pause("harvard", SqlitePauses(tmp_path / "calls.sqlite3"))),
            )
            for _process in range(2)
        ]  # fmt: skip
        try:
            for client in clients:
                with pytest.raises(RateLimited) as caught:
                    client.search(ProviderRequest(), deadline=time.monotonic() + 5)
                assert 100 < caught.value.retry_after <= 120
            assert len(upstream.requests) == 1
        finally:
            for client in clients:
                client.session.close()
            upstream.close()
