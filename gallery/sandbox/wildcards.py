"""``*`` and ``?`` in a term, matched without backtracking that a caller could blow up."""

from __future__ import annotations

from collections.abc import Sequence

ANY = None  # stands for ``*`` in a pattern
ONE = ""  # stands for ``?``

Pattern = Sequence[str | None]


def read_pattern(text: str) -> tuple[str | None, ...]:
    r"""`text` character by character, its escapes (``\*``) resolved, wildcards apart."""
    parts: list[str | None] = []
    letters = iter(text)
    for letter in letters:
        if letter == "\\":
            parts.append(next(letters, "\\"))
        elif letter == "*":
            parts.append(ANY)
        elif letter == "?":
            parts.append(ONE)
        else:
            parts.append(letter)
    return tuple(parts)


def has_wildcard(pattern: Pattern) -> bool:
    """Whether `pattern` holds an unescaped ``*`` or ``?``."""
    return ANY in pattern or ONE in pattern


def literal(pattern: Pattern) -> str:
    """The text of a `pattern` that holds no wildcard."""
    return "".join(part or "" for part in pattern)


def matches(pattern: Pattern, text: str) -> bool:
    """Whether the whole of `text` fits `pattern`. At most len(pattern) × len(text) steps."""
    at = place = 0
    star = resume = -1
    while place < len(text):
        if at < len(pattern) and pattern[at] is ANY:
            star, resume = at, place
            at += 1
        elif at < len(pattern) and pattern[at] in (ONE, text[place]):
            at += 1
            place += 1
        elif star >= 0:
            resume += 1
            at, place = star + 1, resume
        else:
            return False
    return all(part is ANY for part in pattern[at:])
