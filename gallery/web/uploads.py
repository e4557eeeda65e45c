"""A visitor's picture: read into memory, checked, turned into a palette, forgotten."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gallery.color.extraction import PaletteEntry
from gallery.decoding.kinds import disguise, kind_of
from gallery.decoding.workshop import DecodingError, workshop

FIELD = "picture"
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
AROUND_THE_FILE = 64 * 1024  # the form's other parts and the lines between them


class UploadRefusedError(ValueError):
    """A file that is not taken; the message is for the visitor, ``status`` for the answer."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory whatever its size, so that none is ever written to disk."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """Called before the body is read, whose length has been checked by then."""
        self.activated = True


def uploaded_palette(request: HttpRequest) -> tuple[PaletteEntry, ...]:
    """The palette of the picture that `request` carries; raises `UploadRefusedError`.

    Nothing of the body is read before its declared length is known to be small enough.
    """
    if not is_from_here(request):
        raise UploadRefusedError(_("This form was sent from another site; send it from here."), 403)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        raise UploadRefusedError(_("This request does not say how long it is; send it again."), 411)
    if int(length[:12]) > MOST_BYTES + AROUND_THE_FILE:
        raise _too_large()
    request.upload_handlers = [InMemory(request)]
    file = request.FILES.get(FIELD)
    if file is None or not file.size:
        raise UploadRefusedError(_("No picture came: choose a file first."), 422)
    if file.size > MOST_BYTES:
        raise _too_large()
    return _palette(file.read())


def is_from_here(request: HttpRequest) -> bool:
    """Whether a form of this site sent it, as far as the browser says.

    Reading a palette changes nothing here, so no token guards it and readers get no cookie
    for one. But it costs time, so other sites may not have their visitors ask for it.
    Programs that are no browsers say nothing, and may.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    own = {request.get_host(), urlsplit(settings.LIGHTTABLE.public_url).netloc}
    return origin is None or urlsplit(origin).netloc in own - {""}


def _palette(data: bytes) -> tuple[PaletteEntry, ...]:
    try:
        found = workshop().call(
            "gallery.color.in_workers:palette", data, max_pixels=MOST_PIXELS, formats=FORMATS
        )
    except DecodingError as error:
        hidden = disguise(data) if error.kind == "Disguised" else None
        raise _refusal(error.kind, hidden[1] if hidden else kind_of(data)) from None
    return tuple(PaletteEntry(color, share) for color, share in found)


def _refusal(kind: str, name: str) -> UploadRefusedError:
    """What to say where the decoder said `kind` about a file that begins as `name`."""
    if kind in ("UnknownFormatError", "Disguised"):
        said = _("This file is no picture we know; send a JPEG, PNG or WebP.")
        if name:
            said = _("This is a file of the kind {kind}; send a JPEG, PNG or WebP.")
        return UploadRefusedError(said.format(kind=name), 415)
    if kind == "TooManyPixelsError":
        most = MOST_PIXELS // 1_000_000
        said = _("This picture has more than {most} megapixels; send a smaller copy.")
        return UploadRefusedError(said.format(most=most), 422)
    if kind in ("MemoryError", "Timeout"):
        return UploadRefusedError(
            _("This picture takes too much work to read; send a smaller copy."), 422
        )
    return UploadRefusedError(
        _("This picture is damaged or ends early; save it anew and try again."), 422
    )


def _too_large() -> UploadRefusedError:
    said = _("This file has more than {most} MB; send a smaller copy.")
    return UploadRefusedError(said.format(most=MOST_BYTES // 2**20), 413)
