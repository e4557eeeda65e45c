"""Reads single values out of payloads that may hold anything at all.

Every function takes whatever JSON can hold and never raises; what cannot be read comes
back as the empty value of its kind.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any
from urllib.parse import urlsplit

LONGEST_TEXT = 20_000  # characters; the longest descriptions seen are a tenth of it
LONGEST_URL = 2_000
LARGEST_ID = 2**63 - 1  # what a database's big integer holds
LARGEST_SIDE = 1_000_000  # px; the widest recorded picture has 41,768

# Marks that reorder or hide the text around them: embeddings, overrides, isolates,
# interlinear annotation, tags. The plain marks LRM, RLM, ZWJ, ZWNJ belong to real words.
_MISLEADING = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffc\u200b\u2060-\u2064"
    "\U000e0000-\U000e007f]"
)
# Controls but for line break and tab, halves of surrogate pairs, noncharacters.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0010fffe\U0010ffff]"
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_STACKED_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")
_DIGITS = re.compile(r"[0-9]{1,19}")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?=$|[T ])")
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,80}")
# These could end a URL inside an attribute, a srcset candidate or a CSS url().
_UNSAFE_IN_URL = re.compile("[ ,\"'<>\\\\^`{|}]")


def printable(value: str) -> str:
    """`value` without control, surrogate and misleading characters; line breaks stay."""
    value = value[:LONGEST_TEXT]
    if value.isascii() and value.isprintable():
        return value
    kept = _NO_TEXT.sub(" ", _MISLEADING.sub("", value))
    return _STACKED_MARKS.sub(r"\1", kept)


def text(value: Any) -> str:
    """One line of plain text; numbers become text, everything else that is no text is ""."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value) if abs(value) <= LARGEST_ID else ""  # nan and infinity are not
    if not isinstance(value, str):
        return ""
    return " ".join(printable(value).split())


def whole(value: Any, *, largest: int = LARGEST_ID) -> int | None:
    """A whole number from 0 to `largest`, also from ``"12"`` and ``12.0``; else None."""
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= largest else None


def share(value: Any) -> float | None:
    """A share above 0 and up to 1, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 < value <= 1 else None


def hex_color(value: Any) -> str:
    """``#rrggbb`` in lower case, or ""."""
    found = _HEX.fullmatch(value.strip()) if isinstance(value, str) else None
    return f"#{found[1].lower()}" if found else ""


def day(value: Any) -> dt.date | None:
    """The day that an ISO date or date and time begins with. Years before 1000 are no days."""
    found = _DAY.match(value.strip()) if isinstance(value, str) else None
    if not found or found[1] < "1000":
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def moment(value: Any) -> dt.datetime | None:
    """An ISO date and time with its zone; both ``-0400`` and ``-04:00`` occur. Else None."""
    if not isinstance(value, str) or not _DAY.match(value):
        return None
    try:
        found = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    if not 1900 <= found.year <= 2200:  # far enough from where adding a zone overflows
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def media_type(value: Any) -> str:
    """A MIME type in lower case without parameters, or ""."""
    word = value.partition(";")[0].strip().lower() if isinstance(value, str) else ""
    return word if _MEDIA_TYPE.fullmatch(word) else ""


def https_url(value: Any, hosts: frozenset[str], *, allow_local: bool = False) -> str:
    """`value`, untouched, if a page may point there; else "".

    That is https on one of `hosts`, without user, password or another port, and without
    any character that could end a URL inside ``srcset`` or an attribute. With `allow_local`
    also an address of this server's own sandbox, ``/sandbox/…``.
    """
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_URL:
        return ""
    if not value.isprintable() or _UNSAFE_IN_URL.search(value):
        return ""
    if allow_local and value.startswith("/sandbox/"):
        return "" if "/.." in value or "//" in value else value
    scheme, _, rest = value.partition("://")
    if scheme == "https" and rest.partition("/")[0] in hosts:
        return value  # the usual case, without taking the address apart
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return ""
    is_plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    return value if is_plain and parts.hostname in hosts else ""
