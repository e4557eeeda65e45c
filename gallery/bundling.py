"""Several files of ours as one: style sheets and modules, as visitors get them.

What is written here only reads our own files, so only the forms that they use are known:
`@import "other.css";`, `import { a, b } from "./other.js";`, `import "./other.js";`, and
`export` before a declaration or a list of names. Anything else is an error when files are
collected. `import("./other.js")`, which loads a module when it is needed, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import rcssmin
import rjsmin

Reader = Callable[[str], str]
"""The name of a file beside the others, such as "keys.js" → its text."""

STYLE_IMPORT = re.compile(r'^@import "([\w-]+\.css)";\n?', re.MULTILINE)
IMPORT = re.compile(
    r'^import (?:\{\s*(?P<names>\w+(?:,\s*\w+)*),?\s*\} from )?"\./(?P<name>[\w-]+\.js)";',
    re.MULTILINE,
)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (?P<name>\w+))", re.MULTILINE)
EXPORT_LIST = re.compile(r"^export \{ (?P<names>\w+(?:, \w+)*) \};$", re.MULTILINE)
UNKNOWN = re.compile(r"^(?:import|export)\b[^(].*", re.MULTILINE)


class UnknownFormError(ValueError):
    """A file says `import` or `export` in a way that is not known here."""


def style(name: str, read: Reader) -> str:
    """A style sheet with all that it imports in place, without comments and space."""
    return str(rcssmin.cssmin(_inlined(name, read)))


def module(name: str, read: Reader) -> str:
    """A module behind all that it imports, each of them once and in the order they would run.

    Those before it become functions that run at once and return what they export; its own
    exports stay exports.
    """
    *before, last = _in_order(name, read)
    parts = [_wrapped(it, read(it)) for it in before]
    return str(rjsmin.jsmin("\n".join([*parts, _linked(read(last))])))


def _inlined(name: str, read: Reader) -> str:
    return STYLE_IMPORT.sub(lambda found: _inlined(found[1], read) + "\n", read(name))


def _in_order(name: str, read: Reader, seen: set[str] | None = None) -> Iterator[str]:
    """A module's name behind those that it needs, depth first, as ECMAScript runs them."""
    seen = set() if seen is None else seen
    if name in seen:
        return
    seen.add(name)
    for found in IMPORT.finditer(read(name)):
        yield from _in_order(found["name"], read, seen)
    yield name


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))


def _linked(text: str) -> str:
    """The module with its imports taken from the functions before it."""

    def taken(found: re.Match[str]) -> str:
        return f"const {{{found['names']}}} = {_variable(found['name'])};" if found["names"] else ""

    linked = IMPORT.sub(taken, text)
    for found in UNKNOWN.finditer(EXPORT_LIST.sub("", EXPORT.sub("", linked))):
        raise UnknownFormError(found[0])
    return linked


def _wrapped(name: str, text: str) -> str:
    linked = _linked(text)
    names = [found["name"] for found in EXPORT.finditer(linked)]
    for found in EXPORT_LIST.finditer(linked):
        names += [part.strip() for part in found["names"].split(",") if part.strip()]
    body = EXPORT_LIST.sub("", EXPORT.sub("", linked))
    return f"const {_variable(name)} = (() => {{\n{body}\nreturn {{{', '.join(names)}}};\n}})();"
