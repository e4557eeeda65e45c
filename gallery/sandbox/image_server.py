"""The sandbox's picture delivery without HTTP: addresses in, files and errors out.

`ImageServer` answers IIIF image requests, info.json and the Hub's styles over a
collection. What it returns says how to make the bytes; they are made, or read from the
store, only when somebody asks for them, so that a 304 costs nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from gallery.color.pictures import PictureError
from gallery.iiif.image_request import ImageRequest, ImageRequestError, image_url
from gallery.sandbox.hub_styles import BY_PATH_NAME, crop_box, style_size
from gallery.sandbox.image_encode import MEDIA_TYPES, RECIPE, TooLargeError, encode
from gallery.sandbox.image_store import DerivativeStore, Stored
from gallery.sandbox.image_transform import Plan, draw
from gallery.sandbox.info_json import PROFILES
from gallery.sandbox.mezzanine import MezzanineCache

if TYPE_CHECKING:
    from gallery.sandbox.collection import Picture

# Enlarging stops here (a picture's own size is always served): Image API 3.0 §4.2,
# "server-imposed limits". Not declared in info.json, where it would make ^max enlarge.
MAX_SIDE = 8192
MAX_AREA = 16_000_000
# Image API 3.0 §4.2 against 2.1: only the newer service enlarges. Harvard's does not.
ENLARGES = {2: False, 3: True}
PARAMETERS = 4  # {region}/{size}/{rotation}/{quality}.{format}


class Pictures(Protocol):
    """What the server needs of a collection."""

    def picture(self, picture_id: str) -> Picture | None:
        """Return the picture of a IIIF identifier."""

    def hub_picture(self, path: str) -> Picture | None:
        """Return the source of a Hub file, by its path such as ``2023-10/name.jpg``."""

    def document(self, path: str) -> bytes | None:
        """Return a Hub document, by its path."""


class ImageError(Exception):
    """A request that gets no picture: an HTTP `status` and a sentence that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class Derivative:
    """A file that can be had. ``etag`` is quoted; ``links`` are (URL, relation) pairs."""

    media_type: str
    etag: str
    load: Callable[[], Stored]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """What a IIIF path asks for: ``parameters`` is None for info.json or the base.

    ``is_base``: the bare identifier, which redirects to info.json (3.0 §2.1).
    """

    picture: Picture
    identifier: str
    parameters: str | None = None
    is_base: bool = False


class ImageServer:
    """Picture delivery over `pictures`, with `store` for files and memory for drawings."""

    def __init__(
        self, pictures: Pictures, store: DerivativeStore, mezzanines: MezzanineCache
    ) -> None:
        self.pictures = pictures
        self.store = store
        self.mezzanines = mezzanines

    def find(self, path: str) -> Address:
        """Read the decoded part of a path behind ``/iiif/2/`` or ``/iiif/3/``.

        The identifier ends at the first slash; none of the sandbox's has one of its own.
        Percent signs have been undone once by the web server and stay so: ``%252D`` names
        another picture than ``%2D``. Raises ImageError 404 for an unknown identifier, 400
        for a wrong number of parts behind it.
        """
        identifier, _, rest = path.partition("/")
        picture = self.pictures.picture(identifier)
        if picture is None:
            raise ImageError(404, "There is no picture with this identifier.")
        if rest in ("", "info.json"):
            return Address(picture, identifier, is_base=not rest)
        parts = rest.split("/")
        if len(parts) != PARAMETERS:
            form = "{region}/{size}/{rotation}/{quality}.{format}, or info.json"
            raise ImageError(400, f"After the identifier an image request has {form}.")
        # The parser undoes percent signs itself, and must not undo them twice.
        return Address(picture, identifier, "/".join(quote(part, safe="") for part in parts))

    def image(self, version: int, address: Address, base: str) -> Derivative:
        """Answer an image request; `base` is the service's own URL, for the links.

        Raises ImageError 400 for what the standard calls a bad request, 501 for what is
        valid and not offered.
        """
        picture = address.picture
        whole = (picture.width, picture.height)
        try:
            request = ImageRequest.parse(address.parameters or "", version)
            found = request.resolve(version, *whole, upscaling=ENLARGES[version])
            canonical = request.canonical(
                version, *whole, upscaling=ENLARGES[version], default_quality="color"
            )
        except ImageRequestError as error:
            raise ImageError(error.status, f"{error}.") from error
        if request.format not in MEDIA_TYPES:
            offered = ", ".join(MEDIA_TYPES)
            raise ImageError(501, f"Format {request.format} is not offered here, only {offered}.")
        size = (found.width, found.height)
        self._check_limits(size, whole)
        box = (found.box.x, found.box.y, found.box.width, found.box.height)
        plan = Plan(box, size, found.mirror, float(found.degrees), canonical.quality)
        links = ((image_url(base, canonical), "canonical"), (PROFILES[version], "profile"))
        return self._derivative(picture, plan, request.format, links)

    def _check_limits(self, size: tuple[int, int], whole: tuple[int, int]) -> None:
        width, height = size
        is_enlarged = width > whole[0] or height > whole[1]
        if is_enlarged and (max(size) > MAX_SIDE or width * height > MAX_AREA):
            most = f"{MAX_SIDE} pixels a side and {MAX_AREA // 10**6} megapixels"
            raise ImageError(400, f"{width}×{height} is too large: pictures grow to {most}.")

    def hub_style(self, style_name: str, path: str) -> Derivative:
        """Answer the Hub's ``styles/{style}/public/{path}``. Raises ImageError 404."""
        style = BY_PATH_NAME.get(style_name)
        if style is None:
            raise ImageError(404, "There is no such style.")
        picture = self.pictures.hub_picture(path) if _is_plain(path) else None
        if picture is None:
            raise ImageError(404, "There is no such picture.")
        box = (0, 0, picture.width, picture.height)
        if style.height is not None:
            box = crop_box(picture.id, picture.width, picture.height)
        size = style_size(style, picture.width, picture.height)
        suffix = PurePosixPath(path).suffix.lower().lstrip(".")
        return self._derivative(
            picture, Plan(box, size), suffix if suffix in MEDIA_TYPES else "jpg"
        )

    def document(self, path: str) -> bytes:
        """Return the bytes of a Hub document. Raises ImageError 404."""
        data = self.pictures.document(path) if _is_plain(path) else None
        if data is None:
            raise ImageError(404, "There is no such document.")
        return data

    def _derivative(
        self,
        picture: Picture,
        plan: Plan,
        format: str,
        links: tuple[tuple[str, str], ...] = (),
    ) -> Derivative:
        key = f"{picture.id}\n{picture.version}\n{plan}\n{format}\n{RECIPE}"
        digest = hashlib.sha256(key.encode()).hexdigest()[:32]

        def make() -> bytes:
            try:
                return encode(draw(picture, plan, self.mezzanines), format)
            except TooLargeError as error:
                raise ImageError(400, str(error)) from error
            except (OSError, PictureError) as error:  # a folder's file, gone or broken since
                raise ImageError(404, "The file of this picture cannot be read now.") from error

        def load() -> Stored:
            return self.store.get_or_make(key, make)

        return Derivative(MEDIA_TYPES[format], f'"{digest}"', load, links)


def _is_plain(path: str) -> bool:
    """Whether `path` can only lead downwards, should a collection keep files by it."""
    names = path.split("/")
    return "\0" not in path and "\\" not in path and not {"", ".", ".."} & set(names)
