"""Words for a colour: one of fifteen plain ones, the nearest CSS name, and back again.

The word is decided in OKLCH: neutrals first, by chroma, since a hue angle means nothing
where there is hardly any chroma; then by hue sector, split by lightness and chroma where
language does so (dark orange is brown, dark yellow olive, dark blue navy, light red pink).
The bounds were set by eye on CSS and everyday colours; tests/color/test_words.py has the
table they answer to.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from gallery.color.css_names import CSS_NAMES, DISPLAY_NAMES
from gallery.color.spaces import (
    hex_to_oklab,
    hex_to_rgb,
    hexes_to_rgb,
    oklab_to_oklch,
    rgb_to_oklab,
)

COLOR_WORDS = (
    *("black", "grey", "white", "brown", "beige", "red", "orange", "yellow"),
    *("olive", "green", "teal", "blue", "navy", "violet", "pink"),
)
"""Every word ``color_word`` may answer, in the order of a colour wheel after the neutrals."""

_HEX = re.compile(r"#?(?:[0-9a-f]{3}|[0-9a-f]{6})\Z")


class UnknownColorError(ValueError):
    """Text that is neither a hex colour nor a CSS name; the message may be shown."""


@lru_cache(maxsize=4096)
def color_word(color: str) -> str:
    """The word of ``COLOR_WORDS`` for a hex ``#rrggbb``."""
    lightness, chroma, hue = oklab_to_oklch(hex_to_oklab(color)).tolist()
    return _neutral(lightness, chroma, hue) or _chromatic(lightness, chroma, hue)


def _neutral(lightness: float, chroma: float, hue: float) -> str:
    is_warm = 40 <= hue < 115
    if lightness < 0.16 or (lightness < 0.24 and chroma < 0.03):
        return "black"
    if lightness > 0.93 and chroma < (0.021 if is_warm else 0.026):
        return "white"
    if is_warm:  # yellowish casts show at less chroma than bluish ones
        if lightness > 0.80 and 0.015 <= chroma < 0.062 and not _is_pale_yellow(lightness, hue):
            return "beige"
        return "grey" if chroma < (0.016 if lightness < 0.6 else 0.025) else ""
    return "grey" if chroma < (0.034 if lightness < 0.75 else 0.025) else ""


def _is_pale_yellow(lightness: float, hue: float) -> bool:
    return lightness > 0.97 and hue >= 98


def _chromatic(lightness: float, chroma: float, hue: float) -> str:
    if hue < 34.5 or hue >= 338:
        return _reddish(lightness, chroma, hue)
    if hue < 75:
        if lightness > 0.72 and chroma < 0.08:
            return "beige"
        is_vivid = (lightness > 0.70 and chroma > 0.085) or (lightness > 0.62 and chroma > 0.17)
        return "orange" if is_vivid else "brown"
    if hue < 118:
        return _yellowish(lightness, chroma, hue)
    if hue < 177:
        return "olive" if hue < 128 and lightness < 0.62 and chroma < 0.14 else "green"
    if hue < 205:
        return "teal"
    if hue < 281:
        return "navy" if lightness < 0.36 else "blue"
    return "violet"


def _reddish(lightness: float, chroma: float, hue: float) -> str:
    if hue >= 338:
        return "pink" if lightness > 0.5 else "red"
    if (lightness > 0.68 and chroma < 0.17) or (hue < 18 and lightness > 0.62):
        return "pink"
    return "brown" if hue > 18 and chroma < 0.09 else "red"


def _yellowish(lightness: float, chroma: float, hue: float) -> str:
    if _is_pale_yellow(lightness, hue):
        return "yellow"
    if lightness > 0.68 and chroma < (0.08 if hue < 98 else 0.05):
        return "beige"
    if hue >= 98:
        return "olive" if lightness < 0.72 or (lightness < 0.80 and chroma < 0.11) else "yellow"
    return "yellow" if lightness > 0.72 else "brown"


@lru_cache(maxsize=4096)
def css_name(color: str) -> str:
    """The nearest of the 147 CSS names by OKLab, as people read it: ``"Dark Olive Green"``."""
    distances = np.linalg.norm(_NAMED_OKLAB - hex_to_oklab(color), axis=1)
    return _NAMES[int(distances.argmin())]


def parse_color(text: str) -> str:
    """What a person typed as ``#rrggbb``.

    Takes ``#abc``, ``#aabbcc``, both without the ``#``, and CSS names in any case, with or
    without spaces or hyphens. Raises ``UnknownColorError``.
    """
    typed = text.strip().lower()
    named = CSS_NAMES.get(re.sub(r"[\s-]+", "", typed))
    if named is not None:
        return named
    if not _HEX.match(typed):
        raise UnknownColorError(
            f"{text.strip()[:40]!r} is not a colour: write a hex such as #b22222,"
            " or a CSS name such as firebrick"
        )
    digits = typed.removeprefix("#")
    color = f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)
    hex_to_rgb(color)
    return color


# Of two spellings the British one is kept, as in "grey", the word used on the pages.
_NAMES = [name for name in DISPLAY_NAMES if not re.search(r"\bGray\b", name)]
_NAMED_OKLAB = rgb_to_oklab(hexes_to_rgb(DISPLAY_NAMES[name] for name in _NAMES))
