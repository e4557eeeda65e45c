"""manage.py bench: what is promised of speed and size, measured against named baselines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery.bench import catalogue, report, subjects


class Command(BaseCommand):
    """Measures in a database of its own, which is kept for the next run."""

    help = "Measure colours, text, page, fanout, palettes or ingest at N records."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject", choices=[*subjects.SUBJECTS, "all"])
        parser.add_argument("--records", type=int, default=100_000)
        parser.add_argument("--data", type=Path, help="a folder of metadata and recordings")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--write", type=Path, help="replace this run's part of a document")

    def handle(self, *_args: Any, subject: str, records: int, **options: Any) -> None:
        if records < subjects.FEWEST:
            raise CommandError(f"At least {subjects.FEWEST:,} records: fewer say nothing.")
        found = []
        try:
            for figure in subjects.figures(subject, records, options["data"], self.stderr.write):
                found.append(figure)
                if not options["json"]:
                    self.stdout.write(report.line(figure))
        except catalogue.NotOurs as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(report.as_json(found))
        if path := options["write"]:
            report.write(path, f"{subject}, {records:,} records", found)
