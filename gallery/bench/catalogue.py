"""A catalogue of N records for measuring, in a database of its own, kept for the next run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from gallery.bench.material import records
from gallery.catalog import index_build, index_snapshot, index_store
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image

STEP = 20_000


class NotOurs(Exception):  # noqa: N818 - said to a person
    """The database holds pictures that are not the benchmark's."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How a catalogue came to be: `ingested` records in `seconds`, 0 when it was there."""

    ingested: int
    seconds: float
    rebuild_seconds: float

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.ingested / self.seconds if self.seconds else 0.0


def use_own_database(count: int) -> Path | None:
    """Change over to a SQLite file for `count` records; None where PostgreSQL is configured.

    There the configured database is used: it has to be empty, or an earlier run's.
    """
    if connection.vendor != "sqlite":
        return None
    folder = Path(settings.LIGHTTABLE.cache_dir) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{count}.sqlite3"
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    index_snapshot.forget()
    return path


def fill(count: int, data: Path | None, say: Callable[[str], object]) -> Filled:
    """Bring the catalogue to exactly `count` records, with its index built.

    Stopped in the middle, it goes on there. Raises `NotOurs`.
    """
    call_command("migrate", verbosity=0)
    there = Image.objects.count()
    if there and (there > count or Image.objects.order_by("-identifier")[0].identifier != there):
        raise NotOurs(f"{connection.settings_dict['NAME']} holds another catalogue.")
    source = islice(records(count, data), there, None)
    spent, done = 0.0, 0
    while batch := list(islice(source, STEP)):
        began = time.perf_counter()
        ingest(batch)
        spent += time.perf_counter() - began
        done += len(batch)
        say(f"{there + done:,} of {count:,} records, {done / spent:,.0f} a second")
    began = time.perf_counter()
    if done or index_store.newest() is None:
        index_build.rebuild()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return Filled(done, spent, time.perf_counter() - began)
