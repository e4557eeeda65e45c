"""The palette bar as markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from gallery.web.patterns import pattern
from gallery.web.presenters.palettes import Segment


def bar(segments: Sequence[Segment], text: str, kind: str = "", frame: str = "") -> SafeString:
    """A bar of `segments` that reads as `text`, "" where there are none.

    ``kind`` is its look (``bar--<kind>``), ``frame`` how many of 100 units are framed.
    """
    if not segments:
        return mark_safe("")
    rects = [
        f'<rect x="{it.x}" width="{it.width}" height="1" fill="{escape(it.color)}"/>'
        for it in segments
    ]
    values = {"rects": mark_safe("".join(rects)), "text": text, "kind": kind, "frame": frame}  # noqa: S308
    return pattern("components/bar.html", **values)
