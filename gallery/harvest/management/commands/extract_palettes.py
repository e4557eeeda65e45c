"""manage.py extract_palettes: palettes for pictures whose provider sends none."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gallery import upstreams
from gallery.harvest.palettes import extract_palettes
from gallery.harvest.progress import ProgressLine


class Command(BaseCommand):
    """Reads the smallest scaled file of each picture without a palette."""

    help = "Compute palettes of Hub and sandbox pictures that have none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, help="at most this many pictures")
        parser.add_argument("--again", action="store_true", help="also those extracted before")
        parser.add_argument("--workers", type=int, default=0, help="files at once")

    def handle(self, *_args: Any, **options: Any) -> None:
        line = ProgressLine(self.stdout)  # type: ignore[arg-type]
        text = ""
        for it in extract_palettes(
            upstreams.fetch_picture,
            limit=options["limit"],
            again=options["again"],
            workers=options["workers"],
        ):
            failed = f", {it.failed:,} failed (last: {it.last_failure})" if it.failed else ""
            text = f"Palettes: {it.done:,} of {it.total:,}{failed}"
            line.show(text)
        line.end(text)
