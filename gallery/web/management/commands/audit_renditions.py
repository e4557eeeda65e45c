"""`manage.py audit_renditions`: how the delivered files of a result set really are."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery.harvest.asking import polite_pause
from gallery.harvest.audit import LIVE_PAUSE, audit_renditions, reading
from gallery.harvest.showing import show
from gallery.web.audit_report import open_table, progress_line, reported
from gallery.web.exports.rows import matching, typed


class Command(BaseCommand):
    """Opens the files of all pictures of a query; a stopped run is resumed."""

    help = "Find broken, mislabelled, upscaled, wrongly typed and too heavy files of a query."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="?", default="", help="as in the address of the page")
        parser.add_argument("--csv", type=Path, metavar="FILE", help="write every file's row here")
        parser.add_argument("--again", action="store_true", help="also those looked at lately")
        parser.add_argument("--pause", type=float, help="seconds between two pictures")

    def handle(
        self, *_args: Any, query: str, csv: Path | None, again: bool, **options: Any
    ) -> None:
        try:
            pictures, pause = matching(typed(query)), polite_pause(options["pause"], LIVE_PAUSE)
            with open_table(csv) as table:
                steps = audit_renditions(pictures, reading(pause), again=again)
                found = partial(reported, table=table)
                it = show(steps, progress_line, self.stdout, self.stderr, found=found)
        except ValueError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from error
        if it and it.stopped:
            raise CommandError(f"The host does not answer ({it.stopped}); try again later.")
