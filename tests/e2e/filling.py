"""Fills the site of the browser tests: ``python -m tests.e2e.filling``.

One process for all commands: starting each would take longer than most of their work.
Prints the addresses of a page of each kind, Harvard's picture, the Hub's and its document.
"""

import io

import django
from django.core.management import call_command


def fill() -> list[str]:
    """Collect the static files, harvest the sandbox, read its palettes; the addresses."""
    from gallery.catalog.models import Image
    from gallery.sandbox.collection import load_collection

    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0)
    load_collection()  # drawing it anew takes longer than the deadline of a question
    for command in ("harvest_images", "extract_palettes"):
        call_command(command, stdout=io.StringIO(), stderr=io.StringIO())
    shown = Image.objects.exclude(palette=[])
    kinds = (
        shown.filter(provider="harvard", permission_level=0, width__gte=2000, make__gt=""),
        shown.filter(provider="jhu", kind="image", width__gte=2000),
        Image.objects.filter(kind="document"),
    )
    return [kind.order_by("identifier")[0].get_absolute_url() for kind in kinds]


if __name__ == "__main__":
    django.setup()
    print(*fill(), sep="\n")
