import datetime as dt
import multiprocessing
import time
from urllib.parse import urlencode

import pytest
import redis

from gallery.providers.base import ProviderRequest
from gallery.providers.budget import Budget, Standing
from gallery.providers.errors import BudgetSpent
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.harvard.params import (
    changed_since,
    id_slice,
    is_about_one_picture,
    is_of_a_harvest,
    query_string,
)
from gallery.providers.ledger import (
    MemoryLedger,
    RedisLedger,
    SafeLedger,
    SqliteLedger,
    open_ledger,
)
from gallery.providers.wire import Guards
from tests.hostile.upstream import HostileUpstream, as_json
from tests.providers.samples import IMAGE_LIST
from tests.services import REDIS_URL, needs_redis, own_name

SEARCH = "https://api.harvardartmuseums.org/image?q=horse&size=100"
RECORD = "https://api.harvardartmuseums.org/image/470629"
SLICE = "https://api.harvardartmuseums.org/image?q=id%3A%28%3E%3D1+AND+%3C%3D5000%29&page=2"
HOUR = 3600.0


class Clock:
    """Hours since the epoch, set by hand."""

    def __init__(self):
        self.hour = 500_000.0

    def __call__(self):
        return self.hour * HOUR


def small(ledger=None, clock=None):
    return Budget(
        "harvard", ledger or MemoryLedger(), limit=10, reserve=3, margin=1,
        is_detail=is_about_one_picture, clock=clock or Clock(),
    )  # fmt: skip


def spend(budget, url, times):
    for _ in range(times):
        budget.spend(url)


class TestWhoSpends:
    def test_searches_leave_a_reserve(self):
        budget = small()

        spend(budget, SEARCH, 6)

        with pytest.raises(BudgetSpent):
            budget.spend(SEARCH)
        assert budget.standing() == Standing(6, 10, 3, margin=1)

    def test_pages_of_pictures_use_it_but_stay_below_the_limit(self):
        budget = small()
        spend(budget, SEARCH, 6)

        spend(budget, RECORD, 3)

        with pytest.raises(BudgetSpent):
            budget.spend(RECORD)
        assert budget.standing().spent == 9

    def test_a_harvest_leaves_searches_a_share_of_their_own(self):
        budget = Budget(
            "harvard", MemoryLedger(), limit=10, reserve=3, visits=4, margin=1,
            is_detail=is_about_one_picture, is_harvest=is_of_a_harvest, clock=Clock(),
        )  # fmt: skip

        spend(budget, SLICE, 2)

        with pytest.raises(BudgetSpent):
            budget.spend(SLICE)
        assert budget.standing().left_for_harvests == 0
        spend(budget, SEARCH, 4)
        with pytest.raises(BudgetSpent):
            budget.spend(SEARCH)
        spend(budget, RECORD, 3)

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (id_slice(1), True),
            (id_slice(5001, 10000), True),
            (f"{id_slice(1)} AND {changed_since(dt.date(2026, 11, 20))}", True),
            (query_string(ProviderRequest(words="id:>=1")), False),
            (query_string(ProviderRequest(words="-horse")), False),
            (query_string(ProviderRequest(words='"id:(>=1 AND <=2)"')), False),
        ],
    )
    def test_what_is_of_a_harvest(self, query, expected):
        url = f"https://api.harvardartmuseums.org/image?{urlencode({'q': query})}"

        assert is_of_a_harvest(url) is expected

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            (RECORD, True),
            ("https://api.harvardartmuseums.org/object?image=470629&fields=id", True),
            ("https://api.harvardartmuseums.org/object?image=470629%7C470630", False),
            ("https://api.harvardartmuseums.org/object?hasimage=1", False),
            (SEARCH, False),
        ],
    )
    def test_what_is_about_one_picture(self, url, expected):
        assert is_about_one_picture(url) is expected

    def test_without_a_limit_calls_are_only_counted(self):
        budget = Budget("jhu", MemoryLedger(), clock=Clock())

        spend(budget, SEARCH, 100)

        assert budget.standing() == Standing(100, None)


class TestTheDay:
    def test_whenever_it_begins_no_24_hours_hold_more(self):
        clock = Clock()
        budget = small(clock=clock)
        spend(budget, SEARCH, 6)

        clock.hour += 23.9
        with pytest.raises(BudgetSpent):
            budget.spend(SEARCH)
        clock.hour += 1.2

        budget.spend(SEARCH)
        assert budget.standing().spent == 1


def _take_often(path, taken):
    ledger = SqliteLedger(path)
    got = sum(ledger.take("harvard", 500_000, 50) for _ in range(40))
    taken.put(got)


class TestLedgers:
    def test_processes_share_a_file(self, tmp_path):
        path = tmp_path / "calls.sqlite3"
        context = multiprocessing.get_context("spawn")
        taken = context.Queue()
        processes = [context.Process(target=_take_often, args=(path, taken)) for _ in range(2)]
        for process in processes:
            process.start()
        counts = [taken.get(timeout=30) for _ in processes]
        for process in processes:
            process.join()

        assert sum(counts) == 50
        assert SqliteLedger(path).total("harvard", 500_000) == 50

    @needs_redis
    def test_machines_share_redis(self):
        connection, name = redis.Redis.from_url(REDIS_URL), own_name()
        here, there = RedisLedger(connection), RedisLedger(connection)

        got = [ledger.take(name, 500_000, 5) for ledger in (here, there) * 5]

        assert got.count(True) == 5
        assert here.total(name, 500_000) == there.total(name, 500_024) == 5
        assert there.total(name, 500_025) == 0
        assert 0 < connection.ttl(f"lighttable:calls:{{{name}}}:500000") <= 26 * 3600

    def test_a_ledger_that_fails_is_replaced_for_the_time_being(self):
        gone = redis.Redis.from_url("redis://127.0.0.1:1", socket_connect_timeout=0.2)
        ledger = SafeLedger(RedisLedger(gone))

        assert [ledger.take("harvard", 1, 2) for _ in range(3)] == [True, True, False]
        assert ledger.total("harvard", 1) == 2

    def test_a_folder_that_cannot_be_written(self, tmp_path):
        (tmp_path / "file").write_text("in the way")

        ledger = open_ledger(f"sqlite:///{tmp_path}/file/calls.sqlite3")

        assert ledger.take("harvard", 1, 1)


class TestOverSockets:
    def test_nothing_is_asked_once_it_is_spent(self):
        upstream = HostileUpstream()
        upstream.behave = as_json(IMAGE_LIST)
        client = HarvardClient.connect(
            upstream.url, "key-of-the-tests", join_objects=False, guards=Guards(budget=small())
        )
        try:
            for number in range(6):
                client.search(ProviderRequest(words=f"w{number}"), deadline=time.monotonic() + 2)
            with pytest.raises(BudgetSpent) as caught:
                client.search(ProviderRequest(words="one more"), deadline=time.monotonic() + 2)
            again = client.search(ProviderRequest(words="w3"), deadline=time.monotonic() + 2)
        finally:
            client.session.close()
            upstream.close()

        assert len(upstream.requests) == 6
        assert "key-of-the-tests" not in str(caught.value)
        assert again.answered.from_cache
