"""Worker processes: django-tasks-db's own loop, and what happens when one of them dies.

The library leaves a job "running" for ever when its worker is killed. Here every worker
holds a lease and shows that it lives; jobs whose worker is gone are queued again.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from gallery.harvest.lease import Held, LeaseLost, hold, is_gone
from gallery.harvest.models import Lease

log = logging.getLogger(__name__)

HEARTBEAT = 20.0  # s, a ninth of the silence after which another machine's worker is dead
ATTEMPTS = 3  # a job that has killed so many workers is given up
GIVEN_UP = f"{ATTEMPTS} workers died over it"
CUT_OFF = ("django.db.utils.OperationalError", "django.db.utils.InterfaceError")
AGAIN = 2.0  # s until a worker that lost its database looks for it again


def rescue() -> int:
    """Queue the jobs of dead workers again, give up those that keep killing; how many."""
    now, count = timezone.now(), 0
    for job in DBTaskResult.objects.running():
        worker = job.worker_ids[-1] if job.worker_ids else ""
        lease = Lease.objects.filter(work=worker).first()
        if lease and not is_gone(lease, now):
            continue
        values: dict[str, Any] = {"status": "READY", "started_at": None}
        if len(job.worker_ids) >= ATTEMPTS:
            values = {"status": "FAILED", "finished_at": now, "traceback": GIVEN_UP}
        # Its worker ids say that nobody has taken it since.
        mine = DBTaskResult.objects.running().filter(pk=job.pk, worker_ids=job.worker_ids)
        if mine.update(**values):
            count += 1
            log.warning("%s: its worker died; %s", job.task_path, values["status"])
    return count


def retry_cut_off() -> int:
    """Queue jobs again that failed because the database went away under them; how many."""
    failed = DBTaskResult.objects.failed().filter(exception_class_path__in=CUT_OFF)
    count = 0
    for job in failed:
        if len(job.worker_ids) < ATTEMPTS:
            mine = DBTaskResult.objects.failed().filter(pk=job.pk, worker_ids=job.worker_ids)
            count += mine.update(status="READY", finished_at=None, exception_class_path="")
    return count


def forget_earlier_selves() -> None:
    """Drop the leases of this very process, its job's too: it begins anew, at nothing yet."""
    Lease.objects.filter(host=socket.gethostname(), pid=os.getpid()).delete()


def worker_name() -> str:
    """A name that is also a lease: at most 40 characters, and no two alike."""
    return f"worker {socket.gethostname()[:12]} {os.getpid()} {uuid.uuid4().hex[:8]}"


class Heart:
    """Beats in a thread while the worker works, and looks after the others' jobs."""

    def __init__(self, held: Held, every: float = HEARTBEAT) -> None:
        self._held = held
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, once a beat that has begun is done."""
        self._over.set()
        self._thread.join(timeout=5)

    def _beat(self) -> None:
        while True:
            try:
                close_old_connections()
                self._held.beat()
                rescue()
                retry_cut_off()
            except (DatabaseError, InterfaceError, LeaseLost) as error:
                log.warning("no heartbeat: %s", type(error).__name__)
            if self._over.wait(self._every):
                close_old_connections()
                return


def work(make: Callable[[str], Worker], *, every: float = HEARTBEAT) -> None:
    """Work until told to stop; a database that goes away is waited for.

    `make` gives the loop for a worker's name. After an outage the worker has a new name:
    what it was at is then a dead worker's job, and is rescued.
    """
    while True:
        try:
            forget_earlier_selves()
            with hold(name := worker_name()) as held:
                worker = make(name)
                worker.configure_signals()
                rescue()
                retry_cut_off()
                heart = Heart(held, every)
                heart.start()
                try:
                    worker.run()
                finally:
                    heart.stop()
                return
        except (OperationalError, InterfaceError) as error:
            log.warning("the database is gone: %s", type(error).__name__)
            close_old_connections()
            threading.Event().wait(AGAIN)
