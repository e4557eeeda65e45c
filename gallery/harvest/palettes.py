"""Palettes for pictures whose provider sends none, from their smallest scaled file.

color.md: never from a crop, and from Harvard's hosts only where a setting allows it. What is
done is kept picture by picture, so a stopped run goes on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from gallery import upstreams
from gallery.catalog.models import Image
from gallery.catalog.querysets import ImageQuerySet
from gallery.catalog.rows import PARTS
from gallery.color.extraction import PaletteEntry
from gallery.color.labels import label_palette
from gallery.color.pictures import PictureError
from gallery.decoding.workshop import DecodingError, workshop
from gallery.delivery import renditions
from gallery.harvest import unread
from gallery.harvest.progress import PaletteProgress as PaletteProgress
from gallery.records import ImageRecord, Rendition, Swatch

BATCH = 32
WHOLE = ("scaled", "iiif")  # families of files that show the whole picture

# Gives the bytes of a picture's file, or raises OSError (as requests' errors are).
Fetch = Callable[[str], bytes]


def may_read(url: str) -> bool:
    """Whether the server may read this file: the sandbox's own, or a readable provider's."""
    parts = urlsplit(url)
    if not parts.scheme and not parts.netloc:
        return url.startswith("/sandbox/")
    public_url = settings.LIGHTTABLE.public_url
    is_own = bool(public_url) and url.startswith(f"{public_url}/sandbox/")
    return is_own or (parts.scheme == "https" and parts.hostname in upstreams.readable_hosts())


def smallest_scaled(record: ImageRecord) -> Rendition | None:
    """The narrowest file of the whole picture that may be read, None where there is none.

    Files that the rights do not let us show are not read either.
    """
    files = [it for it in renditions(record) if it.family in WHOLE and may_read(it.url)]
    return min(files, key=lambda it: it.width or 10**6, default=None)


def without_palette(*, again: bool = False) -> ImageQuerySet:
    """Pictures to be read; with `again` also those that were read before, well or in vain."""
    readable = Q(provider__in=upstreams.readable_providers())
    if settings.LIGHTTABLE.is_sandboxed:
        readable |= Q(iiif_base__contains="/sandbox/")
    pictures = Image.objects.present().pictures().filter(readable)
    if again:
        return pictures.filter(palette_source__in=["", "extracted"]).order_by("pk")
    unread.forget_changed()
    pictures = pictures.filter(palette_source="")
    return pictures.exclude(pk__in=unread.resting().values("pk")).order_by("pk")


def read_palette(file: bytes) -> tuple[Swatch, ...]:
    """The palette of one picture file, labelled; raises PictureError."""
    try:
        found = workshop().call("gallery.color.in_workers:palette", file)
    except DecodingError as error:
        raise PictureError(str(error)) from None
    entries = label_palette(tuple(PaletteEntry(color, share) for color, share in found))
    return tuple(Swatch(it.color, it.share, it.hue, it.css3, it.spectrum) for it in entries)


def _read(image: Image, fetch: Fetch) -> tuple[Image, tuple[Swatch, ...], str]:
    rendition = smallest_scaled(image.as_record())
    if rendition is None:
        return image, (), f"{image.provider}/{image.identifier}: no file of the whole picture"
    try:
        return image, read_palette(fetch(rendition.url)), ""
    except (OSError, PictureError) as error:
        return image, (), f"{image.provider}/{image.identifier}: {error}"


def keep(found: Sequence[tuple[Image, tuple[Swatch, ...], str]]) -> int:
    """Store the palettes in `found`, never over one of the provider's; how many there were.

    What failed is remembered, so that it is not tried again at once.
    """
    count = 0
    with transaction.atomic():
        unread.forget(image.pk for image, palette, _failure in found if palette)
        there = set(
            Image.objects.filter(pk__in=[it[0].pk for it in found]).values_list("pk", flat=True)
        )
        unread.remember((it[0], it[2]) for it in found if it[2] and it[0].pk in there)
        for image, palette, _failure in found:
            if palette:
                stored = [[it.color, it.share, it.hue, it.css3, it.spectrum] for it in palette]
                count += (
                    Image.objects.filter(pk=image.pk)
                    .exclude(palette_source="provider")
                    .update(
                        palette=stored,
                        palette_source="extracted",
                        parts=image.parts | PARTS["colors"],
                    )
                )
    return count


def extract_palettes(
    fetch: Fetch, *, limit: int | None = None, again: bool = False, workers: int = 0
) -> Iterator[PaletteProgress]:
    """Read every picture that lacks a palette; yield a `PaletteProgress` after each batch.

    `fetch` gives a file's bytes by its URL; it is only asked for files that may be read.
    `workers`: how many files at once, 0 for one per processor.
    """
    keys = list(without_palette(again=again).values_list("pk", flat=True)[:limit])
    progress, began = PaletteProgress(len(keys)), time.monotonic()
    yield progress
    source = iter(keys)
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        while batch := list(islice(source, BATCH)):
            images = Image.objects.filter(pk__in=batch).order_by("pk")
            found = list(pool.map(lambda image: _read(image, fetch), images))
            failures = [failure for _image, _palette, failure in found if failure]
            done = keep(found)
            progress = PaletteProgress(
                progress.total,
                progress.done + done,
                progress.failed + len(batch) - done,
                failures[-1] if failures else progress.last_failure,
                time.monotonic() - began,
            )
            yield progress
