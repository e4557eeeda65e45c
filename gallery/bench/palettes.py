"""Palettes of large JPEGs: the time beside the bare decode, memory, and faithfulness."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import PIL.Image

from gallery.bench.figures import Figure, compare
from gallery.color.extraction import DRAFT_FACTOR, WORKING_SIDE, extract_palette
from gallery.sandbox.collection import load_collection

WIDTH = 2550  # px, what Harvard's largest files have
PICTURES = 8
AT_MOST = 1.3
MIB_AT_MOST = 40
MEDIAN_AT_MOST, P95_AT_MOST = 0.005, 0.10

_MEMORY = """
import sys
from io import BytesIO
from gallery.color.extraction import extract_palette
def peak():  # not ru_maxrss: that begins with what the parent had
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
small, large = sys.stdin.buffer.read().split(b"||CUT||")
extract_palette(BytesIO(small))
before = peak()
extract_palette(BytesIO(large))
print(peak() - before)
"""


def jpegs() -> list[bytes]:
    """Pictures of the sandbox as large JPEG files."""
    collection = load_collection()
    found: list[bytes] = []
    for image in collection.harvard_images:
        picture = collection.picture(str(image.get("baseimageurl", "")).rpartition("/")[2])
        if picture is not None and len(found) < PICTURES:
            height = max(1, round(WIDTH * picture.height / picture.width))
            found.append(_jpeg(picture.render(WIDTH, height)))
    return found


def _jpeg(image: PIL.Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()


def bare_decode(file: bytes, size: tuple[int, int]) -> None:
    """What no reader can do without: the JPEG decoded at the draft scale that is used."""
    with PIL.Image.open(BytesIO(file)) as image:
        image.draft("RGB", size)
        image.load()


def figures(data: Path | None) -> Iterator[Figure]:
    """Time, memory and, where the museums' own answers are at hand, faithfulness."""
    files = jpegs()
    sizes = {id(file): _drafted(file) for file in files}
    yield compare(
        f"palette of a {WIDTH} px JPEG",
        lambda file: extract_palette(BytesIO(file)),
        ("bare decode at the same draft scale", lambda file: bare_decode(file, sizes[id(file)])),
        files,
        limit=AT_MOST,
        is_of_any_size=True,
    )
    mib = _memory(files)
    yield Figure(
        "memory of a palette",
        0,
        "none",
        0,
        0,
        0,
        MIB_AT_MOST,
        mib,
        is_of_any_size=True,
        more={"MiB": round(mib, 1)},
    )
    if data and (data / "oracle" / "palettes_pictures.json").is_file():
        yield from faithfulness(data)


def _drafted(file: bytes) -> tuple[int, int]:
    """The size that the extraction asks the decoder for."""
    with PIL.Image.open(BytesIO(file)) as image:
        scale = min(WORKING_SIDE / image.width, WORKING_SIDE / image.height)
        wide, high = (max(1, math.floor(side * scale)) for side in image.size)
    return wide * DRAFT_FACTOR, high * DRAFT_FACTOR


def _memory(files: list[bytes]) -> float:
    """MiB by which one extraction raises a fresh process's peak."""
    small = _jpeg(PIL.Image.new("RGB", (64, 64)))
    found = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _MEMORY],
        input=small + b"||CUT||" + max(files, key=len),
        capture_output=True,
        check=True,
    )
    return int(found.stdout) / 1024


def faithfulness(data: Path) -> Iterator[Figure]:
    """How near our palettes come to those of the museums' own service."""
    oracle = json.loads((data / "oracle" / "palettes_pictures.json").read_text())
    distances, same = [], 0
    for name, rows in oracle.items():
        theirs = {row["color"]: row["percent"] for row in rows}
        entries = extract_palette(data / "pictures" / name)
        ours = {entry.color: entry.share for entry in entries}
        same += next(iter(theirs)) == entries[0].color
        every = theirs.keys() | ours.keys()
        distances.append(sum(abs(theirs.get(it, 0) - ours.get(it, 0)) for it in every) / 2)
    middle, tail = float(np.median(distances)), float(np.percentile(distances, 95))
    for name, value, limit in (("median", middle, MEDIAN_AT_MOST), ("p95", tail, P95_AT_MOST)):
        yield Figure(
            f"total variation to the museums' own palettes, {name}",
            0,
            f"the museums' service, {len(oracle)} pictures",
            0,
            0,
            0,
            limit,
            value,
            is_of_any_size=True,
            more={"first_colour_the_same": same, "pictures": len(oracle)},
        )
