"""A folder of pictures as the sandbox's collection: three to Harvard, two to the Hub."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PIL.Image

from gallery.color.pictures import PictureError
from gallery.decoding.workshop import DecodingError, workshop
from gallery.sandbox.records_harvard import Record, image_record, object_record, renditions_and_ids
from gallery.sandbox.records_hub import file_path, image_file, publish_date
from gallery.sandbox.records_survey import Progress

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")
MANIFEST = "manifest.json"
JOBS = "gallery.sandbox.folder_pictures"
MOST_BYTES = 256 * 2**20


@dataclass(frozen=True)
class FilePicture:
    """A picture file behind an identifier (the `Picture` protocol); upright sizes in px."""

    id: str
    file: str
    width: int
    height: int

    @property
    def version(self) -> str:
        """Changes when the file does."""
        try:
            found = Path(self.file).stat()
        except OSError:
            return "missing"
        told = f"{self.file}:{found.st_mtime_ns}:{found.st_size}"
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def render(self, width: int, height: int) -> PIL.Image.Image:
        """The whole picture at `width` × `height` px, RGB, upright; `PictureError` if broken."""
        _none, pixels = decoded("upright", Path(self.file), width=width, height=height)
        return PIL.Image.frombytes("RGB", (width, height), pixels)


def decoded(job: str, file: Path, **options: int) -> Any:
    """What `job` of `folder_pictures` makes of `file` in a worker; raises `PictureError`."""
    if file.stat().st_size > MOST_BYTES:
        raise PictureError(f"{file.name} has more than {MOST_BYTES // 2**20} MB")
    try:
        return workshop().call(f"{JOBS}:{job}", file.read_bytes(), **options)
    except DecodingError as error:
        # The worker knows no names: what it calls "The file" has one here.
        raise PictureError(f"{file.name}: {str(error).replace('The file', 'it', 1)}") from None


@dataclass(frozen=True)
class _Found:
    file: Path
    size: tuple[int, int]
    colors: list[dict[str, Any]]
    told: dict[str, Any]  # what the manifest says

    @property
    def title(self) -> str:
        words = self.file.stem.replace("_", " ").replace("-", " ").strip()
        return str(self.told.get("title") or words.capitalize())


def folder_hash(folder: Path, code: str) -> str:
    """Changes when a file of the folder, or the code named by `code`, does."""
    digest = hashlib.sha256(f"{code}:{folder}".encode())
    for file in [*_files(folder), folder / MANIFEST]:
        if file.exists():
            digest.update(f"{file.name}:{file.stat().st_size}:{file.stat().st_mtime_ns};".encode())
    return digest.hexdigest()[:12]


def _files(folder: Path) -> list[Path]:
    return sorted(
        file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file()
    )


def build_folder(folder: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Everything that `records.json` holds about a folder; broken files under ``skipped``."""
    told = _manifest(folder)
    files = _files(folder)
    found, skipped = [], []
    # Threads are enough: they wait for the worker processes that decode.
    with ThreadPoolExecutor(2) as pool:
        for done, (file, seen) in enumerate(zip(files, pool.map(_look_at, files), strict=True), 1):
            if isinstance(seen, str):
                skipped.append((file.name, seen))
            else:
                found.append(_Found(file, *seen, told.get(file.name, {})))
            if progress is not None:
                progress(done, len(files))
    content = _records(found)
    content["skipped"] = skipped
    return content


def _look_at(file: Path) -> tuple[tuple[int, int], list[dict[str, Any]]] | str:
    try:
        (width, height), colors = decoded("look", file)
    except (PictureError, OSError) as error:
        return str(error)
    return (width, height), colors


def _manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """What `manifest.json` says about each file by its name; nothing if it is unusable."""
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(entries, list):
        return {}
    return {
        str(entry["file"]): entry
        for entry in entries
        if isinstance(entry, dict) and "file" in entry
    }


def _records(found: list[_Found]) -> dict[str, Any]:
    harvard = [item for index, item in enumerate(found) if index % 5 in (0, 2, 4)]
    hub = [item for index, item in enumerate(found) if index % 5 in (1, 3)]
    identities = renditions_and_ids(len(harvard))
    images, objects, pictures = [], [], {}
    for index, (item, identity) in enumerate(zip(harvard, identities, strict=True)):
        image = image_record(index, identity, item.size, "", item.colors)
        # Nobody has described these pictures: an empty text would claim they show nothing.
        image.update(alttext=None, description=None, copyright=item.told.get("licence"))
        images.append(image)
        objects.append(_object(index, item, image))
        pictures[identity[2]] = _kept(item)
    files, hub_pictures = [], {}
    for index, item in enumerate(hub):
        date = publish_date(index, len(hub))
        path = file_path(index, item.title, date, "jpg")
        file = image_file(index, path, item.size, date, "", item.title)
        file.update(
            alt_text=None,
            caption=f"<p>{_escaped(_caption(item))}</p>\n",
            credit=item.told.get("author"),
        )
        files.append(file)
        hub_pictures[path] = _kept(item)
    return {
        "harvard_images": images,
        "harvard_objects": objects,
        "hub_files": files,
        "pictures": pictures,
        "hub_pictures": hub_pictures,
        "documents": {},
    }


def _kept(item: _Found) -> dict[str, Any]:
    return {"file": str(item.file.resolve()), "width": item.size[0], "height": item.size[1]}


def _object(index: int, item: _Found, image: Record) -> Record:
    kind = str(item.told.get("kind", ""))
    thing = object_record(
        index, item.title, "", "Photographs" if "photo" in kind else "Paintings", [image]
    )
    author, year = item.told.get("author"), item.told.get("year")
    people = []
    if author:
        people = [
            {
                **thing["people"][0],
                "name": author,
                "displayname": author,
                "culture": None,
                "displaydate": None,
            }
        ]
    thing.update(
        people=people, peoplecount=len(people), dated=str(year) if year else None, culture=None,
        century=None, datebegin=None, dateend=None, medium=None, creditline=item.told.get("source"),
        copyright=item.told.get("licence"),
    )  # fmt: skip
    return thing


def _caption(item: _Found) -> str:
    return ", ".join(_parts(item))


def _parts(item: _Found) -> Iterator[str]:
    yield item.title
    for name in ("author", "year"):
        if item.told.get(name):
            yield str(item.told[name])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
