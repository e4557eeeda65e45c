"""Records by the million that are like real ones: their words, techniques and palettes.

Titles and captions come from a folder of collected metadata where one is given, else from
a small vocabulary. Palettes have the frequencies of recorded ones.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gallery.color import synthetic
from gallery.color.grid import GRID_HEX
from gallery.color.labels import label
from gallery.color.rows import SHARE_UNIT, Rows
from gallery.records import DepictedObject, ImageRecord, Rights, Swatch
from gallery.technique import read_technique

FILES = (
    ("nypl_public_domain.jsonl.gz", "title", "collection"),
    ("british_library_plates.jsonl.gz", "title", "author"),
    ("coco_val2017.jsonl.gz", "captions", ""),
)
TECHNIQUES = (
    *("", "", "", "Nikon D70, Adobe Photoshop", "Nikon D850, Capture One", "Canon EOS 5D"),
    *("Canon EOS 5D Mark II, Adobe Photoshop", "Hasselblad H3D", "Phase One P45+, Capture One"),
    *("Scan: Kodak Ektachrome", "Sony A7R", "Nikon D7000", "Leica M9, Adobe Lightroom"),
)
SIDES = (420, 640, 900, 1200, 1500, 1800, 2550, 3000, 4200, 5388)
FORMATS = ("image/jpeg", "image/jpeg", "image/jpeg", "image/png", "image/tiff", "image/webp")
_SYLLABLES = (
    *("ar", "bel", "cor", "dan", "el", "fir", "gar", "hol", "in", "jas", "kel", "lor"),
    *("mar", "nor", "os", "pel", "qui", "ren", "sal", "tor", "um", "ver"),
)


def texts(folder: Path | None) -> list[tuple[str, str]]:
    """(title, second text) pairs, from metadata in `folder`/metadata, or invented."""
    found: list[tuple[str, str]] = []
    for name, first, second in FILES:
        path = folder / "metadata" / name if folder else Path(name)
        if folder and path.is_file():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                found += [_pair(json.loads(line), first, second) for line in lines]
    random.Random(1).shuffle(found)  # noqa: S311 - no secret
    return found or list(islice(_invented(), 100_000))


def _pair(it: dict[str, object], first: str, second: str) -> tuple[str, str]:
    title = it.get(first) or ""
    if isinstance(title, list):
        return str(title[0]), " ".join(map(str, title[1:3]))
    return str(title), str(it.get(second) or "")


def _invented() -> Iterator[tuple[str, str]]:
    chance = random.Random(1)  # noqa: S311 - no secret
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(20_000)]
    # Zipf, as in any language; summed up once, as `choices` would do at every call.
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    while True:
        drawn = chance.choices(words, cum_weights=weights, k=12)
        yield " ".join(drawn[:5]), " ".join(drawn[5:])


def frequencies(folder: Path | None) -> npt.NDArray[np.float64]:
    """How often each grid colour occurs: as recorded in `folder`/recorded/harvard, or typically."""
    recorded = folder / "recorded" / "harvard" if folder else None
    if recorded and recorded.is_dir():
        return synthetic.recorded_frequencies(recorded)
    return synthetic.typical_frequencies()


def palettes(count: int, folder: Path | None) -> Rows:
    """`count` palettes on the grid."""
    return synthetic.synthetic_rows(count, frequencies(folder))


def records(count: int, folder: Path | None) -> Iterator[ImageRecord]:
    """`count` records: four fifths Harvard's, one fifth the Hub's; the same each time."""
    chance = random.Random(3)  # noqa: S311 - no secret
    written, rows = texts(folder), palettes(count, folder)
    swatches = [_swatch(color) for color in GRID_HEX]
    starts = rows.starts.tolist()
    colors, shares = rows.colors.tolist(), rows.shares.tolist()
    for number in range(count):
        title, second = written[number % len(written)]
        if number >= len(written):  # beyond the first round the texts meet other ones
            second = f"{second} {written[chance.randrange(len(written))][0]}"
        entries = range(starts[number], starts[number + 1])
        palette = tuple(
            replace(swatches[colors[at]], share=shares[at] / SHARE_UNIT) for at in entries
        )
        yield _record(number + 1, title, second, palette, chance)


def _swatch(color: str) -> Swatch:
    known = label(color)
    return Swatch(color, 0.0, known.hue, known.css3_hex, known.spectrum)


def _record(
    number: int, title: str, second: str, palette: tuple[Swatch, ...], chance: random.Random
) -> ImageRecord:
    is_hub = number % 5 == 0
    date = dt.date(1850, 1, 1) + dt.timedelta(days=chance.randrange(62_000))
    thing = DepictedObject(number % 90_000, title, "", (second[:30],) if second else ())
    return ImageRecord(
        "jhu" if is_hub else "harvard",
        number,
        title="" if is_hub else title,
        caption=second,
        alt_text=title if is_hub or chance.random() < 0.3 else "",
        width=chance.choice(SIDES),
        height=chance.choice(SIDES),
        media_type=chance.choice(FORMATS),
        date=date if chance.random() < 0.8 else None,
        technique=read_technique(chance.choice(TECHNIQUES)),
        rights=Rights("", "Gift of a friend of the museum", 1, 0),
        iiif_base="" if is_hub else f"https://nrs.harvard.edu/urn-3:HUAM:{number}_dynmc",
        identifiers=(("renditionnumber", f"R{number}"),),
        objects=() if is_hub else (thing,),
        palette=palette,
        palette_source="provider",
    )
