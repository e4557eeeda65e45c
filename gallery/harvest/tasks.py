"""What workers do behind the pages: harvests, palettes, purging. Queued in the database.

Every job can be killed and run again: harvests go on at their cursor, palettes at the
first picture without one.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django_tasks import task

from gallery import upstreams
from gallery.harvest.asking import Manners
from gallery.harvest.lease import AlreadyRunning, hold
from gallery.harvest.palettes import extract_palettes
from gallery.harvest.retention import purge
from gallery.harvest.run import harvest


class JobFailedError(Exception):
    """The job could not do its work; the message says why and is kept with the job."""


@task()
def harvest_provider(
    name: str, *, since: str = "", limit: int | None = None, pause: float = 0.0
) -> dict[str, Any]:
    """Read one provider into the catalogue; `since` as 2026-11-21.

    Returns what the last `Progress` says; raises `JobFailedError`. Where another process is
    at it already, there is nothing to do.
    """
    provider = upstreams.providers().get(name)
    if provider is None:
        raise JobFailedError(f"{name} is not connected")
    day, progress = date.fromisoformat(since) if since else None, None
    for progress in harvest(provider, since=day, limit=limit, manners=Manners(pause=pause)):
        if isinstance(progress.error, AlreadyRunning):
            return {"skipped": str(progress.error)}
        if progress.error:
            raise JobFailedError(str(progress.error))
    report = progress.report if progress else None
    return {"new": report.new, "changed": report.changed, "seen": report.total} if report else {}


@task()
def read_palettes(*, limit: int | None = None) -> dict[str, Any]:
    """Compute the palettes that no provider sends."""
    done = failed = 0
    try:
        with hold("palettes") as held:
            for progress in extract_palettes(upstreams.fetch_picture, limit=limit):
                held.beat()
                done, failed = progress.done, progress.failed
    except AlreadyRunning as other:
        return {"skipped": str(other)}
    return {"done": done, "failed": failed}


@task()
def purge_expired() -> dict[str, Any]:
    """Drop what may not be kept any longer."""
    return {"purged": str(purge())}


def queue_all(*, since: str = "") -> list[str]:
    """Queue everything that keeps the catalogue fresh; the jobs' names."""
    names = list(upstreams.providers())
    for name in names:
        harvest_provider.enqueue(name, since=since)
    read_palettes.enqueue()
    purge_expired.enqueue()
    return [*(f"harvest of {name}" for name in names), "palettes", "purging"]
