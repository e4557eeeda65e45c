"""One machine's files of a generation: written once, mapped by every process.

``<cache>/index/<database>/<generation>/``. They are a copy and may be deleted at any time:
a process that has them mapped keeps them, the next one writes them anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connections

from gallery.catalog.index_models import IndexArray, IndexGeneration


class Gone(Exception):  # noqa: N818 - not a failure
    """The generation was removed from the database while it was read."""


def database_folder(using: str) -> Path:
    """Where the generations of one database stand."""
    it = connections[using].settings_dict
    name = "\0".join(str(it.get(part, "")) for part in ("ENGINE", "HOST", "PORT", "NAME"))
    digest = hashlib.blake2b(name.encode(), digest_size=8).hexdigest()
    return Path(settings.LIGHTTABLE.cache_dir) / "index" / digest


def folder_of(generation: IndexGeneration, using: str) -> Path:
    """The folder with the files of `generation`, written now where it is not there.

    Where the cache folder cannot be written a temporary one is used. Raises `Gone`.
    """
    parent = database_folder(using)
    folder = parent / f"{generation.number}-{generation.token:x}"
    if folder.is_dir():
        return folder
    try:
        parent.mkdir(parents=True, exist_ok=True)
        begun = Path(tempfile.mkdtemp(prefix=".writing-", dir=parent))
    except OSError:
        parent = Path(tempfile.gettempdir())
        folder = Path(tempfile.mkdtemp(prefix="lighttable-index-"))
        begun = folder / "begun"
        folder = folder / "whole"
    try:
        _write(generation, begun, using)
        with suppress(OSError):  # another process was faster
            begun.rename(folder)
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    _remove_older(folder, generation)
    return folder


def _write(generation: IndexGeneration, folder: Path, using: str) -> None:
    pieces = (
        IndexArray.objects.using(using)
        .filter(generation_id=generation.pk)
        .order_by("name", "part")
        .values_list("name", "data")
    )
    count = 0
    for name, data in pieces.iterator(chunk_size=1):
        path = folder / f"{name}.npy"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # a renamed folder must never hold half a file
        count += 1
    still = IndexGeneration.objects.using(using).filter(pk=generation.pk, is_ready=True)
    if not count or not still.exists():
        raise Gone(generation.pk)


def _remove_older(folder: Path, generation: IndexGeneration) -> None:
    for path in folder.parent.glob("*-*"):
        number = path.name.partition("-")[0]
        if number.isdigit() and int(number) < generation.number:
            shutil.rmtree(path, ignore_errors=True)
