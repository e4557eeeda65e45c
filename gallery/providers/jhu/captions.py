"""Hub captions: HTML from outside → safe HTML, and the same as plain text."""

from __future__ import annotations

import html
import re
from typing import Any

import nh3

from gallery.providers import values

TAGS = frozenset(
    ["p", "br", "em", "strong", "i", "b", "a", "ul", "ol", "li", "sub", "sup", "blockquote"]
)
SCHEMES = frozenset({"https", "http", "mailto"})

# Where one block ends and the next begins, plain text needs a space.
_BREAKS = re.compile(r"(?i)<(?:br|/?(?:p|div|li|ul|ol|blockquote|h[1-6]|tr|td|th|table))\b[^<>]*>")


def safe_html(value: Any) -> str:
    """`value` with nothing left but a few tags and absolute links; "" where it says nothing."""
    if not isinstance(value, str):
        return ""
    cleaned = nh3.clean(
        values.printable(value),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes=set(SCHEMES),
        url_relative="deny",  # a relative link would lead into our own site
        link_rel="noopener noreferrer nofollow",
    )
    # Character references have become characters only now.
    cleaned = values.printable(cleaned).strip()
    return "" if not plain_text(cleaned) else cleaned


def plain_text(value: Any) -> str:
    """`value` without any markup, on one line."""
    if not isinstance(value, str):
        return ""
    spaced = _BREAKS.sub(" ", values.printable(value))
    return values.text(html.unescape(nh3.clean(spaced, tags=set())))
