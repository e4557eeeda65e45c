"""The sandbox's collection: records in the upstreams' shapes, and the pictures behind them."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

import PIL.Image

from gallery.color import extraction
from gallery.sandbox.folder import FilePicture, build_folder, folder_hash
from gallery.sandbox.records_build import build_drawn
from gallery.sandbox.records_documents import document_bytes
from gallery.sandbox.records_plan import DrawnPicture, code_hash, from_json
from gallery.sandbox.records_survey import Progress
from gallery.sandbox.validator_picture import VALIDATOR_ID, ValidatorPicture

# What decides the colours in the records; the rest of gallery.color may change freely.
COLOR_MODULES = ("css_names", "extraction", "grid", "labels", "pictures", "spaces", "words")
KEPT_COLLECTIONS = 8
_loading = threading.Lock()
_loaded: dict[object, Collection] = {}


class Picture(Protocol):
    """A picture that can be drawn at any size. ``version`` changes when its pixels do."""

    @property
    def id(self) -> str:
        """The identifier or path that addresses it."""

    @property
    def width(self) -> int:
        """Native width in px."""

    @property
    def height(self) -> int:
        """Native height in px."""

    @property
    def version(self) -> str:
        """Changes when the pixels do."""

    def render(self, width: int, height: int) -> PIL.Image.Image:
        """The whole picture at these pixels, RGB."""


class Collection:
    """Everything the sandbox shows, read-only.

    ``harvard_images``, ``harvard_objects``, ``hub_files``: records with the upstreams'
    field names and types; addresses begin with ``/sandbox/``. Hub files carry the private
    keys ``_publish_date`` (ISO 8601, UTC) and ``_score``. ``skipped``: (file, reason) of
    the pictures in a folder that could not be used. ``version`` changes when any of it
    does.
    """

    def __init__(self, kept: Mapping[str, Any], version: str = "") -> None:
        self.version = version
        self.harvard_images: tuple[dict[str, Any], ...] = tuple(kept["harvard_images"])
        self.harvard_objects: tuple[dict[str, Any], ...] = tuple(kept["harvard_objects"])
        self.hub_files: tuple[dict[str, Any], ...] = tuple(kept["hub_files"])
        self.skipped: tuple[tuple[str, str], ...] = tuple(
            (name, why) for name, why in kept["skipped"]
        )
        self._pictures: dict[str, Any] = kept["pictures"]
        self._hub_pictures: dict[str, Any] = kept["hub_pictures"]
        self._documents: dict[str, Any] = kept["documents"]

    @property
    def picture_ids(self) -> tuple[str, ...]:
        """The IIIF identifiers of all Harvard pictures, without the validators' one."""
        return tuple(self._pictures)

    def picture(self, picture_id: str) -> Picture | None:
        """The picture of a IIIF identifier (unescaped), None where there is none."""
        if picture_id == VALIDATOR_ID:
            return ValidatorPicture()
        return _picture(picture_id, self._pictures.get(picture_id))

    def hub_picture(self, path: str) -> Picture | None:
        """The source of a Hub file by its path, ``2023-10/NAME.jpg``, escaped or not."""
        plain = unquote(path)
        return _picture(plain, self._hub_pictures.get(plain))

    def document(self, path: str) -> bytes | None:
        """A Hub document by its path, ``2023-10/NAME.pdf``, escaped or not."""
        found = self._documents.get(unquote(path))
        return None if found is None else document_bytes(*found)


def _picture(picture_id: str, kept: dict[str, Any] | None) -> Picture | None:
    if kept is None:
        return None
    if "file" in kept:
        return FilePicture(picture_id, **kept)
    return DrawnPicture(picture_id, from_json(kept["sheet"]))


# Building and keeping -----------------------------------------------------------------
def build_collection(
    cache_dir: Path, pictures: Path | None = None, progress: Progress | None = None
) -> Collection:
    """The drawn collection, or one from a folder of pictures; kept below `cache_dir`."""
    version = (
        collection_version()
        if pictures is None
        else f"folder-{folder_hash(pictures, collection_version())}"
    )
    kept = cache_dir / "sandbox" / version / "records.json"
    try:
        return Collection(json.loads(kept.read_bytes()), version)
    except (FileNotFoundError, ValueError, KeyError):
        pass  # not built yet, or left half-written by a machine that stopped
    content = build_drawn(progress) if pictures is None else build_folder(pictures, progress)
    _write(kept, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    _forget_old(kept.parent.parent)
    return Collection(content, version)


def _forget_old(folder: Path) -> None:
    """Leave the newest collections; each change of code or of a folder makes another."""
    kept = sorted(folder.glob("*/records.json"), key=lambda file: file.stat().st_mtime)
    for file in kept[:-KEPT_COLLECTIONS]:
        file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # another process puts something there now
            file.parent.rmdir()


def build_from_folder(
    pictures: Path, cache_dir: Path, progress: Progress | None = None
) -> Collection:
    """The collection of a folder; what it could not use is in ``Collection.skipped``."""
    return build_collection(cache_dir, pictures, progress)


@lru_cache(maxsize=1)
def collection_version() -> str:
    """Hash of all code that decides pictures or records."""
    here = Path(__file__).parent
    color = Path(extraction.__file__).parent
    files = [*(here / "artworks").glob("*.py"), *(color / f"{name}.py" for name in COLOR_MODULES)]
    return code_hash([*files, *here.glob("records_*.py"), *here.glob("folder*.py")])


def _write(path: Path, text: str) -> None:
    """Whole or not at all: two processes may build at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)


# What this site shows -----------------------------------------------------------------
def load_collection(progress: Progress | None = None) -> Collection:
    """The collection of this site: kept in the cache folder, built when absent, once a process.

    Which one is the setting LIGHTTABLE_PICTURES: a folder, or the drawn works.
    """
    from django.conf import settings  # the one place here that knows Django

    config = settings.LIGHTTABLE
    with _loading:
        shown = (config.cache_dir, config.pictures)
        if shown not in _loaded:
            _loaded.clear()
            _loaded[shown] = build_collection(config.cache_dir, config.pictures, progress)
        return _loaded[shown]
