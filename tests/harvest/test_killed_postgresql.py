"""A harvest and a reading of palettes killed on PostgreSQL; on SQLite see test_killed."""

import os
import subprocess
import sys

import PIL.Image
import pytest
from django.conf import settings
from django.db import connection

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.harvest.models import HarvestRun, Lease
from tests.catalog.records import hub
from tests.harvest.test_killed import PAGE, READ_PALETTES, everything
from tests.paths import ROOT
from tests.waiting import until

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="seen to on PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]
MANY = 40
BATCH = 32  # palettes kept at once


def start(*arguments):
    """A process of its own on this test's database."""
    it = connection.settings_dict
    env = os.environ | {
        "DATABASE_URL": f"postgres://{it['USER']}@{it['HOST']}:{it['PORT']}/{it['NAME']}",
        "LIGHTTABLE_CACHE_DIR": str(settings.LIGHTTABLE.cache_dir),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)], cwd=ROOT, env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def harvest(*options):
    return start("manage.py", "harvest_images", "harvard", "--skip-checks", *options)


def extracted():
    return Image.objects.filter(palette_source="extracted").having("colors").count()


def test_a_killed_harvest_goes_on_where_it_was():
    whole = everything()  # drawing the sandbox must not count as harvesting
    killed = harvest("--pause", "60")
    until(lambda: Image.objects.count() == PAGE, limit=60)
    killed.kill()
    killed.communicate()
    run = HarvestRun.objects.get()
    assert (run.new, run.cursor) == (PAGE, "image:1-:2")

    process = harvest()
    out, errors = process.communicate(timeout=60)

    assert (process.returncode, errors) == (0, "")
    assert f"{whole - PAGE} new, 0 changed, 0 unchanged" in out.splitlines()[-1]
    assert Image.objects.count() == whole
    assert not Lease.objects.exists()


def test_killed_whenever_it_writes_rows_and_position_agree():
    everything()
    killed = harvest()
    until(lambda: Image.objects.count() > 0, limit=60)
    killed.kill()
    killed.communicate()

    assert HarvestRun.objects.get().new == Image.objects.count()


def test_palettes_that_were_read_stay_and_the_next_run_reads_the_rest(tmp_path):
    ingest(hub(number) for number in range(1, MANY + 1))
    PIL.Image.new("RGB", (300, 200), "#c83232").save(tmp_path / "red.png")
    killed = start("-c", READ_PALETTES, tmp_path / "red.png")
    until(lambda: extracted() > 0, limit=60)
    killed.kill()
    killed.communicate()
    kept = extracted()
    assert kept in (BATCH, MANY)  # whole batches

    out, errors = start("-c", READ_PALETTES, tmp_path / "red.png").communicate(timeout=60)

    assert out.split() == [str(MANY - kept)], errors
    assert extracted() == MANY
