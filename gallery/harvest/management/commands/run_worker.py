"""manage.py run_worker: does the queued jobs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_tasks_db.management.commands.db_worker import Worker

from gallery.harvest.workers import HEARTBEAT, work


class Command(BaseCommand):
    """Runs until SIGTERM, which lets the current job finish; a second one ends it."""

    help = "Run queued jobs: harvests, palettes, purging. Several workers may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="end when nothing is queued")
        parser.add_argument("--interval", type=float, default=1.0, help="s between two looks")
        parser.add_argument("--heartbeat", type=float, default=HEARTBEAT, help="s between two")

    def handle(self, *_args: Any, **options: Any) -> None:
        def make(name: str) -> Worker:
            return Worker(
                queue_names=["*"],
                interval=options["interval"],
                batch=options["batch"],
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
                worker_id=name,
                excluded_queue_names=[],
            )

        work(make, every=options["heartbeat"])
