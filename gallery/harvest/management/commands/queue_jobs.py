"""manage.py queue_jobs: tells the workers what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gallery.harvest.tasks import queue_all


class Command(BaseCommand):
    """Meant for a timer: once a day is enough."""

    help = "Queue a harvest of every connected provider, the missing palettes, and purging."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", type=date.fromisoformat, help="only changes from DATE on")

    def handle(self, *_args: Any, since: date | None, **_options: Any) -> None:
        for name in queue_all(since=since.isoformat() if since else ""):
            self.stdout.write(f"queued: {name}")
