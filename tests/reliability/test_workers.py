"""Jobs in real worker processes, one of which is killed."""

import json
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.reliability.processes import Installation, own_postgres
from tests.services import NO_POSTGRES, needs_postgres
from tests.waiting import until

pytestmark = pytest.mark.long

JOBS = "SELECT task_path, status, worker_ids, return_value FROM django_tasks_database_dbtaskresult ORDER BY enqueued_at"
QUEUE = """
from gallery.harvest.tasks import harvest_provider
harvest_provider.enqueue("jhu", pause={pause})
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """The name of a database on the server with tables, to be copied; "" where there is none."""
    with ExitStack() as stack:
        name = ""
        if not NO_POSTGRES:
            url = stack.enter_context(own_postgres())
            Installation(url, tmp_path_factory.mktemp("migrated")).migrate()
            name = urlsplit(url).path[1:]
        yield name


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_postgres)])
def installation(request, tmp_path, migrated):
    with ExitStack() as stack:
        if request.param == "sqlite":
            made = Installation(f"sqlite:///{tmp_path}/catalogue.sqlite3", tmp_path)
            made.migrate()
        else:
            made = Installation(stack.enter_context(own_postgres(migrated)), tmp_path)
        stack.callback(made.close)
        yield made


def jobs(installation):
    """Name, status, how many workers took it, and what it returned."""

    def plain(value):
        return json.loads(value) if isinstance(value, str) else value

    return [
        (path.split(".")[-1], status, len(plain(workers)), plain(value))
        for path, status, workers, value in installation.rows(JOBS)
    ]


def count(installation, what="count(*)", table="catalog_image"):
    return installation.rows(f"SELECT {what} FROM {table}")[0][0]


def workers_alive(installation):
    return installation.rows("SELECT work FROM harvest_lease WHERE work LIKE 'worker %'")


class TestWorkers:
    def test_do_what_is_queued_once_each(self, installation):
        installation.manage("queue_jobs")

        workers = [installation.start("run_worker", "--batch") for _ in range(2)]
        for worker in workers:
            assert worker.wait(timeout=120) == 0

        assert [job[:3] for job in jobs(installation)] == [
            ("harvest_provider", "SUCCESSFUL", 1),
            ("harvest_provider", "SUCCESSFUL", 1),
            ("read_palettes", "SUCCESSFUL", 1),
            ("purge_expired", "SUCCESSFUL", 1),
        ]
        assert count(installation) > 400
        assert workers_alive(installation) == []

    def test_one_that_is_killed_loses_its_job_to_another(self, installation):
        installation.python(QUEUE.format(pause=4.0))
        victim = installation.start("run_worker")
        until(lambda: count(installation) > 0, limit=60)

        victim.kill()
        victim.wait()
        halfway, kept = jobs(installation), count(installation)
        rescuer = installation.start("run_worker", "--batch", "--heartbeat=0.5")

        assert rescuer.wait(timeout=120) == 0
        found = jobs(installation)
        assert halfway[0][:3] == ("harvest_provider", "RUNNING", 1)
        assert kept < 176
        assert found[0][:3] == ("harvest_provider", "SUCCESSFUL", 2)
        assert count(installation) == 176
        assert count(installation, "count(DISTINCT identifier)") == 176
        assert found[0][3]["seen"] == 176 - kept  # what was kept was not read again

    def test_a_job_that_kills_them_all_is_given_up(self, installation):
        installation.python(
            QUEUE.format(pause=0.0)
            + "from django_tasks_db.models import DBTaskResult\n"
            + "DBTaskResult.objects.update(status='RUNNING', worker_ids=['a', 'b', 'c'])"
        )

        installation.start("run_worker", "--batch").wait(timeout=60)

        assert jobs(installation) == [("harvest_provider", "FAILED", 3, None)]

    def test_a_terminated_one_finishes_its_job(self, installation):
        installation.python(QUEUE.format(pause=1.0))
        worker = installation.start("run_worker")
        until(lambda: jobs(installation)[0][1] == "RUNNING", limit=60)

        worker.terminate()

        assert worker.wait(timeout=60) == 0
        assert jobs(installation)[0][:3] == ("harvest_provider", "SUCCESSFUL", 1)
        assert workers_alive(installation) == []
