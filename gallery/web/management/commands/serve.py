"""`manage.py serve`: the production server."""

from __future__ import annotations

import argparse
from typing import Any

from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from gallery import serving


class Command(BaseCommand):
    """Serves until it is told to stop; running requests finish first."""

    help = "Serve the gallery with the production server. Settings come from the environment."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--workers", type=int, help="processes; default: one per core, two at least"
        )

    def handle(
        self, *_args: Any, host: str, port: int, workers: int | None, **_options: Any
    ) -> None:
        if not serving.is_free(host, port):
            raise CommandError(f"Port {port} on {host} is taken. Choose another: PORT={port + 1}")
        self.collect()
        where = serving.address(host, port)
        serving.serve(
            host,
            port,
            workers=workers,
            ready=lambda: self.stdout.write(f"Lighttable is on {where}"),
        )

    def collect(self) -> None:
        """Pages name static files by their hashes: without the list of these no page can be."""
        try:
            storage: object = staticfiles_storage
            if not isinstance(storage, ManifestFilesMixin) or storage.hashed_files:
                return
            self.stdout.write("Static files are not collected yet: doing that once …")
            call_command("collectstatic", verbosity=0, interactive=False)
        except OSError as error:
            raise CommandError(
                f"Static files are not collected, and {error.filename or 'their folder'} cannot be "
                f"used ({error.strerror}). Run manage.py collectstatic as someone who may."
            ) from None
