"""manage.py bench: what is promised of speed and size, measured against named baselines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery.bench import catalogue, colors, fanout, palettes, report, serving, text
from gallery.bench.figures import Figure

TARGETS = ("colors", "text", "page", "fanout", "palettes")
PROMISED_AT = 1_000_000  # records
ON_A_CATALOGUE = ("text", "page", "fanout")


class Command(BaseCommand):
    """Measures in a database of its own, which is kept for the next run."""

    help = "Measure colours, text, page, fanout or palettes at N records."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", choices=[*TARGETS, "all"])
        parser.add_argument("--records", type=int, default=100_000)
        parser.add_argument("--data", type=Path, help="a folder of metadata and recordings")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--write", type=Path, help="replace this run's part of a document")

    def handle(self, *_args: Any, target: str, records: int, **options: Any) -> None:
        if records < 1_000:
            raise CommandError("At least 1,000 records: fewer say nothing.")
        found: list[Figure] = []
        for it in self._figures(target, records, options["data"]):
            figure = it if records >= PROMISED_AT or it.is_of_any_size else replace(it, limit=None)
            found.append(figure)
            if not options["json"]:
                self.stdout.write(report.line(figure))
        if options["json"]:
            self.stdout.write(json.dumps({"results": [it.as_json() for it in found]}, indent=1))
        if path := options["write"]:
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            title = f"{target}, {records:,} records"
            path.write_text(report.document(before, title, found), encoding="utf-8")

    def _figures(self, target: str, records: int, data: Path | None) -> Iterator[Figure]:
        wanted = TARGETS if target == "all" else (target,)
        if "colors" in wanted:
            yield from colors.figures(records, data)
        if "palettes" in wanted:
            yield from palettes.figures(data)
        if not set(wanted) & set(ON_A_CATALOGUE):
            return
        catalogue.use_own_database(records)
        try:
            filled = catalogue.fill(records, data, self.stderr.write)
        except catalogue.NotOurs as error:
            raise CommandError(str(error)) from None
        yield from serving.ingest_rate(filled)
        if "text" in wanted:
            yield from text.figures()
        if "page" in wanted:
            yield from text.together()
            yield from serving.memory()
        if "fanout" in wanted:
            yield from fanout.figures()
