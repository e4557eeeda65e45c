"""What `audit_renditions` says: its line of progress, its list of findings, its CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from gallery.catalog.audits import FINDINGS, AuditedFile
from gallery.catalog.models import Image
from gallery.harvest.audit import AuditProgress
from gallery.web.exports.cells import cells

COLUMNS = (
    "provider", "identifier", "rendition", "family", "declared_width", "declared_height",
    "width", "height", "media_type", "bytes", "findings", "detail", "url",
)  # fmt: skip


def progress_line(it: AuditProgress) -> str:
    """How far a run is, in one line."""
    parts = [f"{it.done:,} of {it.total:,} pictures", f"{it.files:,} files read"]
    parts += [f"{it.counts[name]:,} {name}" for name in FINDINGS if it.counts[name]]
    for count, text in (
        (it.fresh, "looked at lately"),
        (it.unreached, "unreached"),
        (it.closed, "closed to servers"),
    ):
        if count:
            parts.append(f"{count:,} {text}")
    return " · ".join(parts)


def finding_lines(it: AuditProgress) -> Iterator[str]:
    """One line for each file of the latest picture that something is wrong with."""
    if it.image is None or it.audit is None:
        return
    for file in it.audit.files:
        if any(name != "capped" for name in file.findings):
            where = f"{it.image.provider}/{it.image.identifier} {file.family} {file.name}"
            yield f"{where}: {', '.join(file.findings)} ({file.detail})"


class AuditTable:
    """A CSV file of every file looked at, written as it goes."""

    def __init__(self, out: TextIO) -> None:
        self._writer = csv.writer(out)
        self._writer.writerow(COLUMNS)

    def add(self, it: AuditProgress) -> None:
        """The files of the latest picture."""
        if it.image is not None and it.audit is not None:
            self._writer.writerows(cells(_row(it.image, file)) for file in it.audit.files)


@contextmanager
def open_table(path: Path | None) -> Iterator[AuditTable | None]:
    """A table in the file at `path`, None where none is wanted. Raises OSError."""
    if path is None:
        yield None
        return
    with path.open("w", newline="", encoding="utf-8") as file:
        yield AuditTable(file)


def reported(it: AuditProgress, table: AuditTable | None) -> list[str]:
    """What to say of the latest picture, once its files stand in the table."""
    if table:
        table.add(it)
    return list(finding_lines(it))


def _row(image: Image, file: AuditedFile) -> list[Any]:
    return [
        image.provider, image.identifier, file.name, file.family, file.declared_width,
        file.declared_height, file.width or None, file.height or None, file.media_type,
        file.bytes, " ".join(file.findings), file.detail, file.url,
    ]  # fmt: skip
