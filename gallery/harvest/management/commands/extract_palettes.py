"""manage.py extract_palettes: palettes for pictures whose provider sends none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery import upstreams
from gallery.catalog.index_build import keep_up
from gallery.harvest.palette_files import write_palettes
from gallery.harvest.palettes import extract_palettes
from gallery.harvest.progress import palette_line
from gallery.harvest.showing import show


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

    def handle(self, *_args: Any, files: list[Path] | None, json: bool, **options: Any) -> None:
        if files:
            sys.exit(0 if write_palettes(files, self.stdout, self.stderr, as_json=json) else 1)
        if json:
            raise CommandError("--json goes with --files.")
        given = {name: options[name] for name in ("limit", "again", "workers")}
        steps = extract_palettes(upstreams.fetch_picture, **given)
        show(steps, palette_line, self.stdout, self.stderr)
        keep_up()
