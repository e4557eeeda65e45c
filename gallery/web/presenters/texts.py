"""The words of a record as a page says them: titles, alternative texts, names, sizes."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.records import ImageRecord
from gallery.sources import SOURCES, label_of
from gallery.web.presenters import figures
from gallery.web.presenters.palettes import main_words

# WCAG sets no limit, but a screen reader says this in one breath and no more.
LONGEST_ALT = 240
PROVIDERS_LANGUAGE = "en"  # what both of them write in
MEDIA_NAMES = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "text/csv": "CSV",
    "text/plain": noop("Text"),
    "application/zip": "ZIP",
}


def provider_label(name: str) -> str:
    """The provider's name in full."""
    return label_of(name)


def provider_mark(name: str) -> str:
    """The provider's name where there is little room."""
    return SOURCES[name].mark if name in SOURCES else name.title()


def provider_site(name: str) -> str:
    """Where a record that names no page of its own leads: the terms ask for a way back."""
    return SOURCES[name].home if name in SOURCES else ""


def alternative_text(record: ImageRecord) -> str:
    """The provider's alternative text, else its caption, else a truthful sentence."""
    text = record.alt_text or record.caption or stand_in(record)
    return shortened(text, LONGEST_ALT)


def alternative_language(record: ImageRecord) -> str:
    """Value of ``lang`` for its alternative text; "" where that is in the page's language."""
    return _language(bool(record.alt_text or record.caption))


def title_language(record: ImageRecord) -> str:
    """Value of ``lang`` for its title; "" where that is in the page's language."""
    return _language(record.is_named)


def _language(is_the_providers: bool) -> str:
    is_other = (get_language() or PROVIDERS_LANGUAGE) != PROVIDERS_LANGUAGE
    return PROVIDERS_LANGUAGE if is_the_providers and is_other else ""


def stand_in(record: ImageRecord) -> str:
    """What can truthfully be said of a picture that nobody described."""
    words = main_words(record.palette)
    if not words:
        return _("Photograph, no description supplied")
    said = _("Photograph, no description supplied; mostly {colors}")
    return said.format(colors=figures.listed(words))


def title(record: ImageRecord) -> str:
    """The best short title: the record's own words, else a plain number."""
    if record.is_named:
        return record.label
    return numbered(record)


def numbered(record: ImageRecord) -> str:
    """What a record without any words is called: "Picture 123"."""
    said = _("Document {number}") if record.kind == "document" else _("Picture {number}")
    return said.format(number=record.identifier)


def shortened(text: str, most: int) -> str:
    """`text` on one line, cut at a word with an ellipsis where it is over `most` long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def media_name(media_type: str) -> str:
    """A media type as people say it: "PDF", "JPEG"."""
    plain = media_type.partition(";")[0].strip().lower()
    if not plain:
        return ""
    named = MEDIA_NAMES.get(plain)
    return _(named) if named else plain.rpartition("/")[2].upper()[:12]


def pixel_size(width: int, height: int) -> str:
    """A size as in "2,550 × 1,700 px", or "" where the provider does not say."""
    return figures.pixel_size(width, height)


def withheld_reason(record: ImageRecord) -> str:
    """Why a picture is not shown, or not shown large; "" where nothing is held back."""
    rights = record.rights
    if record.kind == "document":
        return ""
    if rights.access_level == 0:
        return _("The museum restricts this picture; it is not shown.")
    if rights.permission_level == 2:
        return _("The rights holder does not allow this picture to be shown.")
    if rights.permission_level == 1:
        return _("Shown at 256 px at most, as the rights holder allows.")
    if rights.is_permission_unknown:
        return _("Shown at 256 px at most until the museum’s permission is known.")
    return ""
