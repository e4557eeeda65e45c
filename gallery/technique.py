"""Reads the technique text of a Harvard image: how the picture was photographed.

Two kinds occur in what the museums publish. Digital pictures carry EXIF fields flattened
into one line, ``Make:Hasselblad;Model:Hasselblad H5D-50c MS;Orientation:1;Software:…;``.
Scanned ones name the film or the original in free words: ``Kodak Ektapan``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A value may hold ":" and "(…)", so a field ends only where the next "Name:" begins.
_FIELD = re.compile(r"(?:^|;)\s*([A-Za-z][A-Za-z ]{0,30}?)\s*:(?!//)")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Technique:
    """Technique text, read. ``raw`` is always what was given."""

    raw: str = ""
    make: str = ""
    model: str = ""
    software: str = ""
    film: str = ""
    orientation: int | None = None  # EXIF 1 to 8


def read_technique(text: str | None) -> Technique:
    """The equipment named in `text`; never raises.

    What stands before the first field, or all of it where there is no field, is ``film``:
    the film, or other free words. A field that comes twice counts once, the first time
    that it says something. An orientation outside EXIF's 1 to 8 is None.
    """
    raw = text or ""
    marks = list(_FIELD.finditer(raw))
    if not any(_is_known(mark) for mark in marks):
        return Technique(raw=raw, film=_tidy(raw))
    ends = [mark.start() for mark in marks[1:]] + [len(raw)]
    found: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=True):
        value = _tidy(raw[mark.end() : end])
        if value:
            found.setdefault(mark[1].lower(), value)
    return Technique(
        raw=raw,
        make=found.get("make", ""),
        model=found.get("model", ""),
        software=found.get("software", ""),
        film=found.get("film", "") or _tidy(raw[: marks[0].start()]),
        orientation=_orientation(found.get("orientation", "")),
    )


def _is_known(mark: re.Match[str]) -> bool:
    return mark[1].lower() in ("make", "model", "software", "orientation", "film")


def _tidy(value: str) -> str:
    return _SPACE.sub(" ", value).strip(" ;,")[:_LONGEST].rstrip()


def _orientation(value: str) -> int | None:
    return int(value) if re.fullmatch(r"[1-8]", value, re.ASCII) else None
