"""The database goes away under a running server: for a moment, and for longer."""

import threading
import time
import urllib.error
import urllib.request

import pytest

from tests.reliability.cluster import NO_CLUSTER, own_cluster
from tests.reliability.processes import Installation
from tests.waiting import until

pytestmark = [pytest.mark.long, pytest.mark.skipif(bool(NO_CLUSTER), reason=NO_CLUSTER)]


@pytest.fixture(scope="module")
def cluster():
    with own_cluster() as made:
        yield made


@pytest.fixture(scope="module")
def installation(cluster, tmp_path_factory):
    made = Installation(cluster.url, tmp_path_factory.mktemp("outage"))
    made.migrate()
    yield made
    made.close()


@pytest.fixture(scope="module")
def site(installation):
    return installation.serve()[0]


def ask(url, data=None):
    """Status, headers, body, and seconds of an answer."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(url, data=data, timeout=30) as answer:
            found = answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        found = error.code, error.headers, error.read().decode()
    return *found, time.monotonic() - began


class TestTheDatabase:
    def test_that_comes_back_costs_no_page(self, site, cluster):
        assert ask(f"{site}/gaps/")[0] == 200
        cluster.stop()
        coming_back = threading.Timer(1.0, cluster.start)
        coming_back.start()

        status, _headers, _body, took = ask(f"{site}/gaps/")

        coming_back.join()
        assert status == 200
        assert took > 0.8

    def test_that_stays_away_is_said_and_nobody_waits_long(self, site, cluster):
        cluster.stop()
        try:
            first, second = ask(f"{site}/gaps/"), ask(f"{site}/gaps/")
            ready, alive = ask(f"{site}/readyz"), ask(f"{site}/healthz")
        finally:
            cluster.start()

        for status, headers, body, _took in (first, second):
            assert status == 503
            assert headers["Retry-After"] == "5"
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert "The catalogue cannot be reached" in body
        assert 4.5 < first[3] < 8.0  # what is left of the patience
        assert second[3] < 2.0  # is used up
        assert (ready[0], alive[0]) == (503, 200)
        assert ask(f"{site}/gaps/")[0] == 200


HOLDING = """
import time
from gallery.harvest.lease import hold
with hold("a work of the tests"):
    time.sleep(1.5)
"""


class TestLeases:
    def test_are_given_back_to_a_database_that_was_away(self, installation, cluster):
        """Else the job, queued again, would find that a process that lives is at it, and end."""
        leases = "SELECT work FROM harvest_lease"
        holder = threading.Thread(target=installation.python, args=(HOLDING,))
        holder.start()
        until(lambda: installation.rows(leases), limit=60, every=0.05)
        cluster.stop()
        coming_back = threading.Timer(2.5, cluster.start)  # a second after the work is done
        coming_back.start()

        holder.join()
        coming_back.join()

        assert installation.rows(leases) == []
