"""A catalogue of many records for the visitors: the benchmarks' one, made once and copied."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

from tests.paths import ROOT

FILL = """
import django
django.setup()
from gallery.bench import catalogue
print("kept in", catalogue.use_own_database({count}), flush=True)
catalogue.fill({count}, None, lambda said: print(said, flush=True))
"""
PLACE = """
import django
django.setup()
from gallery.bench import catalogue
print(catalogue.use_own_database({count}))
"""


def _run(code: str, count: int, **options: object) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "gallery.settings", "DATABASE_URL": ""}
    command = [sys.executable, "-c", code.format(count=count)]
    return subprocess.run(command, cwd=ROOT, env=environ, check=True, text=True, **options)  # type: ignore[call-overload, no-any-return]


def _is_full(kept: Path, count: int) -> bool:
    if not kept.is_file():
        return False
    with closing(sqlite3.connect(kept)) as database, suppress(sqlite3.OperationalError):
        return database.execute("SELECT COUNT(*) FROM catalog_image").fetchone() == (count,)
    return False


def filled(count: int, folder: Path) -> str:
    """The URL of a database in `folder` that holds `count` records, seen just now.

    It is a copy of the one that `manage.py bench --records` keeps in the cache folder, which
    is made where it is not there.
    """
    print(f"A catalogue of {count:,} records …", flush=True)
    kept = Path(_run(PLACE, count, capture_output=True).stdout.strip())
    if not _is_full(kept, count):
        _run(FILL, count)
    copy = folder / "catalogue.sqlite3"
    with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        # Seen long ago, each picture that is opened would be asked for at its provider.
        target.execute("UPDATE catalog_image SET refreshed_at = datetime('now')")
        target.commit()
    return f"sqlite:///{copy}"
