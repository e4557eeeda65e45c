"""Template tags: only what a template cannot say itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gallery.web import languages as spoken
from gallery.web import script_words as script_words_of
from gallery.web.exports.addresses import Site
from gallery.web.presenters import figures

register = template.Library()


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str) -> str:
    """The whole address of `path`: on PUBLIC_URL where it is set, else as it was asked for."""
    request = context.get("request")
    return Site.of(request).whole(path) if request else path


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[spoken.Version]:
    """The page in each language; none where there is no request to tell its address."""
    request = context.get("request")
    return spoken.versions(request) if request else []


@register.simple_tag
def listed(words: Iterable[str]) -> str:
    """Words as a sentence has them: "red, green and blue"."""
    return figures.listed(list(words))


@register.simple_tag
def script_words() -> SafeString | str:
    """What scripts say, as JSON; nothing where they say it in English by themselves."""
    if (get_language() or "en") == "en":
        return ""
    return json_script(script_words_of.translated(), "words")
