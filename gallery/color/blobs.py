"""A colour index as named arrays, and arrays as bytes in numpy's own ``.npy`` format.

The format carries type and shape and is documented (numpy.lib.format); pickled objects are
never read.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from gallery.color.postings import Postings
from gallery.color.rows import Rows
from gallery.color.segment import Segment

if TYPE_CHECKING:
    from gallery.color.index import ColorIndex

Array = npt.NDArray[Any]


def to_bytes(array: Array) -> bytes:
    """One array as a ``.npy`` file's bytes."""
    file = io.BytesIO()
    np.save(file, np.ascontiguousarray(array), allow_pickle=False)
    return file.getvalue()


def from_bytes(blob: bytes | memoryview) -> Array:
    """The array of ``to_bytes``, a read-only view of the same bytes."""
    file = io.BytesIO(blob[:1024])  # the header of a plain array is 128 bytes
    version = np.lib.format.read_magic(file)
    if version != (1, 0):
        raise ValueError(f"an index array is stored in .npy version {version}, not (1, 0)")
    shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    count = int(np.prod(shape))
    return np.frombuffer(blob, dtype=dtype, count=count, offset=file.tell()).reshape(shape)


def mapped(path: Path) -> Array:
    """The array of a ``.npy`` file, mapped read-only; an empty one is simply read."""
    try:
        array: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    except ValueError:  # nothing to map: mmap refuses length 0
        array = np.load(path, allow_pickle=False)
    return array.view(np.ndarray)


def arrays_of(index: ColorIndex) -> dict[str, Array]:
    """Every array of an index, as ``segment.part.field``."""
    arrays: dict[str, Array] = {"removed": index.removed}
    named = {f"base{number}": part for number, part in enumerate(index.segments)}
    for name, segment in {**named, "added": index.added}.items():
        arrays[f"{name}.ids"] = segment.ids
        for kind, part in (("rows", segment.rows), ("postings", segment.postings)):
            if part is not None:
                for field in fields(part):
                    arrays[f"{name}.{kind}.{field.name}"] = getattr(part, field.name)
    return arrays


def index_of(arrays: Mapping[str, Array]) -> ColorIndex:
    """The index of ``arrays_of``. Raises ``ValueError`` when an array is missing."""
    from gallery.color.index import ColorIndex  # the two know each other

    names = sorted({name.split(".")[0] for name in arrays if name.startswith("base")})
    try:
        segments = tuple(_segment_of(arrays, name) for name in names)
        return ColorIndex(segments, _segment_of(arrays, "added"), arrays["removed"])
    except KeyError as missing:
        raise ValueError(f"the stored colour index lacks its array {missing}") from None


def _segment_of(arrays: Mapping[str, Array], name: str) -> Segment:
    rows = Rows(*(arrays[f"{name}.rows.{field.name}"] for field in fields(Rows)))
    has_postings = f"{name}.postings.starts" in arrays
    postings = (
        Postings(*(arrays[f"{name}.postings.{field.name}"] for field in fields(Postings)))
        if has_postings
        else None
    )
    return Segment(arrays[f"{name}.ids"], rows, postings)
