"""manage.py purge_expired: drop what may no longer be kept."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gallery.harvest.retention import purge


class Command(BaseCommand):
    """Drops what Harvard sent over two weeks ago and did not send again."""

    help = "Drop what is older than a provider's terms allow to keep it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        gone = purge()
        self.stdout.write(
            f"Dropped {gone.rows:,} pictures, what {gone.objects:,} others show, "
            f"{gone.matches:,} lists of matches, {gone.answers:,} cached answers."
        )
