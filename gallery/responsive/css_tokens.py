"""CSS text as component values, as far as ``sizes`` needs it.

CSS Syntax 3: §4 tokenization, §5.4.7 "Consume a component value". At the end of the
text every open bracket closes by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["space", "number", "dimension", "ident", "delim", "comma", "colon", "bad"]

_IDENT = r"(?:--|-?[A-Za-z_\u0080-\U0010ffff])[\w\u0080-\U0010ffff-]*"
_TOKEN = re.compile(
    rf"""
    (?P<comment>/\*.*?(?:\*/|\Z))
  | (?P<space>[ \t\r\n\f]+)
  | (?P<number>[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?P<unit>{_IDENT}|%)?
  | (?P<function>{_IDENT})\(
  | (?P<ident>{_IDENT})
  | (?P<open>[(\[{{])
  | (?P<close>[)\]}}])
  | (?P<comma>,)
  | (?P<colon>:)
  | (?P<delim>.)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
# Nobody nests deeper on purpose; what does is a mistake, and must not exhaust the stack.
MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``text`` is lower case; numbers have ``number`` and ``unit``."""

    kind: Kind
    text: str
    number: float = 0.0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A function (``name`` set) or a bracketed block (``opener`` "(", "[" or "{")."""

    opener: str
    name: str
    values: tuple[Component, ...]


Component = Token | Block


@lru_cache(maxsize=1024)  # one `sizes` is asked about for every window and pixel ratio
def parse_components(text: str) -> tuple[Component, ...]:
    """Return the component values of `text`; nothing raises, oddities become "bad"."""
    stack: list[tuple[str, str, list[Component]]] = [("", "", [])]
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        matched = match.group()
        if kind == "comment":
            continue
        if kind in ("function", "open") and len(stack) > MAX_DEPTH:
            stack[-1][2].append(Token("bad", matched))
        elif kind in ("function", "open"):
            stack.append((matched[-1], (match["function"] or "").lower(), []))
        elif kind == "close" and _CLOSERS.get(stack[-1][0]) == matched:
            opener, name, values = stack.pop()
            stack[-1][2].append(Block(opener, name, tuple(values)))
        else:
            stack[-1][2].append(_token(match))
    while len(stack) > 1:
        opener, name, values = stack.pop()
        stack[-1][2].append(Block(opener, name, tuple(values)))
    return tuple(stack[0][2])


def _token(match: re.Match[str]) -> Token:
    text = match.group().lower()
    if match["number"] is not None:
        unit = (match["unit"] or "").lower()
        return Token("dimension" if unit else "number", text, float(match["number"]), unit)
    for kind in ("space", "ident", "comma", "colon", "delim"):
        if match[kind] is not None:
            return Token(kind, text)
    return Token("bad", text)


def is_space(component: Component) -> bool:
    """Whether `component` is white space."""
    return isinstance(component, Token) and component.kind == "space"


def without_space(components: tuple[Component, ...]) -> tuple[Component, ...]:
    """Return `components` without any white space among them."""
    return tuple(one for one in components if not is_space(one))


def split_at_commas(components: tuple[Component, ...]) -> list[tuple[Component, ...]]:
    """Return the comma-separated lists of component values (CSS Syntax 3, §5.3.11)."""
    lists: list[list[Component]] = [[]]
    for one in components:
        if isinstance(one, Token) and one.kind == "comma":
            lists.append([])
        else:
            lists[-1].append(one)
    return [tuple(one) for one in lists]
