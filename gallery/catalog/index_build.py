"""Builds the search index: from what a process holds and what changed, or from every row."""

from __future__ import annotations

from gallery.catalog import change_log, index_snapshot, index_store
from gallery.catalog.facets_columns import pack_all
from gallery.catalog.index_models import IndexGeneration
from gallery.catalog.index_store import Build
from gallery.catalog.models import Image
from gallery.color.index import ColorIndex

DUE_FROM = 20_000  # changes
FIRST_FROM = 5_000  # rows; fewer are read at each start of a process, unnoticed
DUE_SHARE = 20  # … or a twentieth of the catalogue, whichever is more


def rebuild(using: str = "default", *, full: bool = True) -> IndexGeneration:
    """Build a generation and publish it.

    `full` reads every row; else the newest generation is taken, and what changed since.
    """
    return index_store.write(from_rows(using) if full else merged(using), using)


def is_due(using: str = "default") -> bool:
    """Whether enough changed since the newest generation to make searches slower."""
    snapshot = index_snapshot.current(using)
    every = len(snapshot.base.columns)
    return len(snapshot.delta.columns) > max(DUE_FROM, every // DUE_SHARE)


def keep_up(using: str = "default") -> IndexGeneration | None:
    """Build where it pays: for a catalogue that has grown large, or changed much since."""
    if not IndexGeneration.objects.using(using).filter(is_ready=True).exists():
        is_large = Image.objects.using(using).count() >= FIRST_FROM
        return rebuild(using) if is_large else None
    return rebuild(using, full=False) if is_due(using) else None


def from_rows(using: str) -> Build:
    """Everything read anew."""
    # Whatever is logged from here on is read again by whoever opens the generation.
    mark = change_log.end(using).mark
    packed = pack_all(using)
    colors = ColorIndex.build(packed.columns.ids, packed.palettes)
    return Build(packed.columns, colors, packed.profiles, packed.techniques, mark)


def merged(using: str) -> Build:
    """What this process holds, with the delta worked in."""
    it = index_snapshot.current(using)
    columns = index_snapshot.merged_columns(it)
    return Build(columns, it.colors.merged(), it.profiles, it.techniques, it.mark)
