"""manage.py demo: everything `make demo` does after installing."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gallery import serving
from gallery.harvest import demo
from gallery.harvest.progress import ProgressLine


class Command(BaseCommand):
    """Prepares what is missing, then serves until it is stopped."""

    help = "Migrate, fill the sandbox and the catalogue where they are empty, and serve."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_args: Any, host: str, port: int, **_: Any) -> None:
        if not 0 < port < 65536 or not serving.is_free(host, port):
            raise CommandError(f"Port {port} on {host} is taken. Choose another, as in PORT=8001.")
        line = ProgressLine(self.stdout)
        demo.migrate()
        if settings.LIGHTTABLE.is_sandboxed:
            demo.hang_sandbox(line)
        for error in demo.fill_catalogue(line):
            self.stderr.write(error)
        demo.read_palettes(line)
        demo.collect_static(self.stdout.write)
        hosts = [*os.environ.get("ALLOWED_HOSTS", "").split(","), *demo.names_of_this_machine(host)]
        os.environ["ALLOWED_HOSTS"] = ",".join(filter(None, hosts))
        os.environ["SECRET_KEY"] = settings.SECRET_KEY
        self.stdout.flush()
        # The server forks its workers. From this process they would inherit pools whose
        # threads they do not have, and the first question in each would wait in vain.
        manage = str(settings.BASE_DIR / "manage.py")
        serve = [sys.executable, manage, "serve", "--host", host, "--port", str(port)]
        os.execv(sys.executable, serve)  # noqa: S606 - our own command, without a shell
