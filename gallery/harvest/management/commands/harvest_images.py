"""manage.py harvest_images: fill the catalogue from the providers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery import upstreams
from gallery.harvest.progress import ProgressLine, harvest_line
from gallery.harvest.run import Manners, harvest


class Command(BaseCommand):
    """Reads a provider newest first into the catalogue; a stopped run is resumed."""

    help = "Fill the catalogue from Harvard, the Hub or both; goes on where it was stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("provider", nargs="?", default="all", choices=["harvard", "jhu", "all"])
        parser.add_argument("--limit", type=int, help="stop after this many records each")
        parser.add_argument("--restart", action="store_true", help="begin at the first page")
        parser.add_argument("--pause", type=float, default=0.0, help="seconds between two pages")

    def handle(self, *_args: Any, **options: Any) -> None:
        wanted = options["provider"]
        providers = [it for it in upstreams.providers().values() if wanted in (it.name, "all")]
        if not providers:
            raise CommandError(f"{wanted} is not connected: set its API key or use the sandbox.")
        manners, errors = Manners(pause=options["pause"]), []
        for provider in providers:
            line = ProgressLine(self.stdout)  # type: ignore[arg-type]
            progress = None
            steps = harvest(
                provider, limit=options["limit"], restart=options["restart"], manners=manners
            )
            for progress in steps:
                line.show(harvest_line(progress))
            if progress:
                line.end(harvest_line(progress))
                errors += [str(progress.error)] if progress.error else []
        if errors:
            raise CommandError("; ".join(errors))
