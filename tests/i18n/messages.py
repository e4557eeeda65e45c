"""`make messages`: what there is to translate, found; catalogues brought up to date, compiled.

Babel does it, so no gettext tools are needed. Messages are in Python (`gettext`, `ngettext`,
`pgettext`, `noop`), in templates, and CSS's colour names, which are in a table of their own.
"""

import datetime as dt
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.paths import ROOT

LOCALE = ROOT / "locale"
KEYWORDS = {
    "_": None, "gettext": None, "noop": None, "gettext_noop": None, "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
WHENEVER = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
HEAD = "Lighttable. Set in Babel's order; see docs/translations.md."


def sources() -> list[Path]:
    code = [it for it in sorted((ROOT / "gallery").rglob("*.py")) if "sandbox" not in it.parts]
    return code + sorted((ROOT / "templates").rglob("*.html"))


def python_of(path: Path) -> bytes:
    """A file as Babel reads it; of a template what makemessages makes of it."""
    from django.utils.translation import templatize

    text = path.read_text()
    if path.suffix == ".html":
        text = "\n".join(it.strip() for it in templatize(text, origin=str(path)).splitlines())
    return text.encode()


def found() -> Catalog:
    """Everything that is said, with where."""
    from gallery.color.css_names import DISPLAY_NAMES

    catalog = Catalog(project="Lighttable", header_comment=f"# {HEAD}", fuzzy=False)
    for path in sources():
        place = str(path.relative_to(ROOT))
        messages = extract("python", io.BytesIO(python_of(path)), KEYWORDS)
        for _line, message, comments, context in messages:
            catalog.add(message, locations=[(place, None)], auto_comments=comments, context=context)
    for name in DISPLAY_NAMES:
        if "Gray" not in name:
            catalog.add(
                name, context="CSS colour", locations=[("gallery/color/css_names.py", None)]
            )
    return catalog


def kept(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    catalog.creation_date = catalog.revision_date = WHENEVER  # the same file for the same words
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """What belongs in the .mo file."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update(language: str) -> int:
    """Bring one language up to date; how many of its messages are not translated."""
    folder = LOCALE / language / "LC_MESSAGES"
    catalog = kept(language) if (folder / "django.po").exists() else Catalog(locale=language)
    catalog.update(found(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    out = io.BytesIO()
    write_po(out, catalog, width=96, sort_output=True, include_lineno=False)
    text = out.getvalue().decode()
    lines = [it for it in text.splitlines() if not it.startswith(('"POT-Creation', '"PO-Revision'))]
    (folder / "django.po").write_text("\n".join(lines) + "\n")
    (folder / "django.mo").write_bytes(compiled(kept(language)))
    return sum(not all(it.string if it.pluralizable else [it.string]) for it in catalog if it.id)


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    for folder in sorted(LOCALE.iterdir()):
        left = update(folder.name)
        print(f"{folder.name}: {left} messages are not translated")
    sys.exit(0)
