"""Cells of a CSV file that a spreadsheet opens as text, never as a formula."""

from __future__ import annotations

from collections.abc import Iterable

# OWASP, "CSV Injection": what a spreadsheet may read as the start of a formula or a
# command; the full-width forms are read as their plain ones in East Asian locales.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def cell(value: object) -> str:
    """`value` as a cell; text that a spreadsheet might run is preceded by an apostrophe.

    Numbers stay numbers, also negative ones; None is an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = str(value).replace("\0", "")
    # Leading spaces are skipped by some programs before they look for a formula.
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS) else text


def cells(values: Iterable[object]) -> list[str]:
    """A row of cells."""
    return [cell(value) for value in values]
