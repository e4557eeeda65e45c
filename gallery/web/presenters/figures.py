"""Numbers, shares, sizes, spans of time and dates as the reader's language writes them.

For people only: attributes, style, addresses and exports keep plain ASCII numbers.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.utils.formats import date_format, get_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

MINUTE, HOUR, DAY = 60, 3600, 86_400


@lru_cache(maxsize=16)
def _signs(language: str) -> dict[int, str]:
    """What stands in place of "," and "." of a number written by Python."""
    names = {",": "THOUSAND_SEPARATOR", ".": "DECIMAL_SEPARATOR"}
    return str.maketrans({it: get_format(name, lang=language) for it, name in names.items()})


def local(text: str) -> str:
    """A number as Python writes it, "1,204.5", as the language writes it."""
    language = get_language() or "en"
    return text if language == "en" else text.translate(_signs(language))


def count(number: int) -> str:
    """A whole number: "1,204"."""
    return local(f"{number:,}")


def decimal(value: float, places: int) -> str:
    """A number with so many places: "6.2"."""
    return local(f"{value:,.{places}f}")


def rounded(value: float, digits: int) -> str:
    """A number with so many digits that count: "24.1", "0.85"."""
    return local(f"{value:.{digits}g}")


def percent(share: float, places: int = 0) -> str:
    """A share from 0 to 1: "23%"."""
    return of_hundred(decimal(share * 100, places))


def of_hundred(number: str) -> str:
    """A number of a hundred, already written: "23%"."""
    # Translators: some languages put a space before the sign.
    return pgettext("a share", "{number}%").format(number=number)


def pixel_size(width: int, height: int) -> str:
    """A size as in "2,550 × 1,700 px", or "" where the provider does not say."""
    return f"{count(width)} × {count(height)} px" if width and height else ""


def byte_size(number: int) -> str:
    """Bytes in thousands, as file managers and networks count: "940 B", "94 kB", "1.2 MB"."""
    if number < 1000:
        return f"{number} B"
    return f"{number / 1000:.0f} kB" if number < 999_500 else f"{decimal(number / 1e6, 1)} MB"


def age(seconds: float) -> str:
    """A span of time as people say it: "40 s", "3 min", "2 h", "5 days"."""
    if seconds >= DAY:
        days = int(seconds // DAY)
        return ngettext("{count} day", "{count} days", days).format(count=count(days))
    for size, unit in ((HOUR, "h"), (MINUTE, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return f"{max(1, round(seconds))} s"


def wait(seconds: float) -> str:
    """How long something took: "120 ms", "1.4 s"."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{decimal(seconds, 1)} s"


def day(value: dt.date | dt.datetime) -> str:
    """A date in a sentence or a list: "3 June 2004"."""
    return date_format(value, "DATE_FORMAT")


def short_day(value: dt.date | dt.datetime) -> str:
    """A date in a table: "2004-06-03"."""
    return date_format(value, "SHORT_DATE_FORMAT")


def listed(words: list[str]) -> str:
    """Words in a sentence: "red", "red and blue", "red, green and blue"."""
    if len(words) < 2:
        return "".join(words)
    return gettext("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])
