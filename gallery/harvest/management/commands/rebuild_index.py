"""manage.py rebuild_index: the search index anew from the rows."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gallery.catalog.index_build import rebuild


class Command(BaseCommand):
    """Builds the arrays that filters, facets and colours are searched by."""

    help = "Build the search index anew; running servers change over by themselves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--merge", action="store_true", help="only work in what changed since the last time"
        )

    def handle(self, *_args: Any, merge: bool, **_: Any) -> None:
        began = time.perf_counter()
        generation = rebuild(full=not merge)
        seconds = time.perf_counter() - began
        self.stdout.write(
            f"Generation {generation.number}: {generation.pictures:,} rows in {seconds:.1f} s"
        )
