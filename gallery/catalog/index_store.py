"""Generations of the search index in the database: written, published, read, forgotten.

A generation is written in small pieces that nobody reads, then made ready in one short
transaction. Killed in the middle, it is never ready, and the next build removes it. Of two
builds at once each is whole; the one with the higher number counts.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.db import transaction
from django.utils import timezone

from gallery.catalog import change_log, index_files
from gallery.catalog.facets_columns import PROFILE, TECHNIQUE, Columns
from gallery.catalog.facets_tables import Table
from gallery.catalog.index_models import IndexArray, IndexGeneration
from gallery.color import blobs
from gallery.color.index import ColorIndex

PIECE = 8 * 2**20  # bytes
ABANDONED_AFTER = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Build:
    """What a generation is made of; `mark` as in `IndexGeneration`."""

    columns: Columns
    colors: ColorIndex
    profiles: Table
    techniques: Table
    mark: int


def write(build: Build, using: str) -> IndexGeneration:
    """Keep a build as a new generation and publish it; readers change over by themselves."""
    generation = IndexGeneration.objects.using(using).create(
        token=secrets.randbits(62) + 1, started_at=timezone.now(), mark=build.mark
    )
    for name, data in _named(build):
        starts = range(0, len(data), PIECE)
        IndexArray.objects.using(using).bulk_create(
            [
                IndexArray(
                    generation=generation, name=name, part=part, data=data[start : start + PIECE]
                )
                for part, start in enumerate(starts)
            ],
            batch_size=1,
        )
    publish(generation, len(build.columns), using)
    return generation


def _named(build: Build) -> Iterator[tuple[str, bytes]]:
    columns = build.columns.compact()
    for name in Columns.__dataclass_fields__:
        yield f"columns/{name}", blobs.to_bytes(getattr(columns, name))
    for name, data in build.colors.to_blobs().items():
        yield f"colors/{name}", data
    for name, table in (("profiles", build.profiles), ("techniques", build.techniques)):
        text = json.dumps(table.combinations, separators=(",", ":"))
        yield f"tables/{name}", blobs.to_bytes(np.frombuffer(text.encode(), dtype=np.uint8))


def publish(generation: IndexGeneration, pictures: int, using: str) -> None:
    """Make `generation` count, and remove what no reader needs any more."""
    generations = IndexGeneration.objects.using(using)
    with transaction.atomic(using=using):
        generation.is_ready, generation.pictures = True, pictures
        generation.built_at = timezone.now()
        generation.save(using=using)
    newest = generations.filter(is_ready=True).order_by("-number").first()
    if newest is None or newest.pk != generation.pk:
        return
    change_log.trim(generation.mark, using)
    abandoned = timezone.now() - ABANDONED_AFTER
    old = generations.filter(number__lt=generation.number)
    (old.filter(is_ready=True) | old.filter(started_at__lt=abandoned)).delete()


def newest(using: str = "default") -> IndexGeneration | None:
    """The generation that counts."""
    return IndexGeneration.objects.using(using).filter(is_ready=True).order_by("-number").first()


def open_newest(using: str) -> tuple[int, Build] | None:
    """Token and contents of the newest generation, mapped from this machine's files.

    None where none is built.
    """
    while generation := newest(using):
        try:
            folder = index_files.folder_of(generation, using)
            return generation.token, _opened(generation, folder)
        except index_files.Gone:
            continue  # a newer one was published meanwhile
    return None


def _opened(generation: IndexGeneration, folder: Path) -> Build:
    columns = Columns(
        *(blobs.mapped(folder / "columns" / f"{it}.npy") for it in Columns.__dataclass_fields__)
    )
    return Build(
        columns,
        ColorIndex.open(folder / "colors"),
        _table(folder / "tables" / "profiles.npy", PROFILE),
        _table(folder / "tables" / "techniques.npy", TECHNIQUE),
        generation.mark,
    )


def _table(path: Path, names: tuple[str, ...]) -> Table:
    combinations = json.loads(blobs.mapped(path).tobytes() or b"[]")
    return Table(names, map(tuple, combinations))
