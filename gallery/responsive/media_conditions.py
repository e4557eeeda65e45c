"""Media conditions, as ``sizes`` has them, evaluated for a viewport.

Media Queries 4: §3 syntax, §3.2 the three-valued logic (None is "unknown"), §2.4.3 the
range context, §4 and §5 the features.
"""

from __future__ import annotations

from gallery.responsive.css_lengths import Viewport
from gallery.responsive.css_tokens import Block, Component, Token, without_space
from gallery.responsive.media_features import COMPARE, actual_value, compared

Verdict = bool | None

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
# What an ordinary browser with a mouse answers; a prediction can know no more.
_KEYWORD_FEATURES = {
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "prefers-color-scheme": "light",
    "prefers-reduced-motion": "no-preference",
    "prefers-reduced-data": "no-preference",
    "prefers-contrast": "no-preference",
    "scripting": "enabled",
    "update": "fast",
    "display-mode": "browser",
}
_OFF_WORDS = ("none", "no-preference")


def matches(components: tuple[Component, ...], viewport: Viewport) -> Verdict:
    """Return whether the <media-condition> holds.

    None where it is not one, or where what it asks about is unknown: a browser then
    treats it as false.
    """
    values = without_space(components)
    if values and _is_word(values[0], "not"):
        return _negated(_in_parens(values[1], viewport)) if len(values) == 2 else None
    if len(values) % 2 == 0:
        return None
    joiners, operands = values[1::2], values[0::2]
    verdicts = [_in_parens(one, viewport) for one in operands]
    if not all(isinstance(one, Block) for one in operands):
        return None
    if all(_is_word(one, "and") for one in joiners):
        return _all(verdicts)
    if all(_is_word(one, "or") for one in joiners):
        return _negated(_all([_negated(one) for one in verdicts]))
    return None


def _is_word(component: Component, word: str) -> bool:
    return isinstance(component, Token) and component.kind == "ident" and component.text == word


def _negated(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


def _all(verdicts: list[Verdict]) -> Verdict:
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _in_parens(component: Component, viewport: Viewport) -> Verdict:
    if not isinstance(component, Block) or component.opener != "(" or component.name:
        return None
    values = without_space(component.values)
    if not values:
        return None
    if isinstance(values[0], Block) or _is_word(values[0], "not"):
        found = matches(values, viewport)
        if found is not None or not _has_comparison(values):
            return found
    return _feature(values, viewport)


def _has_comparison(values: tuple[Component, ...]) -> bool:
    return any(isinstance(one, Token) and one.text in "<=>" for one in values)


def _feature(values: tuple[Component, ...], viewport: Viewport) -> Verdict:
    """A media feature in the boolean, the plain or the range form."""
    first = values[0]
    if isinstance(first, Token) and first.kind == "ident":
        if len(values) == 1:
            return _boolean(first.text, viewport)
        if isinstance(values[1], Token) and values[1].kind == "colon":
            return _plain(first.text, values[2:], viewport)
    return _range(values, viewport)


def _boolean(name: str, viewport: Viewport) -> Verdict:
    if name == "orientation":
        return True
    if name in _KEYWORD_FEATURES:
        return _KEYWORD_FEATURES[name] not in _OFF_WORDS
    actual = actual_value(name, viewport)
    return None if actual is None else actual != 0


def _plain(name: str, values: tuple[Component, ...], viewport: Viewport) -> Verdict:
    if len(values) == 1 and isinstance(values[0], Token) and values[0].kind == "ident":
        word = values[0].text
        if name == "orientation":
            # Media Queries 4 §4.4: portrait where height ≥ width.
            is_portrait = viewport.height >= viewport.width
            return (
                is_portrait == (word == "portrait") if word in ("portrait", "landscape") else None
            )
        return _KEYWORD_FEATURES[name] == word if name in _KEYWORD_FEATURES else None
    webkit = "-webkit-" if name.startswith("-webkit-") else ""
    bare = name.removeprefix(webkit)
    compare = {"min-": ">=", "max-": "<="}.get(bare[:4], "=")
    feature = webkit + (bare if compare == "=" else bare[4:])
    return compared(feature, compare, values, viewport)


def _range(values: tuple[Component, ...], viewport: Viewport) -> Verdict:
    """``width >= 600px``, ``600px <= width``, ``400px < width <= 700px``."""
    sides: list[list[Component]] = [[]]
    signs: list[str] = []
    was_sign = False
    for one in values:
        is_sign = isinstance(one, Token) and one.kind == "delim" and one.text in "<=>"
        if is_sign and isinstance(one, Token):
            if was_sign:
                signs[-1] += one.text
            else:
                signs.append(one.text)
                sides.append([])
        else:
            sides[-1].append(one)
        was_sign = is_sign
    if not all(sign in COMPARE for sign in signs) or not 2 <= len(sides) <= 3:
        return None
    if len(sides) == 2:
        name = _name(sides[0])
        if name:
            return compared(name, signs[0], tuple(sides[1]), viewport)
        return compared(_name(sides[1]), _FLIPPED[signs[0]], tuple(sides[0]), viewport)
    if signs[0][0] != signs[1][0] or signs[0] == "=":
        return None
    name = _name(sides[1])
    low = compared(name, _FLIPPED[signs[0]], tuple(sides[0]), viewport)
    return _all([low, compared(name, signs[1], tuple(sides[2]), viewport)])


def _name(side: list[Component]) -> str:
    first = side[0] if len(side) == 1 else None
    return first.text if isinstance(first, Token) and first.kind == "ident" else ""
