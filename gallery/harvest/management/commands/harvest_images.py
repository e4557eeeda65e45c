"""manage.py harvest_images: fill the catalogue from the providers."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery import upstreams
from gallery.catalog.index_build import keep_up
from gallery.harvest.asking import Manners, polite_pause
from gallery.harvest.progress import harvest_line
from gallery.harvest.run import harvest
from gallery.harvest.showing import show


class Command(BaseCommand):
    """Reads a provider newest first into the catalogue; a stopped run is resumed."""

    help = "Fill the catalogue from Harvard, the Hub or both; goes on where it was stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("provider", nargs="?", default="all", choices=["harvard", "jhu", "all"])
        parser.add_argument("--limit", type=int, help="stop after this many records each")
        parser.add_argument("--since", type=date.fromisoformat, help="what changed from DATE on")
        parser.add_argument("--full", action="store_true", help="begin anew, resume nothing")
        parser.add_argument("--pause", type=float, help="seconds between two calls")

    def handle(self, *_args: Any, provider: str, limit: int | None, **options: Any) -> None:
        wanted = [it for it in upstreams.providers().values() if provider in (it.name, "all")]
        if not wanted:
            raise CommandError(f"{provider} is not connected: set its API key or use the sandbox.")
        manners = Manners(pause=polite_pause(options["pause"]))
        given = {"since": options["since"], "restart": options["full"], "manners": manners}
        runs = [harvest(it, limit=limit, **given) for it in wanted]
        ends = [
            show(it, partial(harvest_line, most=limit), self.stdout, self.stderr) for it in runs
        ]
        keep_up()
        if errors := [str(it.error) for it in ends if it and it.error]:
            raise CommandError("; ".join(errors))
