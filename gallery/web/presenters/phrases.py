"""What the kernel says of files and requests, in the reader's language.

The kernel (lint, IIIF, srcset, files) is plain Python and speaks English, in sentences that
are stored too: an audit keeps what it found. Here stand all of them, with what changes in
braces; a sentence is known by its shape, and said again in another language with its values.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gallery.web.presenters import figures
from gallery.web.presenters.phrase_book import PHRASES

# Placeholders that stand for any text; all others stand for numbers.
TEXTS = frozenset({"text", "names", "url", "size", "reason"})
_NUMBER = r"[-+]?[\d.,:×/e]+"
_PLACE = re.compile(r"\\?\{(\w+)\\?\}")


def _pattern(phrase: str) -> re.Pattern[str]:
    shape = _PLACE.sub(
        lambda it: f"(?P<{it[1]}>{'.+?' if it[1].rstrip('2') in TEXTS else _NUMBER})",
        re.escape(phrase),
    )
    return re.compile(shape, re.DOTALL)


_PATTERNS = tuple((_pattern(phrase), phrase) for phrase in PHRASES)


def phrase_of(text: str) -> tuple[str, dict[str, str]] | None:
    """The phrase that `text` is a case of, and its values; None for what the book has not."""
    for pattern, phrase in _PATTERNS:
        if found := pattern.fullmatch(text):
            return phrase, found.groupdict()
    return None


def said(text: str) -> str:
    """`text` of the kernel for the reader. What is not in the book stays as it is."""
    language = get_language() or "en"
    return text if language == "en" or not text else _said(text, language)


@lru_cache(maxsize=4096)
def _said(text: str, _language: str) -> str:
    """Whole, else in its parts; the language is what remembered sentences are kept apart by."""
    parts = text.split("; ")
    for count in range(len(parts), 0, -1):  # some sentences have a semicolon themselves
        first, rest = "; ".join(parts[:count]), "; ".join(parts[count:])
        if known := _one(first) or (_list(first) if count == 1 else ""):
            return f"{known}; {_said(rest, _language)}" if rest else known
    return "; ".join([parts[0], *map(partial(_said, _language=_language), parts[1:])])


def _list(text: str) -> str:
    parts = [_one(part) for part in text.split(", ")]
    return ", ".join(parts) if all(parts) else ""


def _one(text: str) -> str:
    found = phrase_of(text)
    if found is None:
        return ""
    phrase, values = found
    return _(phrase).format(**{name: _value(value) for name, value in values.items()})


def _value(value: str) -> str:
    return figures.local(value) if re.fullmatch(r"[\d,]+(\.\d+)?", value) else value
