"""What a serving process weighs, and how fast records come in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db import connection

from gallery.bench.catalogue import Filled
from gallery.bench.figures import Figure

MIB_AT_MOST = 400
RATE_AT_LEAST = 5_000

_PROCESS = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gallery.settings")
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
import gallery.urls
from gallery.bench.text import questions, together
from gallery.search.answer import answer
for query in questions():
    answer(query)
for line in open("/proc/self/status"):
    if line.startswith(("VmRSS", "VmHWM", "RssAnon")):
        print(line.split()[0].rstrip(":"), int(line.split()[1]) / 1024)
"""


def memory() -> Iterator[Figure]:
    """MiB of a fresh process after a round of searches: all pages, and its own alone."""
    if not Path("/proc/self/status").exists():
        return
    found = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _PROCESS, str(connection.settings_dict["NAME"])],
        capture_output=True,
        text=True,
        check=True,
    )
    sizes = {name: float(size) for name, size in map(str.split, found.stdout.splitlines())}
    yield Figure(
        "memory of a serving process",
        0,
        "none",
        0,
        0,
        0,
        MIB_AT_MOST,
        sizes["VmRSS"],
        more={f"{name}_MiB": round(size, 1) for name, size in islice(sizes.items(), 3)},
    )


def ingest_rate(filled: Filled) -> Iterator[Figure]:
    """Records a second while the catalogue was filled, full text and change log included."""
    if filled.ingested:
        yield Figure(
            "ingest",
            filled.seconds * 1000 / filled.ingested,
            "none",
            0,
            0,
            0,
            RATE_AT_LEAST,
            filled.rate,
            is_floor=True,
            more={"records": filled.ingested, "records_a_second": round(filled.rate)},
        )
        yield Figure(
            "rebuild of the index",
            filled.rebuild_seconds * 1000,
            "none",
            0,
            0,
            0,
            more={"seconds": round(filled.rebuild_seconds, 1)},
        )
