"""The Hub's documents: small valid PDFs and CSV tables, made from a title."""

from __future__ import annotations

import csv
import io

import numpy as np

PDF_TYPE, CSV_TYPE = "application/pdf", "text/csv"
TITLES = (
    ("Campus Map of Outdoor Sculpture", PDF_TYPE),
    ("Program of the Spring Concert Series", PDF_TYPE),
    ("Color Vision Study: Table of Responses", CSV_TYPE),
    ("Guide to the Print Collection", PDF_TYPE),
    ("Annual Report of the Arts Council", PDF_TYPE),
    ("Light Levels in the Reading Room", CSV_TYPE),
    ("Checklist of the Student Exhibition", PDF_TYPE),
    ("Notes on Paper Conservation", PDF_TYPE),
    ("Visitors per Day in the Gallery", CSV_TYPE),
    ("How to Describe a Picture in Words", PDF_TYPE),
    ("Poster of the Photography Contest", PDF_TYPE),
    ("Pigments and Their Names", PDF_TYPE),
    ("Schedule of Studio Courses", PDF_TYPE),
    ("Tree Survey of the Upper Quad", CSV_TYPE),
)
LINES = (
    "This document belongs to the sandbox of Lighttable.",
    "It stands for the PDFs and tables that the Hub offers among its pictures.",
)


def document_bytes(title: str, media_type: str) -> bytes:
    """The file of that title."""
    return _table(title) if media_type == CSV_TYPE else _pdf(title)


def _table(title: str) -> bytes:
    choose = np.random.default_rng(list(title.encode()))
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["day", "place", "count", "mean"])
    places = ("north", "south", "east", "west")
    for day in range(1, 29):
        count, place, mean = choose.integers(12, 480), choose.integers(4), choose.uniform(2, 40)
        rows.writerow([f"2024-02-{day:02d}", places[place], count, f"{mean:.2f}"])
    return text.getvalue().encode()


def _pdf(title: str) -> bytes:
    """One page of plain text: PDF 1.4, the standard font Helvetica, no compression."""
    safe = title.encode("latin-1", "replace").decode("latin-1")
    for sign in "\\()":
        safe = safe.replace(sign, "\\" + sign)
    shown = [f"BT /F1 22 Tf 64 740 Td ({safe}) Tj ET"]
    shown += [
        f"BT /F1 12 Tf 64 {700 - 18 * row} Td ({line}) Tj ET" for row, line in enumerate(LINES)
    ]
    stream = "\n".join(shown).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(body)
