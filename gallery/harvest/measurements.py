"""Measuring the files of one picture on a visitor's behalf, and keeping what was found.

Polite to the providers: four files at a time, the header only, but for the smaller files,
which are looked at too; an hour's memory.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

from django.core.cache import cache

from gallery import upstreams
from gallery.catalog.audits import Audit, AuditedFile
from gallery.decoding.workshop import DecodingError, workshop
from gallery.harvest.measure import Measured, PictureError, measure_url
from gallery.harvest.palettes import may_read

AT_ONCE = 4
SECONDS = 12.0
KEPT_SECONDS = 3600
MOST_FILES = 60
# Files up to this many pixels are opened, so that lint can tell whether all show the same.
LOOKED_AT = 1_000_000


@dataclass(frozen=True, slots=True)
class Measurement:
    """What came of one file: ``measured``, or the ``failure`` in words.

    ``remark``: what the latest audit has against it, which looks closer than a header.
    ``thumbnail``: the luminance of 8 × 8 cells, empty where the file was not looked at.
    """

    measured: Measured | None = None
    failure: str = ""
    remark: str = ""
    thumbnail: tuple[int, ...] = ()


def kept(urls: Iterable[str]) -> dict[str, Measurement]:
    """What is remembered of these files, by URL."""
    keys = {_key(url): url for url in urls}
    return {keys[key]: found for key, found in cache.get_many(keys).items()}


def measure(urls: Iterable[str], *, seconds: float = SECONDS) -> dict[str, Measurement]:
    """Measure these files, as far as the server may read them and the time allows.

    What is remembered is not read again. A file that could not be read within `seconds`
    is left out, so that asking again goes on from there.
    """
    wanted = [url for url in dict.fromkeys(urls) if may_read(url)][:MOST_FILES]
    found = kept(wanted)
    missing = [url for url in wanted if url not in found]
    deadline = time.monotonic() + seconds
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        jobs = {pool.submit(_measure, url): url for url in missing}
        done, _late = wait(jobs, timeout=max(0.0, deadline - time.monotonic()))
        new = {jobs[job]: job.result() for job in done}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    cache.set_many({_key(url): it for url, it in new.items()}, KEPT_SECONDS)
    return found | new


def with_audit(audit: Audit | None, found: dict[str, Measurement]) -> dict[str, Measurement]:
    """What was measured just now over what the latest audit knows, whose remarks stay."""
    if audit is None:
        return found
    audited = {file.url: _of_audit(file) for file in audit.files if file.width or file.findings}
    newer = {
        url: replace(it, remark=audited[url].remark) if url in audited else it
        for url, it in found.items()
    }
    return audited | newer


def _of_audit(file: AuditedFile) -> Measurement:
    remark = file.detail if file.findings else ""
    if not file.width:
        return Measurement(failure=file.detail or "broken", remark=remark)
    kind = file.media_type.rpartition("/")[2].upper()
    return Measurement(Measured(file.width, file.height, kind, file.bytes), remark=remark)


def _measure(url: str) -> Measurement:
    try:
        found = measure_url(url, upstreams.fetch_picture_start)
    except PictureError as error:
        return Measurement(failure=str(error))
    except OSError as error:
        return Measurement(failure=str(error).removeprefix(f"{url}: "))
    is_small = found.width * found.height <= LOOKED_AT
    return Measurement(found, thumbnail=_thumbnail(url) if is_small else ())


def _thumbnail(url: str) -> tuple[int, ...]:
    """How the file looks, roughly; empty where its header is all that can be read."""
    try:
        file = upstreams.fetch_picture(url)
        cells = workshop().call("gallery.color.in_workers:thumbnail", file, max_pixels=LOOKED_AT)
    except (DecodingError, OSError):
        return ()
    return tuple(cells)


def _key(url: str) -> str:
    return f"measured-2:{hashlib.sha256(url.encode()).hexdigest()}"
