"""What is wrong with a picture, in words short enough for a mark."""

from __future__ import annotations

from dataclasses import dataclass

from gallery.catalog.audits import Audit
from gallery.catalog.marks import SMALL_BELOW
from gallery.records import ImageRecord
from gallery.responsive.srcset import parse_srcset

NAMES = {
    "alt": "No alternative text",
    "caption": "No caption",
    "colors": "No palette",
    "small": "Too small",
    "unsized": "Size not stated",
    "undated": "No date",
    "restricted": "Restricted",
    "broken": "Broken file",
    "wrong-type": "Wrong file type",
    "wrong-crop": "Wrong crop",
    "mislabelled": "Width not as declared",
    "upscaled": "Enlarged beyond the original",
    "too-heavy": "Too heavy",
    "capped": "Narrower than declared",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is wrong; ``detail`` says how much. ``is_file``: seen in the files."""

    name: str
    text: str
    detail: str = ""
    is_file: bool = False


def marks(record: ImageRecord, audit: Audit | None) -> tuple[Mark, ...]:
    """Everything that is wrong with a picture; nothing is expected of a document."""
    if record.kind != "image":
        return ()
    return (*_record_marks(record), *_file_marks(audit))


def _record_marks(record: ImageRecord) -> list[Mark]:
    longest = max(record.width, record.height)
    level = record.rights.permission_level
    limit = "shown at 256 px at most" if level == 1 else "not shown"
    above = above_native(record)
    found = [
        (not record.alt_text, "alt", ""),
        (not record.caption, "caption", ""),
        (not record.palette, "colors", ""),
        (not (record.width and record.height), "unsized", ""),
        (0 < longest < SMALL_BELOW, "small", f"{longest:,} px"),
        (record.rights.longest_side is not None, "restricted", limit),
    ]
    named = [Mark(name, NAMES[name], detail) for is_so, name, detail in found if is_so]
    if above:
        text = f"declares up to {above:,} px, the original has {record.width:,}"
        named.append(Mark("above-native", "Above native width", text))
    return named


def _file_marks(audit: Audit | None) -> list[Mark]:
    if audit is None:
        return []
    found = []
    for name in audit.findings:
        files = [file.name for file in audit.files if name in file.findings]
        count = f"{len(files)} files" if len(files) > 1 else files[0]
        if name != "capped":  # said by "above native width" already
            found.append(Mark(name, NAMES[name], count, is_file=True))
    return found


def above_native(record: ImageRecord) -> int:
    """The largest width that a whole file is declared with beyond the original's; else 0."""
    if not record.width:
        return 0
    widths = [it.width or 0 for it in record.renditions if it.family == "scaled"]
    for family, text in record.srcsets:
        if family == "scaled":
            widths += parse_srcset(text).widths
    widest = max(widths, default=0)
    return widest if widest > record.width else 0
