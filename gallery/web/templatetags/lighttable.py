"""Template tags: only what a template cannot say itself."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str) -> str:
    """The whole address of `path`: on PUBLIC_URL where it is set, else as it was asked for."""
    if settings.LIGHTTABLE.public_url:
        return f"{settings.LIGHTTABLE.public_url}{path}"
    request = context.get("request")
    return str(request.build_absolute_uri(path)) if request else path
