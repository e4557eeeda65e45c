"""Open the files of many pictures and keep how they really are.

Polite: only hosts that the server may read, the first and the last bytes of each file, a
few at once, one picture after the other. What is found is kept picture by picture, so a
stopped run goes on where it was, and a finding is not looked for again within a week.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from django.utils import timezone

from gallery import upstreams
from gallery.catalog.audit_models import RenditionAudit
from gallery.catalog.audits import Audit, AuditedFile, audit_of, digest, keep_audit
from gallery.catalog.models import Image
from gallery.catalog.querysets import ImageQuerySet
from gallery.delivery import renditions
from gallery.harvest.audit_rules import END_BYTES, Seen, broken, judge, unread
from gallery.harvest.measure import HeaderReader, PictureError
from gallery.harvest.palettes import may_read
from gallery.providers.files import FileRefusedError, FileStart
from gallery.records import ImageRecord, Rendition

FRESH = dt.timedelta(days=7)
AT_ONCE = 4
LIVE_PAUSE = 0.5  # s between two pictures of a live provider
# Pictures in a row none of whose files could be reached: the host is down, not the files.
MOST_SILENT = 3
# The host's word that the file is not there or not for us; anything else may pass.
GONE = (400, 401, 403, 404, 406, 410, 415, 451)

Start = Callable[[str, Callable[[bytes], bool]], FileStart]
End = Callable[[str, int], bytes | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: their first bytes, and their last (None: those are not read)."""

    start: Start
    end: End | None = None
    at_once: int = AT_ONCE
    pause: float = 0.0  # seconds between two pictures


def reading(pause: float) -> Reading:
    """The files of the configured providers, with `pause` seconds between two pictures."""
    return Reading(upstreams.fetch_picture_start, upstreams.fetch_picture_end, pause=pause)


@dataclass(frozen=True, slots=True)
class AuditProgress:
    """`done` pictures of `total` were looked at, `fresh` ones of them lately and not again.

    ``counts``: files by finding. ``image`` and ``audit``: the latest one. ``closed``:
    files that only a visitor's browser may load. ``stopped``: why the run ended early.
    """

    total: int
    done: int = 0
    fresh: int = 0
    files: int = 0
    closed: int = 0
    unreached: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    image: Image | None = None
    audit: Audit | None = None
    stopped: str = ""


def audit_renditions(
    images: ImageQuerySet, reading: Reading, *, again: bool = False
) -> Iterator[AuditProgress]:
    """Look at the files of every picture in `images`; yield after each of them.

    Pictures looked at within FRESH are passed over unless `again`, or unless their record
    declares other files since. Never raises for what a file or a host does.
    """
    keys = list(images.pictures().order_by("pk").values_list("pk", flat=True))
    state = AuditProgress(len(keys))
    yield state
    silent = 0
    pool = ThreadPoolExecutor(reading.at_once)
    try:
        for key in keys:
            image = Image.objects.filter(pk=key).select_related("audit").first()
            if image is None:
                continue  # deleted meanwhile
            declared = renditions(image.as_record())
            if not again and _is_fresh(image, digest(declared)):
                state = _after(state, image, audit=audit_of(image), fresh=1)
                yield state
                continue
            files = _look_at_all(image, declared, reading, pool)
            audit, is_silent = _keep(image, declared, files)
            silent = silent + 1 if is_silent else 0
            closed = len(declared) - len(files)
            state = _after(state, image, files=files, closed=closed, audit=audit)
            if silent >= MOST_SILENT:
                yield replace(state, stopped=files[-1].detail)
                return
            yield state
            if reading.pause and files:
                time.sleep(reading.pause)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _is_fresh(image: Image, declared: str) -> bool:
    """Whether all its files were looked at within FRESH, and are declared as they were."""
    row: RenditionAudit | None = getattr(image, "audit", None)
    return (
        row is not None
        and row.is_complete
        and row.declared == declared
        and row.audited_at > timezone.now() - FRESH
    )


def _look_at_all(
    image: Image, declared: Sequence[Rendition], reading: Reading, pool: ThreadPoolExecutor
) -> list[AuditedFile]:
    record = image.as_record()
    jobs = [pool.submit(look, record, one, reading) for one in declared if may_read(one.url)]
    return [job.result() for job in jobs]


def _keep(
    image: Image, declared: Sequence[Rendition], files: Sequence[AuditedFile]
) -> tuple[Audit | None, bool]:
    """Keep what was found; and whether none of the files could be reached."""
    missed = sum(is_unreached(file) for file in files)
    if missed == len(files):
        return None, bool(files)
    said = digest(declared)
    return keep_audit(image.pk, said, files, timezone.now(), is_complete=not missed), False


def is_unreached(file: AuditedFile) -> bool:
    """Whether nothing could be learned of a file: its host did not answer."""
    return not file.width and not file.findings


def look(record: ImageRecord, rendition: Rendition, reading: Reading) -> AuditedFile:
    """Read the beginning and the end of one file, and judge it."""
    reader = HeaderReader()
    try:
        start = reading.start(rendition.url, reader.feed)
        measured = reader.result(start.length)
        is_whole = start.length is not None and len(start.data) >= start.length
        if is_whole or reading.end is None:
            end = start.data[-END_BYTES:] if is_whole else None
        else:
            end = reading.end(rendition.url, END_BYTES)
    except PictureError as error:
        return broken(rendition, str(error))
    except FileRefusedError as error:
        detail = str(error).removeprefix(f"{rendition.url}: ")
        is_gone = error.status in GONE
        return broken(rendition, detail) if is_gone else unread(rendition, detail)
    except OSError as error:
        return unread(rendition, str(error).removeprefix(f"{rendition.url}: "))
    return judge(record, rendition, Seen(measured, start.media_type, end))


def _after(
    state: AuditProgress,
    image: Image,
    *,
    files: Sequence[AuditedFile] = (),
    fresh: int = 0,
    closed: int = 0,
    audit: Audit | None = None,
) -> AuditProgress:
    """The progress after one more picture."""
    return AuditProgress(
        total=state.total,
        done=state.done + 1,
        fresh=state.fresh + fresh,
        files=state.files + len(files),
        closed=state.closed + closed,
        unreached=state.unreached + sum(is_unreached(it) for it in files),
        counts=state.counts + Counter(name for it in files for name in it.findings),
        image=image,
        audit=audit,
    )
