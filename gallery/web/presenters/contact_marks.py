"""What is wrong with a picture, in words short enough for a mark."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

from gallery.catalog.audits import Audit
from gallery.catalog.marks import SMALL_BELOW
from gallery.records import ImageRecord
from gallery.responsive.srcset import parse_srcset
from gallery.web.presenters import figures

NAMES = {
    "alt": noop("No alternative text"),
    "caption": noop("No caption"),
    "colors": noop("No palette"),
    "small": noop("Too small"),
    "unsized": noop("Size not stated"),
    "undated": noop("No date"),
    "restricted": noop("Restricted"),
    "broken": noop("Broken file"),
    "wrong-type": noop("Wrong file type"),
    "wrong-crop": noop("Wrong crop"),
    "mislabelled": noop("Width not as declared"),
    "upscaled": noop("Enlarged beyond the original"),
    "too-heavy": noop("Too heavy"),
    "capped": noop("Narrower than declared"),
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
    limit = _("shown at 256 px at most") if level == 1 else _("not shown")
    above = above_native(record)
    found = [
        (not record.alt_text, "alt", ""),
        (not record.caption, "caption", ""),
        (not record.palette, "colors", ""),
        (not (record.width and record.height), "unsized", ""),
        (0 < longest < SMALL_BELOW, "small", f"{figures.count(longest)} px"),
        (record.rights.longest_side is not None, "restricted", limit),
    ]
    named = [Mark(name, _(NAMES[name]), detail) for is_so, name, detail in found if is_so]
    if above:
        said = _("declares up to {declared} px, the original has {width}")
        text = said.format(declared=figures.count(above), width=figures.count(record.width))
        named.append(Mark("above-native", _("Above native width"), text))
    return named


def _file_marks(audit: Audit | None) -> list[Mark]:
    if audit is None:
        return []
    found = []
    for name in audit.findings:
        files = [file.name for file in audit.files if name in file.findings]
        said = ngettext("{count} file", "{count} files", len(files))
        count = said.format(count=len(files)) if len(files) > 1 else files[0]
        if name != "capped":  # said by "above native width" already
            found.append(Mark(name, _(NAMES[name]), count, is_file=True))
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
