"""The colours that compared pictures have in common, and those that only some have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gallery.color.shared import SharedColor, palette_distance, shared_colors
from gallery.records import ImageRecord
from gallery.web.presenters import figures, palettes
from gallery.web.presenters.color_words import color_word
from gallery.web.presenters.palettes import Segment, share_text

TOLERANCE = 0.05  # OKLab: side by side, most people still call these the same colour


@dataclass(frozen=True, slots=True)
class Chip:
    """One picture's version of a colour; ``color`` is "" where it has none."""

    color: str
    share: str
    word: str


@dataclass(frozen=True, slots=True)
class ColorRow:
    """One colour across the pictures; ``where`` and ``spread`` in words: "in all", "ΔE 3.1"."""

    chips: tuple[Chip, ...]
    where: str
    spread: str


@dataclass(frozen=True, slots=True)
class ComparedColors:
    """Bars, a sentence, distances from the first picture, and the table of colours."""

    bars: tuple[tuple[str, tuple[Segment, ...], str], ...]
    summary: str
    distances: tuple[str, ...]
    rows: tuple[ColorRow, ...]
    tolerance: str


def compared_colors(records: Sequence[ImageRecord], letters: str) -> ComparedColors | None:
    """What the palettes of `records` share; None where no two pictures have one."""
    plain = [[(it.color, it.share) for it in record.palette] for record in records]
    if sum(bool(palette) for palette in plain) < 2:
        return None
    found = shared_colors(plain, TOLERANCE)
    return ComparedColors(
        bars=tuple(
            (letter, palettes.bar(record.palette), palettes.summary(record.palette))
            for letter, record in zip(letters, records, strict=False)
        ),
        summary=_summary(plain, found, letters),
        distances=tuple(_distance(plain[0], palette) for palette in plain[1:]),
        rows=tuple(_row(plain, one, letters) for one in found),
        tolerance=f"{TOLERANCE * 100:.0f}",
    )


def _row(plain: list[list[tuple[str, float]]], one: SharedColor, letters: str) -> ColorRow:
    chips = tuple(
        Chip("", "", "")
        if place is None
        else Chip(palette[place][0], share_text(palette[place][1]), color_word(palette[place][0]))
        for palette, place in zip(plain, one.places, strict=True)
    )
    having = [letters[it] for it, place in enumerate(one.places) if place is not None]
    if one.count == len(plain):
        where = _("in all") if len(plain) > 2 else _("in both")
    else:
        where = _("only in {letters}").format(letters=figures.listed(having))
    spread = figures.decimal(one.spread * 100, 1) if one.count > 1 else ""
    return ColorRow(chips, where, spread)


def _summary(
    plain: list[list[tuple[str, float]]], found: Sequence[SharedColor], letters: str
) -> str:
    common = [one for one in found if one.count == len(plain)]
    if not common:
        return _("No colour in common.")
    covered = [
        sum(palette[one.places[which] or 0][1] for one in common)
        for which, palette in enumerate(plain)
    ]
    parts = [
        _("{share} of {letter}").format(share=share_text(min(1.0, share)), letter=letter)
        for letter, share in zip(letters, covered, strict=False)
    ]
    said = ngettext(
        "{count} colour in common, covering {parts}.",
        "{count} colours in common, covering {parts}.",
        len(common),
    )
    return said.format(count=len(common), parts=figures.listed(parts))


def _distance(first: list[tuple[str, float]], other: list[tuple[str, float]]) -> str:
    found = palette_distance(first, other)
    return "" if found is None else f"ΔE {figures.decimal(found * 100, 1)}"
