"""Two web processes and two workers on one PostgreSQL and one Redis; what one knows, all know."""

import http.client
import re
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.reliability.cluster import NO_CLUSTER
from tests.reliability.processes import Installation, kill, own_postgres
from tests.services import POSTGRES_URL, REDIS_URL, needs_postgres, needs_redis
from tests.waiting import until

pytestmark = [pytest.mark.long, needs_postgres, needs_redis]

PICTURES = re.compile(rb'href="(/images/[a-z]+/[0-9]+/)"')
CLIENTS = 20


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    with ExitStack() as stack:
        made = Installation(
            stack.enter_context(own_postgres()), folder,
            DJANGO_SETTINGS_MODULE="tests.reliability.shared", CACHE_URL=REDIS_URL,
        )  # fmt: skip
        stack.callback(made.close)
        made.migrate()
        yield made


def get(url):
    with urllib.request.urlopen(url, timeout=20) as response:
        return response.status, response.read()


def first_24(url):
    return list(dict.fromkeys(PICTURES.findall(get(f"{url}/?sort=newest&per_page=24")[1])))


class Client(threading.Thread):
    """Searches without a pause; notes each answer that is none."""

    def __init__(self, urls, over):
        super().__init__(daemon=True)
        self.urls, self.over, self.answers, self.failures = urls, over, 0, []

    def run(self):
        number = 0
        while not self.over.is_set():
            number += 1
            url = self.urls[number % len(self.urls)]
            try:
                status, _body = get(f"{url}/?q={('horse', 'river', 'night')[number % 3]}")
            except (OSError, http.client.HTTPException) as error:
                self.failures.append((time.monotonic(), url, repr(error)))
            else:
                self.answers += status == 200
            self.over.wait(0.2)


class TestSeveralMachines:
    @pytest.mark.skipif(not NO_CLUSTER, reason="test_proof.py does more of the same")
    def test_nothing_is_lost_when_processes_and_connections_die(self, installation):
        first, victim = installation.serve()
        second, _survivor = installation.serve()
        over = threading.Event()
        # Half of them know the server that will be killed; nobody else may notice.
        clients = [Client([first] if n % 2 else [second], over) for n in range(CLIENTS)]
        for client in clients:
            client.start()
        workers = [installation.start("run_worker", "--heartbeat=0.5") for _ in range(2)]
        installation.manage("queue_jobs")
        until(lambda: installation.rows("SELECT count(*) FROM catalog_image")[0][0] > 0, limit=60)

        for process in (workers[0], victim):
            kill(process)
        killed = time.monotonic()
        with psycopg.connect(POSTGRES_URL, autocommit=True) as admin:  # as a restart would
            name = urlsplit(installation.database_url).path[1:]
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
        cut = time.monotonic()
        until(lambda: self.is_done(installation), limit=60)
        third, _process = installation.serve()
        over.set()
        for client in clients:
            client.join()

        untouched = [one for client in clients for one in client.failures if one[1] == second]
        assert [one for one in untouched if not killed - 1 < one[0] < cut + 5] == []
        assert len(untouched) <= CLIENTS  # those in flight when the connections were cut
        assert sum(client.answers for client in clients) > CLIENTS
        assert installation.rows(
            "SELECT provider, count(*), count(DISTINCT identifier) FROM catalog_image"
            " GROUP BY 1 ORDER BY 1"
        ) == [("harvard", 262, 262), ("jhu", 176, 176)]
        assert len(first_24(second)) == 24
        assert first_24(second) == first_24(third)

    def is_done(self, installation):
        try:
            statuses = installation.rows("SELECT status FROM django_tasks_database_dbtaskresult")
        except psycopg.OperationalError:
            return False
        return len(statuses) == 4 and {one for (one,) in statuses} == {"SUCCESSFUL"}

    def test_limits_are_counted_together(self, installation):
        urls = [installation.serve()[0] for _ in range(2)]
        statuses = []
        for number in range(32):
            try:
                statuses.append(get(f"{urls[number % 2]}/export.json?q=horse")[0])
            except urllib.error.HTTPError as error:
                statuses.append(error.code)

        # A window may end in between; then the other 30 begin.
        assert statuses.count(429) == 2 or statuses == [200] * 32

    def test_metrics_are_readable_on_each(self, installation):
        url, _process = installation.serve(workers=2)
        for _ in range(10):
            get(f"{url}/status/")

        text = get(f"{url}/metrics")[1].decode()

        found = re.search(r'lighttable_requests_total\{[^}]*view="web:status"\} ([0-9.]+)', text)
        assert found
        assert float(found[1]) == 10.0
