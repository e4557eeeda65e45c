"""What the bench's address says: several small forms in one query string."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gallery.delivery import SCALED
from gallery.responsive.css_lengths import Viewport
from gallery.responsive.source_sizes import evaluate_sizes
from gallery.web.presenters import figures
from gallery.web.presenters.bench_layouts import FAMILIES
from gallery.web.presenters.phrases import said

# The fields of each form; what belongs to the others travels along hidden.
FORMS = {
    "files": ("measure",),
    "matrix": ("sizes", "family"),
    "live": ("layout", "frame"),
    "iiif": ("region", "size", "rotation", "mirror", "quality", "format"),
    "service": ("info",),
    "lint": ("laid",),
}
LONGEST_SIZES = 1000
NARROWEST_FRAME, WIDEST_FRAME = 240, 2560
# A phone: the window most asked about, and nothing large is loaded for it unasked.
DEFAULT_FRAME = 414
LONGEST_LAID = 2000


@dataclass(frozen=True, slots=True)
class BenchParams:
    """The bench's query string, every value usable; ``problems`` by field name.

    ``frame`` in CSS px. ``iiif``: the builder's own fields. ``laid_out``: by layout and
    window width, how wide the visitor's browser laid the picture out at ``laid_dpr``.
    """

    measure: bool = False
    sizes: str = ""
    family: str = SCALED
    layout: str = "picture"
    frame: int = DEFAULT_FRAME
    info: str = ""
    iiif: Mapping[str, str] = field(default_factory=dict)
    laid_out: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    laid_dpr: float = 1.0
    problems: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


def read_params(given: Mapping[str, str]) -> BenchParams:
    """Read a query string; nothing raises, what is wrong is named and left out."""
    problems: dict[str, str] = {}
    dpr, laid_out = _laid_out(given.get("laid", ""))
    return BenchParams(
        measure=given.get("measure", "") == "server",
        sizes=_sizes(given.get("sizes", ""), problems),
        family=_choice(given, "family", tuple(FAMILIES), problems),
        layout=given.get("layout", "") or "picture",
        frame=_frame(given.get("frame", ""), problems),
        info=given.get("info", ""),
        iiif={name: given.get(name, "") for name in FORMS["iiif"]},
        laid_out=laid_out,
        laid_dpr=dpr,
        problems=problems,
        hidden={form: _others(form, given) for form in FORMS},
    )


def _others(form: str, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    names = [
        name for other, names in FORMS.items() if other not in (form, "files") for name in names
    ]
    return tuple((name, given[name]) for name in names if given.get(name))


def _sizes(text: str, problems: dict[str, str]) -> str:
    """The typed ``sizes``, on one line; kept where it has mistakes, as a browser would."""
    line = " ".join(text.split())
    if len(line) > LONGEST_SIZES:
        text = _("This is longer than {most} characters; shorten it.")
        problems["sizes"] = text.format(most=figures.count(LONGEST_SIZES))
        return ""
    if line:
        found = evaluate_sizes(line, Viewport(1280, 800))
        if found.errors:
            errors = "; ".join(said(error) for error in found.errors)
            problems["sizes"] = _("Browsers skip part of this: {errors}.").format(errors=errors)
    return line


def _choice(
    given: Mapping[str, str], name: str, choices: tuple[str, ...], problems: dict[str, str]
) -> str:
    value = given.get(name, "") or choices[0]
    if value in choices:
        return value
    problems[name] = _("Choose one of {choices}.").format(choices=", ".join(choices))
    return choices[0]


def _frame(text: str, problems: dict[str, str]) -> int:
    if not text:
        return DEFAULT_FRAME
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    if is_number and NARROWEST_FRAME <= int(text) <= WIDEST_FRAME:
        return int(text)
    text = _("Give a width from {low} to {high} px.")
    problems["frame"] = text.format(low=NARROWEST_FRAME, high=figures.count(WIDEST_FRAME))
    return DEFAULT_FRAME


def _laid_out(text: str) -> tuple[float, dict[str, dict[int, float]]]:
    """Read "2;picture,360,328.5;…": the pixel ratio, then layout, window and picture widths."""
    head, *entries = text[:LONGEST_LAID].split(";")
    found: dict[str, dict[int, float]] = {}
    for entry in entries:
        name, _, numbers = entry.partition(",")
        window, _, width = numbers.partition(",")
        if window.isascii() and window.isdigit() and (read := _number(width)):
            found.setdefault(name, {})[int(window[:5])] = read
    return _number(head) or 1.0, found


def _number(text: str) -> float | None:
    try:
        value = float(text[:12])
    except ValueError:
        return None
    return value if 0 < value < 100_000 else None
