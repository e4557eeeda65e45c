"""Everything about catalogue, search and harvest once more, on PostgreSQL."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from tests.paths import ROOT

URL = os.environ.get("LIGHTTABLE_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test")


def why_not():
    """Why there is no PostgreSQL to test with, "" where there is one."""
    try:
        psycopg.connect(URL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return f"no PostgreSQL at {URL}: {str(error).splitlines()[0]}"
    return ""


@pytest.mark.long
class TestPostgreSQL:
    @pytest.mark.skipif(connection.vendor == "postgresql", reason="this run is on PostgreSQL")
    def test_the_same_tests_pass_there(self):
        # Django makes the database "test_" + name: a name of this run's own lets two run at once.
        own = urlsplit(URL)._replace(path=f"/lighttable_{os.getpid()}").geturl()
        if reason := why_not():
            pytest.skip(reason)

        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "--create-db",
                "-p",
                "no:cacheprovider",
                "tests/catalog",
                "tests/search",
                "tests/harvest",
                "--ignore",
                "tests/catalog/test_postgresql.py",
                "--ignore",  # it is about pictures, and takes as long as all the others
                "tests/search/test_named_colors.py",
                "--deselect",  # as is this one; the file's other tests keep and read audits
                "tests/harvest/test_audit.py::TestSeededFaults",
                "-p",  # what asks no database was proved by the other run
                "tests.catalog.database_only",
            ],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": own},
            capture_output=True,
            text=True,
            timeout=900,
        )

        assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
        assert " passed" in run.stdout
