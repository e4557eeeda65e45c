"""Size and technique of the compared pictures, row by row, with what differs said in a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.records import Rendition
from gallery.web.picks import Picked
from gallery.web.presenters import figures, texts

SAME, DIFFERS, UNTOLD = noop("same"), noop("differs"), noop("not all stated")
SAME_RATIO = 0.01  # rounding of small files stays below


@dataclass(frozen=True, slots=True)
class Row:
    """One property: its value for each picture, and SAME, DIFFERS, UNTOLD or "" (not to be told)."""

    name: str
    values: tuple[str, ...]
    verdict: str


def rows(picked: Sequence[Picked]) -> tuple[Row, ...]:
    """The table of the pictures in order. A row that nobody has a value for is left out."""
    found = [
        _row(_("Shown"), picked, _shown),
        _row(_("Size"), picked, lambda one: texts.pixel_size(*_size(one))),
        _row(_("Megapixels"), picked, _megapixels),
        _row(_("Pixels beside A"), picked, lambda one: _beside(one, picked[0]), is_judged=False),
        _ratio_row(picked),
        *(
            _row(name, picked, lambda one, field=field: getattr(one.record.technique, field))  # type: ignore[misc]
            for name, field in (
                (_("Make"), "make"),
                (_("Model"), "model"),
                (_("Software"), "software"),
                (_("Film or medium"), "film"),
            )
        ),
        _row(_("Technique as written"), picked, lambda one: one.record.technique.raw),
        _row(_("Credit"), picked, lambda one: one.record.rights.credit),
        _row(_("Date"), picked, lambda one: one.record.date_text or _day(one)),
    ]
    return tuple(row for row in found if any(row.values))


def file_size(file: Rendition) -> str:
    """A file's declared size, "size not stated" where the provider does not say."""
    if not (file.width or file.height):
        return _("size not stated")
    return f"{file.width or '?'} × {file.height or '?'} px"


def _row(
    name: str,
    picked: Sequence[Picked],
    value: Callable[[Picked], str],
    *,
    is_judged: bool = True,
) -> Row:
    values = tuple(value(one) for one in picked)
    verdict = ""
    if is_judged and all(values):
        verdict = SAME if len({it.casefold() for it in values}) == 1 else DIFFERS
    elif is_judged and any(values):
        verdict = UNTOLD
    return Row(name, values, verdict)


def _ratio_row(picked: Sequence[Picked]) -> Row:
    sizes = [_size(one) for one in picked]
    ratios = [width / height if width and height else 0.0 for width, height in sizes]
    values = tuple(f"{figures.decimal(ratio, 2)}:1" if ratio else "" for ratio in ratios)
    if not all(ratios):
        return Row(_("Ratio"), values, UNTOLD if any(ratios) else "")
    is_same = max(ratios) / min(ratios) - 1 <= SAME_RATIO
    return Row(_("Ratio"), values, SAME if is_same else DIFFERS)


def _shown(one: Picked) -> str:
    if one.file is not None:
        return f"{one.file.name} ({one.file.family})"
    return _("the picture")


def _size(one: Picked) -> tuple[int, int]:
    if one.file is not None:
        return one.file.width or 0, one.file.height or 0
    return one.record.width, one.record.height


def _megapixels(one: Picked) -> str:
    width, height = _size(one)
    return figures.rounded(width * height / 1e6, 3) if width and height else ""


def _beside(one: Picked, first: Picked) -> str:
    """How many times the pixels of the first picture."""
    own, other = (width * height for width, height in (_size(one), _size(first)))
    if one is first or not (own and other):
        return "–" if one is first else ""
    if own >= other:
        return f"{figures.rounded(own / other, 3)}×"
    return f"1/{figures.rounded(other / own, 3)}"


def _day(one: Picked) -> str:
    return figures.day(one.record.date) if one.record.date else ""
