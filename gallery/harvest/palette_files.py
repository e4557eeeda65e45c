"""Palettes of picture files at hand, without catalogue and without upstreams."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gallery.color.pictures import PictureError
from gallery.color.words import color_word
from gallery.harvest.palettes import read_palette
from gallery.harvest.progress import Out

Described = list[dict[str, Any]]


def describe(path: Path) -> Described:
    """The palette of one file as Harvard writes palettes, and our word for each colour.

    Raises OSError or PictureError.
    """
    return [
        {
            "color": it.color,
            "percent": round(it.share, 6),
            "hue": it.hue,
            "css3": it.css3,
            "spectrum": it.spectrum,
            "word": color_word(it.color),
        }
        for it in read_palette(path.read_bytes())
    ]


def describe_all(paths: Iterable[Path]) -> tuple[dict[str, Described], dict[str, str]]:
    """Palettes by file name, and what was wrong with the files that could not be read.

    Files of one name in different folders are named by their whole paths, as given.
    """
    given = list(dict.fromkeys(paths))
    names = Counter(path.name for path in given)
    found, failures = {}, {}
    for path in given:
        name = path.name if names[path.name] == 1 else str(path)
        try:
            found[name] = describe(path)
        except OSError as error:
            failures[name] = error.strerror or str(error)
        except PictureError as error:
            failures[name] = str(error)
    return found, failures


def write_palettes(paths: Iterable[Path], out: Out, err: Out, *, as_json: bool) -> bool:
    """Write the palettes of `paths`, for people or as JSON; whether all could be read."""
    found, failures = describe_all(paths)
    if as_json:
        out.write(json.dumps(found, indent=1) + "\n")
    else:
        for name, palette in found.items():
            words = (f"{it['color']} {it['percent']:.0%} {it['word']}" for it in palette)
            out.write(f"{name}: {', '.join(words)}\n")
    for name, reason in failures.items():
        err.write(f"{name}: {reason}\n")
    return not failures
