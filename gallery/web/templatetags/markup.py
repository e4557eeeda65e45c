"""Tags for what a page shows by the hundred; see `gallery.web.patterns`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from gallery.web import bars, patterns
from gallery.web.patterns import pattern
from gallery.web.presenters import figures
from gallery.web.presenters.cards import Card
from gallery.web.presenters.facets import Option
from gallery.web.presenters.palettes import Segment

register = template.Library()


@register.simple_tag
def cards(shown: Sequence[Card], can_be_picked: bool = False) -> SafeString:
    """The cards of a wall; `can_be_picked`: each with a box to tick."""
    found = [it.markup.html(it, can_be_picked=can_be_picked) for it in shown]
    return mark_safe("".join(found))  # noqa: S308 - each is safe


@register.simple_tag
def card(it: Card) -> SafeString:
    """One card by itself."""
    return it.markup.html(it, can_be_picked=False)


@register.simple_tag
def bar(segments: Sequence[Segment], text: str, kind: str = "") -> SafeString:
    """A palette bar."""
    return bars.bar(segments, text, kind)


@register.simple_tag(takes_context=True)
def once(context: Context, template_name: str) -> SafeString:
    """A part that is the same on every page in a language; see `patterns.once`."""
    return patterns.once(template_name, context.flatten())


@register.simple_tag
def facet_options(options: Sequence[Option]) -> SafeString:
    """The options of one facet as a list's items."""
    return _joined("search/_facet.html", options, ())


@register.simple_tag
def tones(words: Sequence[Option]) -> SafeString:
    """The colour words as a table's rows."""
    return _joined("search/_tone.html", words, ("word", "color", "share", "area", "bar", "inner"))


def _joined(template_name: str, options: Sequence[Option], names: Iterable[str]) -> SafeString:
    found = [
        pattern(
            template_name,
            href=it.href,
            label=it.label,
            count=figures.count(it.count),
            chosen="1" if it.is_chosen else "",
            **{name: getattr(it, name) for name in names},
        )
        for it in options
    ]
    return mark_safe("".join(found))  # noqa: S308 - each is safe
