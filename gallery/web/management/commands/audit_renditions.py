"""`manage.py audit_renditions`: how the delivered files of a result set really are."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from gallery import upstreams
from gallery.harvest.audit import AuditProgress, Reading, audit_renditions
from gallery.harvest.progress import ProgressLine
from gallery.search.query import SearchQuery
from gallery.web.audit_report import AuditTable, finding_lines, progress_line
from gallery.web.exports.rows import matching

LIVE_PAUSE = 0.5


class Command(BaseCommand):
    """Opens the files of all pictures of a query; a stopped run is resumed."""

    help = "Find broken, mislabelled, upscaled, wrongly typed and too heavy files of a query."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="?", default="", help="as in the address of the page")
        parser.add_argument("--csv", type=Path, metavar="FILE", help="write every file's row here")
        parser.add_argument("--again", action="store_true", help="also those looked at lately")
        parser.add_argument("--pause", type=float, help="seconds between two pictures")

    def handle(self, *_args: Any, query: str, **options: Any) -> None:
        wanted, problems = SearchQuery.from_params(QueryDict(query.lstrip("/?")))
        if problems:
            raise CommandError("; ".join(f"{name}: {text}" for name, text in problems.items()))
        pause = options["pause"]
        if pause is None:
            pause = 0.0 if settings.LIGHTTABLE.is_sandboxed else LIVE_PAUSE
        reading = Reading(
            upstreams.fetch_picture_start, upstreams.fetch_picture_end, pause=max(0.0, pause)
        )
        line = ProgressLine(self.stdout)  # type: ignore[arg-type]
        it = AuditProgress(0)
        with ExitStack() as stack:
            try:
                table = self._table(options["csv"], stack)
                for it in audit_renditions(matching(wanted), reading, again=options["again"]):
                    for text in finding_lines(it):
                        line.end(text)
                    if table:
                        table.add(it)
                    line.show(progress_line(it))
            except KeyboardInterrupt:
                line.end(progress_line(it))
                self.stderr.write("Stopped. The same command goes on from here.")
                raise SystemExit(130) from None
        line.end(progress_line(it))
        if it.stopped:
            raise CommandError(f"The host does not answer ({it.stopped}); try again later.")

    def _table(self, path: Path | None, stack: ExitStack) -> AuditTable | None:
        if path is None:
            return None
        try:
            return AuditTable(stack.enter_context(path.open("w", newline="", encoding="utf-8")))
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
