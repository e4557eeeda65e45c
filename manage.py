#!/usr/bin/env python3
"""Django's command line, for Lighttable."""

import os
import sys


def main() -> None:
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gallery.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit("Django is not installed here. Run `make venv` first.") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
