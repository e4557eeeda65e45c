"""manage.py extract_palettes: palettes for pictures whose provider sends none."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery import upstreams
from gallery.catalog.index_build import keep_up
from gallery.harvest.interruption import interruptible
from gallery.harvest.palette_files import describe_all
from gallery.harvest.palettes import extract_palettes
from gallery.harvest.progress import ProgressLine, palette_line


class Command(BaseCommand):
    """Reads the smallest file of each picture without a palette, or files that are named."""

    help = "Compute palettes of Hub and sandbox pictures that have none, or of files."
    requires_system_checks = []  # with --files no database need be there

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, help="at most this many pictures")
        parser.add_argument("--again", action="store_true", help="also those read before")
        parser.add_argument("--workers", type=int, default=0, help="files at once")
        parser.add_argument("--files", nargs="+", type=Path, metavar="FILE", help="only these")
        parser.add_argument("--json", action="store_true", help="with --files: as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["files"]:
            self.read_files(options["files"], as_json=options["json"])
        elif options["json"]:
            raise CommandError("--json goes with --files.")
        else:
            self.read_catalogue(options)

    def read_files(self, files: Iterable[Path], *, as_json: bool) -> None:
        """Print the palettes of `files`; ends with status 1 where one could not be read."""
        found, failures = describe_all(files)
        if as_json:
            self.stdout.write(json.dumps(found, indent=1))
        else:
            for name, palette in found.items():
                words = (f"{it['color']} {it['percent']:.0%} {it['word']}" for it in palette)
                self.stdout.write(f"{name}: {', '.join(words)}")
        for name, reason in failures.items():
            self.stderr.write(f"{name}: {reason}")
        if failures:
            sys.exit(1)

    def read_catalogue(self, options: dict[str, Any]) -> None:
        """Read what the catalogue lacks, showing how far it is."""
        line, text = ProgressLine(self.stdout), ""  # type: ignore[arg-type]
        try:
            with interruptible():
                for it in extract_palettes(
                    upstreams.fetch_picture,
                    limit=options["limit"],
                    again=options["again"],
                    workers=options["workers"],
                ):
                    text = palette_line(it)
                    line.show(text)
        except KeyboardInterrupt:
            self.stderr.write("\nStopped. The next run goes on from here.")
            sys.exit(130)
        line.end(text)
        keep_up()
