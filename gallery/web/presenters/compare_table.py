"""Size and technique of the compared pictures, row by row, with what differs said in a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gallery.records import Rendition
from gallery.web.picks import Picked
from gallery.web.presenters import texts

SAME_RATIO = 0.01  # rounding of small files stays below


@dataclass(frozen=True, slots=True)
class Row:
    """One property: its value for each picture, and "same", "differs" or "" (not to be told)."""

    name: str
    values: tuple[str, ...]
    verdict: str


def rows(picked: Sequence[Picked]) -> tuple[Row, ...]:
    """The table of the pictures in order. A row that nobody has a value for is left out."""
    found = [
        _row("Shown", picked, _shown),
        _row("Size", picked, lambda one: texts.pixel_size(*_size(one))),
        _row("Megapixels", picked, _megapixels),
        _row("Pixels beside A", picked, lambda one: _beside(one, picked[0]), is_judged=False),
        _ratio_row(picked),
        *(
            _row(name, picked, lambda one, field=field: getattr(one.record.technique, field))  # type: ignore[misc]
            for name, field in (
                ("Make", "make"),
                ("Model", "model"),
                ("Software", "software"),
                ("Film or medium", "film"),
            )
        ),
        _row("Technique as written", picked, lambda one: one.record.technique.raw),
        _row("Credit", picked, lambda one: one.record.rights.credit),
        _row("Date", picked, lambda one: one.record.date_text or _day(one)),
    ]
    return tuple(row for row in found if any(row.values))


def file_size(file: Rendition) -> str:
    """A file's declared size, "size not stated" where the provider does not say."""
    if not (file.width or file.height):
        return "size not stated"
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
        verdict = "same" if len({it.casefold() for it in values}) == 1 else "differs"
    elif is_judged and any(values):
        verdict = "not all stated"
    return Row(name, values, verdict)


def _ratio_row(picked: Sequence[Picked]) -> Row:
    sizes = [_size(one) for one in picked]
    ratios = [width / height if width and height else 0.0 for width, height in sizes]
    values = tuple(f"{ratio:.2f}:1" if ratio else "" for ratio in ratios)
    if not all(ratios):
        return Row("Ratio", values, "not all stated" if any(ratios) else "")
    is_same = max(ratios) / min(ratios) - 1 <= SAME_RATIO
    return Row("Ratio", values, "same" if is_same else "differs")


def _shown(one: Picked) -> str:
    if one.file is not None:
        return f"{one.file.name} ({one.file.family})"
    return "the picture"


def _size(one: Picked) -> tuple[int, int]:
    if one.file is not None:
        return one.file.width or 0, one.file.height or 0
    return one.record.width, one.record.height


def _megapixels(one: Picked) -> str:
    width, height = _size(one)
    return f"{width * height / 1e6:.3g}" if width and height else ""


def _beside(one: Picked, first: Picked) -> str:
    """How many times the pixels of the first picture."""
    own, other = (width * height for width, height in (_size(one), _size(first)))
    if one is first or not (own and other):
        return "–" if one is first else ""
    return f"{own / other:.3g}×" if own >= other else f"1/{other / own:.3g}"


def _day(one: Picked) -> str:
    return one.record.date.isoformat() if one.record.date else ""
