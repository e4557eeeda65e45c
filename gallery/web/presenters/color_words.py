"""Names of colours in the reader's language; in addresses and queries they stay English."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import pgettext

from gallery.color import words

WORDS = (
    *(
        noop("black"),
        noop("grey"),
        noop("white"),
        noop("brown"),
        noop("beige"),
        noop("red"),
        noop("orange"),
    ),
    *(
        noop("yellow"),
        noop("olive"),
        noop("green"),
        noop("teal"),
        noop("blue"),
        noop("navy"),
        noop("violet"),
    ),
    noop("pink"),
)
"""`gallery.color.words.COLOR_WORDS`, for translators to find."""
TITLES = (
    *(
        noop("Black"),
        noop("Grey"),
        noop("White"),
        noop("Brown"),
        noop("Beige"),
        noop("Red"),
        noop("Orange"),
    ),
    *(
        noop("Yellow"),
        noop("Olive"),
        noop("Green"),
        noop("Teal"),
        noop("Blue"),
        noop("Navy"),
        noop("Violet"),
    ),
    noop("Pink"),
)
"""The same where they stand alone; ten of them are the museums' hues too."""
_KNOWN = frozenset((*WORDS, *TITLES))


def color_word(color: str) -> str:
    """Our word for ``#rrggbb``: "brown"."""
    return _(words.color_word(color))


def named(word: str) -> str:
    """A colour word of ours or of the museums, "" and unknown ones as they are."""
    return _(word) if word in _KNOWN else word


def css_name(color: str) -> str:
    """The nearest CSS name of ``#rrggbb``: "Dark Olive Green"."""
    return css_label(words.css_name(color))


def css_label(name: str) -> str:
    """A CSS name as people read it; locale/README lists them for translators."""
    return pgettext("CSS colour", name)
