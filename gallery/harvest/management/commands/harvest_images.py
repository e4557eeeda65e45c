"""manage.py harvest_images: fill the catalogue from the providers."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery import upstreams
from gallery.catalog.index_build import keep_up
from gallery.harvest.asking import Manners
from gallery.harvest.interruption import interruptible
from gallery.harvest.progress import ProgressLine, harvest_line
from gallery.harvest.run import harvest
from gallery.sources import SOURCES

SIGNALED = 130  # what a shell says of a program that was interrupted
POLITE = 0.25  # s between two calls over the network


def pause(given: float | None) -> float:
    """Seconds between two calls: as given, else polite, else none to the sandbox."""
    if given is not None:
        return max(0.0, given)
    return 0.0 if settings.LIGHTTABLE.is_sandboxed else POLITE


class Command(BaseCommand):
    """Reads a provider newest first into the catalogue; a stopped run is resumed."""

    help = "Fill the catalogue from Harvard, the Hub or both; goes on where it was stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("provider", nargs="?", default="all", choices=[*SOURCES, "all"])
        parser.add_argument("--limit", type=int, help="stop after this many records each")
        parser.add_argument("--since", type=date.fromisoformat, help="what changed from DATE on")
        parser.add_argument("--full", action="store_true", help="begin anew, resume nothing")
        parser.add_argument("--pause", type=float, help="seconds between two calls")

    def handle(self, *_args: Any, **options: Any) -> None:
        wanted = options["provider"]
        providers = [it for it in upstreams.providers().values() if wanted in (it.name, "all")]
        if not providers:
            raise CommandError(f"{wanted} is not connected: set its API key or use the sandbox.")
        try:
            with interruptible():
                errors = [error for it in providers if (error := self.read(it, options))]
        except KeyboardInterrupt:
            self.stderr.write("\nStopped. The next run goes on from here.")
            sys.exit(SIGNALED)
        keep_up()
        if errors:
            raise CommandError("; ".join(errors))

    def read(self, provider: Any, options: dict[str, Any]) -> str:
        """Harvest one provider; what went wrong, if anything."""
        line, text, error = ProgressLine(self.stdout), "", None  # type: ignore[arg-type]
        for progress in harvest(
            provider,
            limit=options["limit"],
            since=options["since"],
            restart=options["full"],
            manners=Manners(pause=pause(options["pause"])),
        ):
            calls = upstreams.calls_left(provider.name)
            text = harvest_line(progress, most=options["limit"], calls_left=calls)
            line.show(text)
            error = progress.error
        line.end(text)
        return str(error) if error else ""
