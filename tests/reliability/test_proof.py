"""The proof: everything dies once while a harvest fills the catalogue and visitors search it."""

import http.client
import itertools
import os
import re
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.paths import ROOT
from tests.reliability.cluster import NO_CLUSTER, own_cluster
from tests.reliability.many import FIRST
from tests.reliability.processes import Installation, kill
from tests.services import REDIS_URL, needs_redis
from tests.waiting import until

pytestmark = [
    pytest.mark.long,
    needs_redis,
    pytest.mark.skipif(bool(NO_CLUSTER), reason=NO_CLUSTER),
]

# `make proof` asks for 50,000, which takes minutes; these are for every run of the tests.
RECORDS = int(os.environ.get("LIGHTTABLE_PROOF_RECORDS", "10000"))
# The Hub's are the fewer: their twenty files each cost the most to read.
HARVARD, HUB = RECORDS * 4 // 5, RECORDS // 5
CLIENTS = 20
PAUSE = 1.0  # s between two searches of one client
DOWN = 1.0  # s that the database stays away between stop and start
LOOK = 0.2  # s between two looks at how far it is
LIMIT = 600.0  # s, on a machine that does other things as well
PICTURES = re.compile(rb'href="(/images/[a-z]+/[0-9]+/)"')
WORDS = ("", "q=horse", "q=night", "sort=newest", "source=jhu", "q=river&sort=oldest")
QUEUE = """
from gallery.harvest.tasks import harvest_provider
for name in ("harvard", "jhu"):
    harvest_provider.enqueue(name)
"""


class Client(threading.Thread):
    """Searches as somebody behind a balancer does, which asks another server where one is gone.

    `failures`: (when, which server, what) of requests that were sent and not answered well.
    Each has an address of its own, since limits count by address.
    """

    def __init__(self, urls, number, over):
        super().__init__(daemon=True)
        self.urls, self.over = urls, over
        self.address = (f"127.0.1.{number + 1}", 0)
        self.turns = itertools.cycle(urls[number % 2 :] + urls[: number % 2])
        self.answers, self.failures, self.slowest = 0, [], 0.0

    def run(self):
        for words in itertools.cycle(WORDS):
            began = time.monotonic()
            self.search(f"/?{words}")
            self.slowest = max(self.slowest, time.monotonic() - began)
            if self.over.wait(PAUSE):
                return

    def search(self, path):
        for url in itertools.islice(self.turns, 2 * len(self.urls)):
            place = urlsplit(url)
            connection = http.client.HTTPConnection(
                place.hostname, place.port, timeout=30, source_address=self.address
            )
            try:
                connection.connect()
            except ConnectionRefusedError:
                continue  # nobody listens there: the next one
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.failures.append((time.monotonic(), url, f"{path}: {error!r}"))
            else:
                if answer.status == 200 and body.rstrip().endswith(b"</html>"):
                    self.answers += 1
                else:
                    self.failures.append((time.monotonic(), url, f"{path}: {answer.status}"))
            finally:
                connection.close()
            return
        self.failures.append((time.monotonic(), "", "no server listens"))


def first_24(url, words):
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=30)
    connection.request("GET", f"/?{words}&per_page=24")
    found = list(dict.fromkeys(PICTURES.findall(connection.getresponse().read())))
    connection.close()
    return found


@pytest.fixture
def upstream():
    """The address of a process that offers the records."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.many", str(HARVARD), str(HUB)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    kill(process)


@pytest.fixture
def cluster():
    with own_cluster() as made:
        yield made


@pytest.fixture
def installation(cluster, upstream, tmp_path):
    with ExitStack() as stack:
        made = Installation(
            cluster.url, tmp_path,
            DJANGO_SETTINGS_MODULE="tests.reliability.shared",
            CACHE_URL=REDIS_URL,
            LIGHTTABLE_CACHE_DIR=str(tmp_path / "cache"),
            HARVARD_API_URL=f"{upstream}/harvard", HARVARD_API_KEY="0b1c2d3e-of-the-proof",
            JHU_API_URL=f"{upstream}/jhu", JHU_API_KEY="9f8e7d6c-of-the-proof",
        )  # fmt: skip
        stack.callback(made.close)
        made.migrate()
        yield made


class TestEverythingDiesOnce:
    def test_no_request_fails_but_those_in_flight_and_no_record_is_lost_or_doubled(
        self, installation, cluster, tmp_path
    ):
        with (tmp_path / "log").open("wb") as log:
            self.run(installation, cluster, log)

    def run(self, installation, cluster, log):
        began = time.monotonic()
        (first, victim), (second, _process) = (installation.serve(log=log) for _ in range(2))
        over = threading.Event()
        clients = [Client([first, second], number, over) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        workers = [
            installation.start("run_worker", "--heartbeat=0.5", "--interval=0.2", log=log)
            for _ in range(2)
        ]
        installation.python(QUEUE)

        until(lambda: kept(installation) > RECORDS // 10, limit=LIMIT, every=LOOK)
        kill(workers[0])
        until(lambda: kept(installation) > RECORDS // 4, limit=LIMIT, every=LOOK)
        kill(victim)
        killed = time.monotonic()
        again, _process = installation.serve(port=urlsplit(first).port, log=log)
        until(lambda: kept(installation) > RECORDS // 2, limit=LIMIT, every=LOOK)
        cluster.stop()
        threading.Event().wait(DOWN)
        cluster.start()
        back = time.monotonic()
        until(lambda: is_done(installation), limit=LIMIT, every=LOOK)
        done = time.monotonic()
        over.set()
        for client in clients:
            client.join()

        failures = [one for client in clients for one in client.failures]
        print(  # for `make proof`
            f"\n{RECORDS} records harvested under {CLIENTS} clients in {done - began:.0f} s; "
            f"{sum(client.answers for client in clients)} pages answered, {len(failures)} lost, "
            f"slowest {max(client.slowest for client in clients):.1f} s"
        )
        in_flight = [one for one in failures if one[1] == first and abs(one[0] - killed) < 1.0]
        assert [one for one in failures if one not in in_flight] == []
        assert len(in_flight) <= CLIENTS // 2
        assert back < done
        assert kept_by_provider(installation) == [
            ("harvard", HARVARD, HARVARD, FIRST, FIRST + HARVARD - 1),
            ("jhu", HUB, HUB, FIRST, FIRST + HUB - 1),
        ]
        for words in WORDS:
            assert len(first_24(second, words)) == 24
            assert first_24(second, words) == first_24(again, words)


def kept(installation):
    return installation.rows("SELECT count(*) FROM catalog_image")[0][0]


def kept_by_provider(installation):
    return installation.rows(
        "SELECT provider, count(*), count(DISTINCT identifier), min(identifier), max(identifier)"
        " FROM catalog_image GROUP BY 1 ORDER BY 1"
    )


def is_done(installation):
    try:
        found = installation.rows("SELECT status FROM django_tasks_database_dbtaskresult")
    except psycopg.OperationalError:
        return False
    return len(found) == 2 and {status for (status,) in found} == {"SUCCESSFUL"}
