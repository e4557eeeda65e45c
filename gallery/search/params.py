"""Reading single values of a query string: each gives a value or raises a `Wrong`.

Numbers are ASCII digits only and bounded, so no address can ask for an endless page.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST_TEXT = 200


class Wrong(ValueError):  # noqa: N818 - an answer to a visitor, not a failure
    """A value that cannot be used; ``str()`` is the sentence beside its field.

    ``instead`` is what to go on with.
    """

    def __init__(self, message: str, instead: object = None) -> None:
        super().__init__(message)
        self.instead = instead


@dataclass(frozen=True, slots=True)
class ColorTerm:
    """One colour asked for: ``#rrggbb``, and its share in percent (None: an equal part)."""

    color: str
    share: int | None = None

    def __str__(self) -> str:
        return self.color[1:] + (f"~{self.share}" if self.share is not None else "")


def text(value: str, *, longest: int = LONGEST_TEXT) -> str:
    """`value` with single spaces and without control characters."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    if len(plain) > longest:
        cut = plain[:longest].rstrip()
        said = _("Only the first {longest} characters are used.")
        raise Wrong(said.format(longest=longest), cut)
    return plain


def number(value: str, lowest: int, highest: int) -> int:
    """A whole number within its bounds."""
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit()):
        raise Wrong(_("“{value}” is not a whole number.").format(value=shown(value)))
    found = int(digits[-30:]) if len(digits.lstrip("0")) <= 30 else highest + 1
    if found > highest:
        raise Wrong(_("At most {number}; {number} is used.").format(number=highest), highest)
    if found < lowest:
        raise Wrong(_("At least {number}; {number} is used.").format(number=lowest), lowest)
    return found


def choice(value: str, choices: tuple[str, ...]) -> str:
    """One of `choices`, in any case."""
    word = value.strip().lower()
    if word not in choices:
        raise not_among(value, choices)
    return word


def not_among(value: str, choices: tuple[str, ...]) -> Wrong:
    """What to say of a value that is none of `choices`."""
    said = _("“{value}” is not one of {choices}.")
    return Wrong(said.format(value=shown(value), choices=", ".join(choices)))


def color(value: str, *, with_share: bool = True) -> ColorTerm:
    """``e02020``, ``#E02020``, ``e22`` and, where allowed, ``e02020~40``."""
    code, mark, share = value.strip().lower().removeprefix("#").partition("~")
    if not re.fullmatch(r"[0-9a-f]{6}|[0-9a-f]{3}", code, re.ASCII):
        said = _("“{value}” is not a colour: write six hex digits, as in e02020.")
        raise Wrong(said.format(value=shown(value)))
    if len(code) == 3:
        code = "".join(digit * 2 for digit in code)
    if not mark:
        return ColorTerm(f"#{code}")
    if not with_share:
        said = _("“{value}”: a colour to leave out has no share; take the ~ away.")
        raise Wrong(said.format(value=shown(value)))
    if not re.fullmatch(r"[0-9]{1,3}", share, re.ASCII) or not 1 <= int(share) <= 100:
        said = _("“{value}”: the share after ~ is a percentage from 1 to 100.")
        raise Wrong(said.format(value=shown(value)))
    return ColorTerm(f"#{code}", int(share))


def day(value: str, *, is_end: bool = False) -> dt.date:
    """``1999``, ``1999-05`` or ``1999-05-17``: the first day meant, or the last."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value.strip(), re.ASCII)
    if not found:
        said = _("“{value}” is not a date: write 1999, 1999-05 or 1999-05-17.")
        raise Wrong(said.format(value=shown(value)))
    year, month, date = (int(part) if part else None for part in found.groups())
    try:
        month = month or (12 if is_end else 1)
        return dt.date(year or 0, month, date or (monthrange(year or 0, month)[1] if is_end else 1))
    except (ValueError, IndexError):  # calendar.IllegalMonthError is both or either
        said = _("“{value}” is no day of the calendar.")
        raise Wrong(said.format(value=shown(value))) from None


def decade(value: str) -> int:
    """``1990`` or ``1990s``: the first of ten years."""
    found = re.fullmatch(r"([0-9]{3})0s?", value.strip().lower(), re.ASCII)
    if not found or found[1] == "000":
        said = _("“{value}” is not a decade: write its first year, as in 1990.")
        raise Wrong(said.format(value=shown(value)))
    return int(found[1]) * 10


def shown(value: str) -> str:
    """`value` short enough to be repeated in a message."""
    plain = "".join(sign if sign.isprintable() else " " for sign in value).strip()
    return plain if len(plain) <= 30 else plain[:29] + "…"
