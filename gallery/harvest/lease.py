"""One at a time: who does a piece of work says so in a row, and shows every while that it lives.

A row and no lock of the database, because SQLite has none that outlives a transaction,
and because the second one is to be told who the first one is.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone

from gallery.harvest.models import Lease

# Longer than one question and the longest pause after it: who was silent for so long is gone.
SILENCE = dt.timedelta(seconds=180)
ATTEMPTS, AGAIN = 6, 0.5  # to give a lease back, and s between two


class AlreadyRunning(Exception):  # noqa: N818 - an answer, shown as it is
    """Somebody else does this work now."""

    def __init__(self, lease: Lease, now: dt.datetime) -> None:
        self.pid, self.host, self.work = lease.pid, lease.host, lease.work
        silent = max(0, round((now - lease.beat_at).total_seconds()))
        super().__init__(
            f"{lease.work}: process {lease.pid} on {lease.host} is at it since "
            f"{lease.taken_at:%Y-%m-%d %H:%M} UTC, last seen {silent} s ago"
        )


class LeaseLost(Exception):  # noqa: N818 - an event, handled where work is done
    """The lease went to somebody else, who took this process for dead."""


@dataclass(frozen=True, slots=True)
class Held:
    """A lease that this process holds on `work`."""

    work: str
    token: str

    def beat(self) -> None:
        """Show that the work goes on; raises `LeaseLost`. Inside a transaction it undoes all."""
        mine = Lease.objects.filter(work=self.work, token=self.token)
        if not mine.update(beat_at=timezone.now()):
            raise LeaseLost(self.work)


def is_gone(lease: Lease, now: dt.datetime) -> bool:
    """Whether its holder was silent too long, or was a process here that has ended."""
    if now - lease.beat_at > SILENCE:
        return True
    if lease.host != socket.gethostname():
        return False
    try:
        os.kill(lease.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it lives, as somebody else
        return False
    return False


def _take(work: str) -> Held:
    now, token = timezone.now(), uuid.uuid4().hex
    values = {
        "token": token,
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "taken_at": now,
        "beat_at": now,
    }
    with transaction.atomic():
        lease, is_new = Lease.objects.select_for_update().get_or_create(work=work, defaults=values)
        if not is_new:
            if not is_gone(lease, now):
                raise AlreadyRunning(lease, now)
            Lease.objects.filter(pk=lease.pk).update(**values)
    return Held(work, token)


@contextmanager
def hold(work: str) -> Iterator[Held]:
    """Hold the lease on `work` inside; raises `AlreadyRunning`.

    One whose holder died is taken over: at once on the same machine, after `SILENCE` on
    another.
    """
    held = _take(work)
    try:
        yield held
    finally:
        _give_back(held)


def _give_back(held: Held) -> None:
    """Let others have it; never raises, as it runs out by itself and must not hide what went wrong.

    A database that restarts is waited for: this process lives on, so whoever takes the work
    up again would be told that it is at it still.
    """
    for _ in range(ATTEMPTS):
        try:
            Lease.objects.filter(work=held.work, token=held.token).delete()
        except (DatabaseError, InterfaceError):
            if connection.in_atomic_block:
                return
            connection.close()
            time.sleep(AGAIN)
        else:
            return
