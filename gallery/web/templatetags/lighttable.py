"""Template tags: only what a template cannot say itself."""

from __future__ import annotations

from typing import Any

from django import template

from gallery.web.exports.addresses import Site

register = template.Library()


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str) -> str:
    """The whole address of `path`: on PUBLIC_URL where it is set, else as it was asked for."""
    request = context.get("request")
    return Site.of(request).whole(path) if request else path
