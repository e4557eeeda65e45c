"""What a delivered file ought to be, and what is wrong where it is not. Pure.

responsive.md: every ``w`` is true to the file; never beyond the native width; a crop is a
crop of its ratio. A finding names what was measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gallery.catalog.audits import AuditedFile
from gallery.delivery import CROP_RATIO, CROPPED
from gallery.harvest.measure import Measured
from gallery.records import ImageRecord, Rendition

# Whole pictures are rounded to whole px on each side by whoever scales them.
ROUNDING = 1
# A photograph as JPEG of the best quality anyone sees takes half a byte a px, a small
# file of a busy one twice that. What is heavier has the wrong format or no compression.
HEAVY_BYTES_PER_PX = 1.25
HEAVY_FROM = 200_000  # bytes; below that nobody waits
HEAVIEST = 5_000_000
END_BYTES = 4096

_SAME_TYPES = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png"}
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream")


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one file: its header, its media type as served, its last bytes."""

    measured: Measured
    served_as: str = ""
    end: bytes | None = None


def judge(record: ImageRecord, rendition: Rendition, seen: Seen) -> AuditedFile:
    """The file of `rendition` with everything that is wrong with it."""
    found = list(_findings(record, rendition, seen))
    measured = seen.measured
    return replace(
        unread(rendition, "; ".join(text for _name, text in found)),
        width=measured.width,
        height=measured.height,
        media_type=measured.media_type,
        bytes=measured.bytes,
        findings=tuple(dict.fromkeys(name for name, _text in found)),
    )


def broken(rendition: Rendition, detail: str) -> AuditedFile:
    """A file that is none."""
    return replace(unread(rendition, detail), findings=("broken",))


def unread(rendition: Rendition, detail: str) -> AuditedFile:
    """A file that nothing is known of but what is declared."""
    return AuditedFile(
        rendition.name,
        rendition.family,
        rendition.url,
        rendition.width,
        rendition.height,
        detail=detail,
    )


def _findings(record: ImageRecord, rendition: Rendition, seen: Seen) -> Iterator[tuple[str, str]]:
    measured = seen.measured
    if is_cut_short(measured, seen.end):
        yield "broken", "it ends before the picture does"
    served = seen.served_as.partition(";")[0].strip().lower()
    served = _SAME_TYPES.get(served, served)
    if served not in _UNTOLD and served != measured.media_type:
        yield "wrong-type", f"served as {served}, it is {measured.media_type}"
    yield from _size_findings(record, rendition, measured)
    if is_too_heavy(measured):
        per_px = (measured.bytes or 0) / (measured.width * measured.height)
        yield "too-heavy", f"{(measured.bytes or 0) / 1000:,.0f} kB, {per_px:.1f} bytes a pixel"


def _size_findings(
    record: ImageRecord, rendition: Rendition, measured: Measured
) -> Iterator[tuple[str, str]]:
    width, height = measured.width, measured.height
    size = f"{width} × {height} px"
    is_crop = rendition.family == CROPPED
    has_ratio = _has_ratio(record, measured, is_crop=is_crop)
    if not has_ratio:
        wanted = "3:2" if is_crop else f"{record.width}:{record.height}"
        yield "wrong-crop", f"{size} is not {wanted}"
    native = frame_width(record, is_crop=is_crop)
    declared = rendition.width
    if declared and width != declared:
        if not is_crop and width == record.width < declared:
            yield "capped", f"declared {declared} px wide, the original has only {width}"
        else:
            yield "mislabelled", f"declared {declared} px wide, it is {width}"
    elif has_ratio and rendition.height and abs(height - rendition.height) > ROUNDING:
        yield "mislabelled", f"declared {rendition.height} px high, it is {height}"
    if native and width > native + ROUNDING:
        yield "upscaled", f"{width} px wide, the original has {native} for it"


def frame_width(record: ImageRecord, *, is_crop: bool) -> int:
    """Width in px that the original has for the whole picture or its 3:2 crop; 0: unknown."""
    if not (record.width and record.height):
        return 0
    if not is_crop:
        return record.width
    return min(record.width, round(record.height * CROP_RATIO))


def _has_ratio(record: ImageRecord, measured: Measured, *, is_crop: bool) -> bool:
    """Whether either side is what the other makes it, within the rounding of both."""
    across, down = (CROP_RATIO, 1.0) if is_crop else (record.width, record.height)
    if not (across and down):
        return True
    by_width, by_height = measured.width * down / across, measured.height * across / down
    return (
        abs(by_width - measured.height) <= ROUNDING or abs(by_height - measured.width) <= ROUNDING
    )


def is_too_heavy(measured: Measured) -> bool:
    """Whether the file takes far more bytes than its pixels are worth."""
    size = measured.bytes or 0
    per_px = size / max(1, measured.width * measured.height)
    return size > HEAVIEST or (size > HEAVY_FROM and per_px > HEAVY_BYTES_PER_PX)


def is_cut_short(measured: Measured, end: bytes | None) -> bool:
    """Whether the file's `end` (its last END_BYTES) lacks what its kind ends with.

    JPEG: the marker EOI, which cannot occur in coded data (T.81, B.1.1.5). PNG: the chunk
    IEND. GIF: the trailer 3B. What does not tell is not cut short.
    """
    if end is None:
        return False
    if measured.format == "JPEG":
        return b"\xff\xd9" not in end
    if measured.format == "PNG":
        return b"IEND" not in end
    if measured.format == "GIF":
        return not end.rstrip(b"\0").endswith(b";")
    return False
