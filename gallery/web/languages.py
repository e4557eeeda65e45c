"""Which language a page is in, and the addresses of the same page in the others.

A language is chosen by the first part of an address (``/de/…``), else by ``Accept-Language``.
No cookie: what a reader chose is in the address, and stays there, since every address that
`reverse` makes while such a page is answered begins with the same part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, set_script_prefix
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

# What programs read is the same for everyone, and so are files.
_UNSPOKEN = re.compile(
    r"/(?:static|sandbox|oembed)/|.*\.(?:csv|json|xml|txt|ico)\Z|/(?:healthz|readyz|metrics)\Z"
)


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language: its code, its own name, its path with the query string."""

    code: str
    name: str
    path: str
    is_current: bool


def split(path: str) -> tuple[str, str]:
    """The language that a path names ("" for none) and the rest: "/de/gaps/" → "de", "/gaps/".

    The rest is "" where there is not even a slash behind the language.
    """
    code, slash, rest = path[1:].partition("/")
    return (code, slash + rest) if code in dict(settings.LANGUAGES) else ("", path)


def is_spoken(path: str) -> bool:
    """Whether what `path` (without a language) answers is in a language at all."""
    return not _UNSPOKEN.match(path)


@lru_cache(maxsize=1000)
def accepted(header: str) -> str:
    """The best of our languages for an ``Accept-Language`` header (RFC 9110 §12.5.4)."""
    for wished, _quality in parse_accept_lang_header(header):
        if wished == "*":
            break
        try:
            return get_supported_language_variant(wished)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def versions(request: HttpRequest) -> list[Version]:
    """The page that was asked for, in each language."""
    query = request.META.get("QUERY_STRING", "")
    tail = request.path_info + (f"?{query}" if query else "")
    current = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return [
        Version(code, str(name), f"/{code}{tail}", code == current)
        for code, name in settings.LANGUAGES
    ]


@contextmanager
def prefixed(prefix: str) -> Iterator[None]:
    """Every address made inside begins with `prefix`."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)
