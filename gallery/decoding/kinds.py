"""What a file is by its first bytes, whatever its name says; for telling people."""

from __future__ import annotations

# Offset, bytes, name. Longer marks stand before shorter ones that they begin with.
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"GIF8", "GIF"),
    (8, b"WEBP", "WebP"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"%!PS", "EPS"),
    (0, b"\xc5\xd0\xd3\xc6", "EPS"),
    (0, b"%PDF", "PDF"),
    (0, b"8BPS", "Photoshop"),
    (4, b"ftypavi", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftyp", "video"),
    (4, b"jP  ", "JPEG 2000"),
    (0, b"\xff\x4f\xff\x51", "JPEG 2000"),
    (0, b"BM", "BMP"),
    (0, b"\x00\x00\x01\x00", "icon"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ", "program"),
)
_TEXTS = ((b"<svg", "SVG"), (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<?xml", "XML"))
LOOKED_AT = 512
# What a file may be that only begins as a picture; Pillow would run a PostScript interpreter.
_HIDDEN = (
    (b"%!ps", "EPS"), (b"%pdf-", "PDF"), (b"<svg", "SVG"), (b"<script", "HTML"),
    (b"<html", "HTML"), (b"<!doctype html", "HTML"), (b"<?php", "PHP"), (b"pk\x03\x04", "ZIP"),
)  # fmt: skip


def kind_of(start: bytes) -> str:
    """The name of what `start`, a file's first bytes, begins; "" where it is unknown."""
    for offset, mark, name in _MARKS:
        if start[offset : offset + len(mark)] == mark:
            return name
    text = start[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((name for mark, name in _TEXTS if mark in text), "")


def disguise(start: bytes) -> tuple[str, str] | None:
    """What `start`, a file's first bytes, pretends to be and what it holds; None where neither.

    For files that no decoder could read: whole pictures may well hold such words.
    """
    name = kind_of(start)
    if not name:
        return None
    rest = start[3:LOOKED_AT].lower()
    hidden = next((kind for mark, kind in _HIDDEN if mark in rest), "")
    return (name, hidden) if hidden and hidden != name else None
