"""What a visitor typed into the search field, read into terms. Pure; never an error.

Plain words must all occur. ``"…"`` is a phrase. ``-word`` and ``-"…"`` exclude. The last
plain word also finds longer words that begin with it. Anything else separates words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_TERMS = 24
MAX_TOKENS = 48
MAX_TOKEN_LENGTH = 60
MIN_PREFIX_LENGTH = 2  # what the prefix index of the full-text table begins with

_CHUNK = re.compile(r'(-*)(?:"([^"]*)(?:"|$)|([^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Tokens that must stand next to each other, in this order."""

    tokens: tuple[str, ...]
    is_phrase: bool = False
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A visitor's words: what must occur and what must not."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


def tokens(text: str) -> tuple[str, ...]:
    """Runs of letters, digits and the marks on them in `text`, composed (NFC).

    Case and diacritics stay: each database folds them in the same way as its index.
    """
    found: list[str] = []
    run = ""
    for sign in unicodedata.normalize("NFC", text) + " ":
        if unicodedata.category(sign)[0] in "LNM":
            run += sign
        elif run:
            if any(unicodedata.category(it)[0] in "LN" for it in run):
                found.append(run[:MAX_TOKEN_LENGTH])
            run = ""
    return tuple(found)


def read_words(text: str) -> Words:
    """The terms in `text`; falsy when there is no letter or digit to search for.

    At most MAX_TERMS terms of together MAX_TOKENS tokens; the rest is left out.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    room = MAX_TOKENS
    last: Term | None = None
    for signs, phrase, word in _CHUNK.findall(text):
        run = tokens(phrase or word)[:room]
        if not run or len(wanted) + len(unwanted) == MAX_TERMS:
            continue
        room -= len(run)
        last = Term(run, is_phrase=bool(phrase))
        (unwanted if signs else wanted).append(last)
    if wanted and wanted[-1] is last and not last.is_phrase:
        long_enough = len(last.tokens[-1]) >= MIN_PREFIX_LENGTH
        wanted[-1] = Term(last.tokens, is_prefix=long_enough)
    return Words(tuple(wanted), tuple(unwanted))
