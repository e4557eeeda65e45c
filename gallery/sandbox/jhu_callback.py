"""Which ``callback`` names may be wrapped around an answer (JSONP)."""

from __future__ import annotations

import re

# A dotted chain of plain identifiers: nothing that could be a program.
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,63}(?:\.[A-Za-z_$][\w$]{0,63}){0,7}", re.ASCII)
_RESERVED_WORDS = """
await break case catch class const continue debugger default delete do else enum export
extends false finally for function if implements import in instanceof interface let new
null package private protected public return static super switch this throw true try
typeof var void while with yield eval arguments
"""
_RESERVED = frozenset(_RESERVED_WORDS.split())


def is_safe_callback(name: str) -> bool:
    """Whether `name` is a dotted chain of JavaScript identifiers and nothing more."""
    return bool(_CALLBACK.fullmatch(name)) and _RESERVED.isdisjoint(name.split("."))
