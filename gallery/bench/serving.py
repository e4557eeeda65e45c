"""What a serving process weighs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from gallery.bench.catalogue import Filled
from gallery.bench.figures import Figure

MIB_AT_MOST = 400
QUERIES = 200

_PROCESS = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gallery.settings")
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
import gallery.urls
from gallery.bench.text import mixed
from gallery.search.answer import answer
for query in mixed(int(sys.argv[2])):
    answer(query)
for name in ("status", "smaps_rollup"):
    for line in open(f"/proc/self/{name}"):
        if line.startswith(("VmRSS", "VmHWM", "RssAnon", "Pss:")):
            print(line.split()[0].rstrip(":"), int(line.split()[1]) / 1024)
"""


def memory() -> Iterator[Figure]:
    """MiB of a fresh process after mixed searches.

    What counts is VmRSS: every page it holds, those of the mapped index included, which
    other processes share (Pss has only its part of them, RssAnon none).
    """
    if not Path("/proc/self/status").exists():
        return
    found = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _PROCESS, str(connection.settings_dict["NAME"]), str(QUERIES)],
        capture_output=True,
        text=True,
        check=True,
    )
    sizes = {name: float(size) for name, size in map(str.split, found.stdout.splitlines())}
    yield Figure(
        f"MiB of a serving process after {QUERIES} mixed searches (VmRSS)",
        0,
        "none",
        0,
        0,
        0,
        MIB_AT_MOST,
        sizes["VmRSS"],
        more={f"{name}_MiB": round(size, 1) for name, size in sizes.items()},
    )


def rebuild(filled: Filled) -> Iterator[Figure]:
    """How long the index took to build, where it was built now."""
    if filled.ingested:
        yield Figure(
            "rebuild of the index",
            filled.rebuild_seconds * 1000,
            "none",
            0,
            0,
            0,
            more={"seconds": round(filled.rebuild_seconds, 1)},
        )
