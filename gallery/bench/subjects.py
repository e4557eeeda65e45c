"""Every subject of `manage.py bench`, and what it measures at a number of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from gallery.bench import catalogue, colors, fanout, ingest, palettes, rendering, serving, text
from gallery.bench.figures import Figure

SUBJECTS = ("colors", "text", "page", "fanout", "palettes", "ingest")
PROMISED_AT = 1_000_000  # records
FEWEST = 1_000  # records; fewer say nothing
ON_A_CATALOGUE = ("text", "page", "fanout", "ingest")


def figures(
    subject: str, records: int, data: Path | None, say: Callable[[str], None]
) -> Iterator[Figure]:
    """The figures of one of SUBJECTS, or of ``all``, as they are found.

    Promises made for PROMISED_AT records are not held against fewer. `say` is told of
    progress. Raises ``catalogue.NotOurs`` where the database was not made by the bench.
    """
    wanted = SUBJECTS if subject == "all" else (subject,)
    for it in _measured(wanted, records, data, say):
        yield it if records >= PROMISED_AT or it.is_of_any_size else replace(it, limit=None)


def _measured(
    wanted: tuple[str, ...], records: int, data: Path | None, say: Callable[[str], None]
) -> Iterator[Figure]:
    if "colors" in wanted:
        yield from colors.figures(records, data)
    if "palettes" in wanted:
        yield from palettes.figures(data)
    if not set(wanted) & set(ON_A_CATALOGUE):
        return
    catalogue.use_own_database(records)
    yield from serving.rebuild(catalogue.fill(records, data, say))
    if "text" in wanted:
        yield from text.figures()
        yield from ingest.figures(data)
    if "page" in wanted:
        yield from text.together()
        yield from rendering.figures()
        yield from serving.memory()
    if "fanout" in wanted:
        yield from fanout.figures()
    if "ingest" in wanted:
        yield from ingest.figures(data)
