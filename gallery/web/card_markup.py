"""A card's markup: rendered once for its record, with places for what its search decides.

That is how wide and how early its picture is wanted, the bar with the matched part, and the
line that says why it was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from gallery.web.bars import bar
from gallery.web.patterns import Pattern, marks, pattern

if TYPE_CHECKING:
    from gallery.web.presenters.cards import Card, Picture

PLACES = ("layout", "bar", "line")
_SAME = ("color", "file_url", "file_name", "reason", "href", "title", "title_language", "mark")


class CardMarkup:
    """Kept with a card, whatever its place; see `html`."""

    __slots__ = ("_bar", "_further_down", "_line", "_patterns")

    def __init__(self) -> None:
        self._patterns: dict[bool, Pattern] = {}
        self._further_down: dict[bool, SafeString] = {}
        self._bar = self._line = SafeString()

    def html(self, card: Card, *, can_be_picked: bool) -> SafeString:
        """The card as it is shown; `can_be_picked`: with a box to tick where there is a picture."""
        if card.match or (card.picture and card.picture.is_eager):
            return self._filled(card, can_be_picked)
        if can_be_picked not in self._further_down:  # like this on most walls
            self._further_down[can_be_picked] = self._filled(card, can_be_picked)
        return self._further_down[can_be_picked]

    def _filled(self, card: Card, can_be_picked: bool) -> SafeString:
        if can_be_picked not in self._patterns:
            self._patterns[can_be_picked] = self._render(card, can_be_picked)
        values = {"layout": _layout(card.picture), "bar": self._bar, "line": self._line}
        if found := card.match:
            values["bar"] = bar(found.bar, found.bar_text, "matched", found.frame)
            values["line"] = pattern("components/card_line.html", match=found.text)
        return self._patterns[can_be_picked].fill(values)

    def _render(self, card: Card, can_be_picked: bool) -> Pattern:
        self._bar = bar(card.bar, card.bar_text)
        self._line = pattern("components/card_line.html", detail=card.detail)
        values = {name: getattr(card, name) for name in _SAME} | {
            "ratio": str(card.ratio),
            "files": "1" if card.is_from_files else "",
            "pick": card.pick if can_be_picked else "",
        }
        if it := card.picture:
            values |= {"src": it.src, "srcset": it.srcset, "alt": it.alt, "fit": it.fit}
            values["alt_language"] = it.alt_language
            values |= {"width": str(it.width), "height": str(it.height)}
        return Pattern(pattern("components/card.html", **values, **marks(PLACES)))


def _layout(picture: Picture | None) -> SafeString:
    if picture is None:
        return SafeString()
    lazy, first = "" if picture.is_eager else "1", "1" if picture.is_first else ""
    return pattern("components/card_layout.html", sizes=picture.sizes, lazy=lazy, first=first)
