"""How fast records come in where there are many already, against a bare ``executemany``.

Into a copy of the measured catalogue, so that this one stays as it is. SQLite only.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from django.db import connection, transaction

from gallery.bench.figures import REPEATS, Figure
from gallery.bench.material import records
from gallery.catalog import index_snapshot
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import ImageRecord

RATE_AT_LEAST = 5_000
STEP = 2_000  # records a round
ROUNDS = REPEATS + 1
BEYOND = 10**9  # identifiers that the catalogue does not have
NAME = "ingest, full text and colours up to date"
BASELINE = "bare executemany of the same rows into a table without index"


@contextmanager
def a_copy() -> Iterator[None]:
    """Inside, the catalogue is a copy of itself, removed afterwards."""
    path = Path(str(connection.settings_dict["NAME"]))
    copy = path.with_name(f"{path.stem}-ingest{path.suffix}")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    _remove(copy)  # a killed run's, whose log would be taken for this one's
    shutil.copyfile(path, copy)
    _change_to(copy)
    try:
        yield
    finally:
        _change_to(path)
        _remove(copy)


def _remove(database: Path) -> None:
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def _change_to(path: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    index_snapshot.forget()


def figures(data: Path | None) -> Iterator[Figure]:
    """Records a second, in rounds that take turns with the baseline; the first is not counted."""
    if connection.vendor != "sqlite":
        return
    there = Image.objects.count()
    source = (replace(it, identifier=it.identifier + BEYOND) for it in records(STEP * ROUNDS, data))
    ours, bare = [], []
    with a_copy():
        index_snapshot.current()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare AS SELECT * FROM catalog_image WHERE 0")
        for _ in range(ROUNDS):
            some = list(islice(source, STEP))
            ours.append(_timed(some))
            bare.append(_timed_bare(len(some)))
    subject, baseline = median(ours[1:]), median(bare[1:])
    yield Figure(
        f"{NAME}, {STEP:,} records",
        subject * 1000,
        BASELINE,
        baseline * 1000,
        subject * 1000,
        max(ours[1:]) * 1000,
        RATE_AT_LEAST,
        STEP / subject,
        is_floor=True,
        more={"records_a_second": round(STEP / subject), "of": there},
    )


def _timed(some: list[ImageRecord]) -> float:
    """Seconds until a search would find all of it, by words and by colours."""
    began = time.perf_counter()
    ingest(some)
    index_snapshot.current()
    return time.perf_counter() - began


def _timed_bare(count: int) -> float:
    """Seconds for writing the newest `count` rows once more, ready as they stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM catalog_image ORDER BY id DESC LIMIT %s", [count])
        rows = cursor.fetchall()
        marks = ", ".join(["%s"] * len(rows[0]))
        began = time.perf_counter()
        with transaction.atomic():
            cursor.executemany(f"INSERT INTO bare VALUES ({marks})", rows)  # noqa: S608
        return time.perf_counter() - began
