"""manage.py check_upstreams: whether the providers answer, and as expected."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gallery import upstreams
from gallery.harvest.checkup import check


class Command(BaseCommand):
    """Asks each provider for a page and a record; ends with status 1 if any is not well."""

    help = "Say of each provider: reachable, key good, contract as expected, time taken."

    def handle(self, *_args: Any, **_options: Any) -> None:
        providers = upstreams.providers()
        if settings.LIGHTTABLE.is_sandboxed:
            self.stdout.write("The sandbox stands in for the providers.")
        elif not providers:
            raise CommandError("No provider is connected: set HARVARD_API_KEY or JHU_API_KEY.")
        checkups = [check(provider) for provider in providers.values()]
        for checkup in checkups:
            for line in checkup.lines():
                self.stdout.write(line)
        if not all(checkup.is_fine for checkup in checkups):
            sys.exit(1)
