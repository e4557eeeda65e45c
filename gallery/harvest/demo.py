"""What `make demo` does before it serves: each step shows what it is doing, and is skipped when done."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command

from gallery import staticfiles, upstreams
from gallery.catalog.models import Image
from gallery.conf import LOOPBACK_HOSTS, VAR_DIR
from gallery.harvest.models import HarvestRun
from gallery.harvest.palettes import extract_palettes
from gallery.harvest.progress import ProgressLine, harvest_line
from gallery.harvest.run import harvest

FIRST_HARVEST = 400  # records of each live provider: a good wall, few of the day's calls
STAMP = VAR_DIR / "static.stamp"
SANDBOX_DATABASE = VAR_DIR / "sandbox.sqlite3"


def names_of_this_machine(host: str) -> list[str]:
    """The host names a browser may use for a server bound to `host`.

    Bound to every address, that is this machine's name and the addresses it has.
    """
    if host in LOOPBACK_HOSTS:
        return []
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return [host]
    name = socket.gethostname()
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(name, None)}
    except OSError:
        found = set()
    return [name, *sorted(address.partition("%")[0] for address in found)]


def migrate() -> None:
    """Bring the database up to date."""
    VAR_DIR.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def hang_sandbox(line: ProgressLine) -> None:
    """Draw or read the sandbox's collection, or find it kept; drop what is no longer in it.

    Raises CommandError where a folder holds no picture that can be used.
    """
    from gallery.sandbox.collection import load_collection

    def show(done: int, total: int) -> None:
        line.show(f"Hanging the sandbox's collection: {done} of {total}")

    collection = load_collection(show)
    shown = len(collection.harvard_images) + len(collection.hub_files)
    line.end(f"Sandbox: {shown} pictures and documents")
    for name, reason in collection.skipped:
        line.end(f"  skipped {name}: {reason}")
    if not shown:
        raise CommandError(f"No picture in {settings.LIGHTTABLE.pictures} can be used.")
    kept = VAR_DIR / "sandbox-version"
    if kept.is_file() and kept.read_text() != collection.version:
        _forget_old_collection(line)
    kept.write_text(collection.version)


def _forget_old_collection(line: ProgressLine) -> None:
    """Another collection's numbers mean other pictures. A catalogue that may hold more is kept."""
    if settings.LIGHTTABLE.database["NAME"] == str(SANDBOX_DATABASE):
        Image.objects.all().delete()
    else:
        line.end(
            "The sandbox's collection has changed. The database in DATABASE_URL keeps its rows."
        )


def fill_catalogue(line: ProgressLine) -> list[str]:
    """Harvest each provider that has nothing in the catalogue yet; what went wrong.

    A first harvest that was interrupted goes on where it stopped.
    """
    errors = []
    limit = None if settings.LIGHTTABLE.is_sandboxed else FIRST_HARVEST
    for provider in upstreams.providers().values():
        is_begun = Image.objects.of_provider(provider.name).exists()
        if is_begun and not _was_cut_short(provider.name, limit):
            continue
        progress = None
        for progress in harvest(provider, limit=limit, restart=not is_begun):
            line.show(harvest_line(progress))
        if progress:
            line.end(harvest_line(progress))
            errors += [str(progress.error)] if progress.error else []
    return errors


def _was_cut_short(provider: str, limit: int | None) -> bool:
    """Whether a first harvest of `provider` was stopped from outside, short of `limit`.

    One that the provider itself ended is left alone: the start would wait for it again.
    """
    run = HarvestRun.objects.filter(provider=provider, kind=HarvestRun.WHOLE).first()
    if run is None or run.finished_at or run.last_error:
        return False
    return limit is None or run.seen < limit


def read_palettes(line: ProgressLine) -> None:
    """Palettes of the pictures whose provider sends none."""
    said = ""
    for it in extract_palettes(upstreams.fetch_picture):
        if it.total:
            said = f"Palettes: {it.done + it.failed} of {it.total}"
            line.show(said)
    if said:
        line.end(said)


def collect_static(write: Callable[[str], object]) -> None:
    """Hash and compress static files; skipped while none of them has changed."""
    state = _state_of(_static_sources())
    if STAMP.is_file() and STAMP.read_text() == state and Path(settings.STATIC_ROOT).is_dir():
        return
    write("Compressing static files …")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    STAMP.write_text(state)


def _static_sources() -> Iterable[Path]:
    yield Path(settings.BASE_DIR) / "requirements.txt"  # the packages' own files change with it
    yield Path(staticfiles.__file__)  # how they are named and written
    for folder in settings.STATICFILES_DIRS:
        yield from sorted(path for path in Path(folder).rglob("*") if path.is_file())


def _state_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        status = os.stat(path)
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
