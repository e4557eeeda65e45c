"""Colours as a reader of the page's language types them; in addresses they stay English.

A name is known by what the page itself calls the colour (its translation of the CSS name), and
by what else people call it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import get_language

from gallery.color.css_names import DISPLAY_NAMES
from gallery.color.words import UnknownColorError, parse_color
from gallery.web.presenters.color_words import css_label

# Language → what people write → the CSS name of that colour.
ALSO = {
    "de": {
        "goldgelb": "Gold",
        "karmesinrot": "Crimson",
        "korallenrot": "Coral",
        "lachsrosa": "Salmon",
        "lavendelblau": "Lavender",
        "lila": "Purple",
        "limonengrün": "Lime Green",
        "marine": "Navy",
        "nachtblau": "Midnight Blue",
        "olivgrün": "Olive",
        "schneeweiß": "Snow",
        "schokoladenbraun": "Chocolate",
        "silbergrau": "Silver",
        "tomatenrot": "Tomato",
        "türkisblau": "Turquoise",
        "zyan": "Cyan",
    }
}
# Also written without the keys for them.
PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def parse(text: str) -> str:
    """What a person typed as ``#rrggbb``: a hex, a CSS name, or a name in the page's language.

    Raises ``UnknownColorError``.
    """
    try:
        return parse_color(text)
    except UnknownColorError:
        if color := spoken(text):
            return color
        raise


def spoken(text: str) -> str:
    """The ``#rrggbb`` that this is called in the page's language; "" where it is none."""
    return _names(get_language() or "").get(plain(text), "")


def plain(text: str) -> str:
    """A name as it is compared: small letters, no spaces, no hyphens, no umlauts."""
    return re.sub(r"[\s-]+", "", text.lower()).translate(PLAIN)


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    also = ALSO.get(language, {})
    return {plain(css_label(name)): color for name, color in DISPLAY_NAMES.items()} | {
        plain(name): DISPLAY_NAMES[meant] for name, meant in also.items()
    }
