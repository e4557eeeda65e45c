"""Audits of delivered files, between rows and plain values.

An audit says how the files of a picture really are. `audit_of` and `audits_of` are for
pages; only `harvest.audit` keeps new ones.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from gallery.catalog.audit_models import ALARMS, FINDINGS, RenditionAudit
from gallery.catalog.models import Image
from gallery.records import Rendition

__all__ = [
    "ALARMS",
    "FINDINGS",
    "Audit",
    "AuditedFile",
    "audit_of",
    "audits_of",
    "bits",
    "digest",
    "keep_audit",
]


@dataclass(frozen=True, slots=True)
class AuditedFile:
    """One file: as declared (px, None where not), and as it is (zeros where unread).

    ``bytes`` is None where the host does not say. ``findings`` are names of FINDINGS;
    ``detail`` says in words what was measured. A file that could not be reached has no
    finding, only a detail.
    """

    name: str
    family: str
    url: str
    declared_width: int | None = None
    declared_height: int | None = None
    width: int = 0
    height: int = 0
    media_type: str = ""
    bytes: int | None = None
    findings: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """All files of one picture at one time."""

    audited_at: dt.datetime
    files: tuple[AuditedFile, ...]
    is_complete: bool = True

    @property
    def findings(self) -> tuple[str, ...]:
        """What any file has, in the order of FINDINGS."""
        found = {name for file in self.files for name in file.findings}
        return tuple(name for name in FINDINGS if name in found)

    def of_url(self, url: str) -> AuditedFile | None:
        """The file of one address, None where it was not looked at."""
        return next((file for file in self.files if file.url == url), None)


def bits(findings: Iterable[str]) -> int:
    """The bits of some FINDINGS."""
    return sum({FINDINGS[name] for name in findings})


def audit_of(image: Image) -> Audit | None:
    """The latest audit of a picture, None where there is none."""
    row = getattr(image, "audit", None)
    return _audit(row) if row else None


def audits_of(keys: Iterable[int]) -> dict[int, Audit]:
    """The latest audits by the keys of their pictures, in one SQL query."""
    rows = RenditionAudit.objects.filter(image_id__in=list(keys))
    return {row.image_id: _audit(row) for row in rows}


def _audit(row: RenditionAudit) -> Audit:
    return Audit(row.audited_at, tuple(_file(*it) for it in row.files), row.is_complete)


def _file(*values: Any) -> AuditedFile:
    *declared_and_measured, findings, detail = values
    found: tuple[Any, ...] = (*declared_and_measured, tuple(findings), detail)
    return AuditedFile(*found)


def digest(renditions: Iterable[Rendition]) -> str:
    """16 hex digits that change when what is declared of these files does."""
    said = json.dumps([astuple(it) for it in renditions])
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def keep_audit(
    key: int, declared: str, files: Sequence[AuditedFile], moment: dt.datetime, *, is_complete: bool
) -> Audit:
    """Store what was found of one picture, in place of what was found before."""
    audit = Audit(moment, tuple(files), is_complete)
    RenditionAudit.objects.update_or_create(
        image_id=key,
        defaults={
            "audited_at": moment,
            "declared": declared,
            "is_complete": is_complete,
            "problems": bits(audit.findings),
            "files": [astuple(file) for file in files],
        },
    )
    return audit
