"""Harvests as processes of their own, killed and stopped: nothing is lost, nothing twice."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import PIL.Image
import pytest
from django.conf import settings
from django.db import connection

from tests.paths import ROOT
from tests.sandbox.held import held
from tests.waiting import until

PAGE = 100
# Reads palettes as the command does, but every picture from one file: drawing them takes long.
READ_PALETTES = """
import sys, django
django.setup()
from gallery.harvest.palettes import extract_palettes
*_, last = extract_palettes(lambda url: open(sys.argv[1], "rb").read(), workers=1)
print(last.done)
"""

# Its processes keep an SQLite file of their own, whatever this run is on.
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="seen to on SQLite"),
]


class Catalogue:
    """An SQLite catalogue beside the tests' own, and commands that work on it."""

    def __init__(self, path):
        self.path = path
        self.env = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{path}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "LIGHTTABLE_CACHE_DIR": str(settings.LIGHTTABLE.cache_dir),
        }

    def start(self, *arguments):
        return self._start("manage.py", *arguments)

    def start_program(self, text, *arguments):
        return self._start("-c", text, *map(str, arguments))

    def _start(self, *arguments):
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=self.env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *arguments):
        process = self.start(*arguments)
        out, errors = process.communicate(timeout=60)
        return process.returncode, out.splitlines(), errors

    def ask(self, sql):
        with closing(sqlite3.connect(self.path, timeout=20)) as connection:
            return connection.execute(sql).fetchall()

    def count(self):
        return self.ask("SELECT count(*) FROM catalog_image")[0][0]

    def position(self):
        """Rows that the run says it kept, and where it goes on."""
        return self.ask("SELECT new, cursor FROM harvest_harvestrun")[0]


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    held()  # drawing it must not count as harvesting
    catalogue = Catalogue(tmp_path_factory.mktemp("killed") / "empty.sqlite3")
    status, _out, errors = catalogue.run("migrate", "-v0", "--skip-checks")
    assert status == 0, errors
    catalogue.ask("PRAGMA wal_checkpoint(TRUNCATE)")
    return catalogue.path.read_bytes()


@pytest.fixture
def catalogue(migrated, tmp_path):
    path = tmp_path / "catalogue.sqlite3"
    path.write_bytes(migrated)
    return Catalogue(path)


@pytest.fixture
def harvesting(catalogue):
    """A harvest that has kept its first page and rests."""
    process = catalogue.start("harvest_images", "harvard", "--pause", "60", "--skip-checks")
    until(lambda: catalogue.count() == PAGE, limit=60)
    yield process
    process.kill()
    process.communicate()


def everything():
    return sum(1 for it in held().harvard_images if it["accesslevel"] == 1)


class TestKilled:
    def test_the_next_one_goes_on_where_it_was(self, catalogue, harvesting):
        status, _out, errors = catalogue.run("harvest_images", "harvard", "--skip-checks")
        assert status == 1
        assert f"process {harvesting.pid} on " in errors
        assert catalogue.count() == PAGE

        harvesting.kill()
        harvesting.wait()
        assert catalogue.position() == (PAGE, "image:1-:2")
        status, out, errors = catalogue.run("harvest_images", "harvard", "--skip-checks")

        assert (status, errors) == (0, "")
        assert f"{everything()} of {everything()}" in out[-1]
        assert f"{everything() - PAGE} new, 0 changed, 0 unchanged" in out[-1]
        assert catalogue.count() == everything()
        assert catalogue.ask("SELECT count(*) FROM harvest_lease") == [(0,)]

    def test_whenever_it_is_killed_rows_and_position_agree(self, catalogue):
        process = catalogue.start("harvest_images", "harvard", "--skip-checks")
        until(lambda: catalogue.count() > 0, limit=60)
        process.kill()  # while it asks for the next page, or writes it
        process.communicate()

        assert catalogue.position()[0] == catalogue.count()
        # FTS5 §6.4: compares the index with the rows, and fails where they differ.
        catalogue.ask(
            "INSERT INTO catalog_image_text(catalog_image_text, rank) VALUES ('integrity-check', 1)"
        )
        assert catalogue.ask("PRAGMA integrity_check") == [("ok",)]


class TestPalettesKilled:
    def test_what_was_read_stays_and_the_next_run_reads_the_rest(self, catalogue, tmp_path):
        status, _out, errors = catalogue.run(
            "harvest_images", "jhu", "--limit", "50", "--skip-checks"
        )
        assert (status, errors) == (0, "")
        pictures = catalogue.ask("SELECT count(*) FROM catalog_image WHERE kind = 'image'")[0][0]
        PIL.Image.new("RGB", (300, 200), "#c83232").save(tmp_path / "red.png")
        process = catalogue.start_program(READ_PALETTES, tmp_path / "red.png")
        until(lambda: extracted(catalogue) > 0, limit=60)
        process.kill()  # while it reads the next ones, or keeps them
        process.communicate()
        kept = extracted(catalogue)
        assert kept in (32, pictures)  # whole batches

        process = catalogue.start_program(READ_PALETTES, tmp_path / "red.png")
        out, _errors = process.communicate(timeout=60)

        assert out.split() == [str(pictures - kept)]
        assert extracted(catalogue) == pictures
        assert catalogue.ask("PRAGMA integrity_check") == [("ok",)]


def extracted(catalogue):
    rows = catalogue.ask(
        "SELECT count(*) FROM catalog_image WHERE palette_source = 'extracted' "
        "AND palette <> '[]' AND parts & 4"
    )
    return rows[0][0]


class TestStopped:
    def test_it_ends_at_once_and_gives_its_lease_back(self, catalogue, harvesting):
        harvesting.send_signal(signal.SIGTERM)
        _out, errors = harvesting.communicate(timeout=20)

        assert harvesting.returncode == 130
        assert errors.strip() == "Stopped. The next run goes on from here."
        assert catalogue.position() == (PAGE, "image:1-:2")
        assert catalogue.ask("SELECT count(*) FROM harvest_lease") == [(0,)]
