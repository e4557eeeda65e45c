"""Pictures whose file could not be had or read: remembered, and tried again ever more rarely."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from itertools import islice

from django.db.models import F, QuerySet
from django.utils import timezone

from gallery.catalog.models import Image
from gallery.harvest.models import UnreadPicture

FIRST_WAIT = dt.timedelta(hours=1)
LONGEST_WAIT = dt.timedelta(days=14)
BATCH = 500


def wait_after(failures: int) -> dt.timedelta:
    """How long a picture is left alone after so many failures: 1 h, 4 h, 16 h and so on."""
    return min(LONGEST_WAIT, FIRST_WAIT * 4 ** min(failures - 1, 10))


def files_of(image: Image) -> str:
    """What the picture's files are called, in short; another name may well be readable."""
    names = sorted(it[1] for it in image.renditions)
    text = "\n".join([image.iiif_base, *names, f"{image.width}x{image.height}"])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def resting() -> QuerySet[UnreadPicture]:
    """Those that it is too early to try again."""
    return UnreadPicture.objects.filter(retry_at__gt=timezone.now())


def forget_changed() -> int:
    """Forget the failures of pictures that have other files now; how many."""
    source, count = resting().select_related("image").iterator(BATCH), 0
    while batch := list(islice(source, BATCH)):
        changed = [it.pk for it in batch if files_of(it.image) != it.files]
        count += UnreadPicture.objects.filter(pk__in=changed).delete()[0]
    return count


def remember(failed: Iterable[tuple[Image, str]]) -> None:
    """Count a failure of each picture, with its reason, and set when to try again."""
    now = timezone.now()
    reasons = {image.pk: (image, reason) for image, reason in failed}
    known = dict(UnreadPicture.objects.filter(pk__in=reasons).values_list("pk", F("failures")))
    UnreadPicture.objects.bulk_create(
        [
            UnreadPicture(
                image_id=key,
                files=files_of(image),
                failures=min(known.get(key, 0) + 1, 1000),
                failed_at=now,
                retry_at=now + wait_after(known.get(key, 0) + 1),
                reason=reason,
            )
            for key, (image, reason) in reasons.items()
        ],
        update_conflicts=True,
        unique_fields=["image"],
        update_fields=["files", "failures", "failed_at", "retry_at", "reason"],
    )


def forget(keys: Iterable[int]) -> None:
    """These could be read."""
    UnreadPicture.objects.filter(pk__in=list(keys)).delete()
