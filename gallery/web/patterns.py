"""Templates of things that a page shows by the hundred: rendered once, filled by joining strings.

The markup stays in its template. It is rendered with marks in place of its values, once for
each language, prefix of addresses and set of values that are there; then a page only joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# NUL is in no template and in no text of the catalogue (`catalog.rows.clean`).
_MARK = re.compile("\0([a-z_]+)\0")

_rendered: dict[tuple[str, str, str], SafeString] = {}


def marks(names: Iterable[str]) -> dict[str, SafeString]:
    """What stands in a `Pattern` where the values of these names will."""
    return {name: mark_safe(f"\0{name}\0") for name in names}  # noqa: S308 - names of ours


class Pattern:
    """Markup with places for values."""

    def __init__(self, marked: str) -> None:
        self._pieces = _MARK.split(marked)
        self._names = self._pieces[1::2]

    def fill(self, values: Mapping[str, str]) -> SafeString:
        """The markup with `values` in their places, escaped where they are not safe already."""
        written = {
            name: value if isinstance(value, SafeString) else escape(value)
            for name, value in values.items()
        }
        pieces = self._pieces.copy()
        pieces[1::2] = [written[name] for name in self._names]
        return mark_safe("".join(pieces))  # noqa: S308 - a template and escaped values


def pattern(template: str, **values: str) -> SafeString:
    """`template`, which prints ``it.<name>``, with these values; an empty one counts as false."""
    names = tuple(name for name, value in values.items() if value)
    return _pattern(template, names, get_language() or "", get_script_prefix()).fill(values)


def once(template: str, context: Mapping[Any, Any]) -> SafeString:
    """`template`, which is the same on every page in a language: rendered for the first of them."""
    place = (template, get_language() or "", get_script_prefix())
    if place not in _rendered:
        _rendered[place] = mark_safe(get_template(template).render(dict(context)))  # noqa: S308
    return _rendered[place]


@lru_cache(maxsize=512)
def _pattern(template: str, names: tuple[str, ...], _language: str, _prefix: str) -> Pattern:
    return Pattern(get_template(template).render({"it": marks(names)}).rstrip())
