"""The lint of a picture: of what its provider offers, and of what our own pages write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.delivery import deliver
from gallery.harvest.measurements import Measurement
from gallery.records import ImageRecord
from gallery.responsive.lint import Finding, ImageMarkup, MeasuredFile, lint
from gallery.responsive.srcset import parse_srcset
from gallery.web.presenters.bench_layouts import FAMILIES, BenchLayout
from gallery.web.presenters.phrases import said

NAMES = {
    "duplicate": noop("Duplicate candidates"),
    "malformed": noop("Malformed attribute"),
    "mixed-descriptors": noop("Mixed descriptors"),
    "missing-sizes": noop("Missing sizes"),
    "wrong-width": noop("Wrong width"),
    "wrong-ratio": noop("Wrong ratio"),
    "different-content": noop("Different content"),
    "gap-too-big": noop("Gap too big"),
    "auto-without-lazy": noop("Auto without lazy"),
    "wrong-sizes": noop("Wrong sizes"),
    "missing-src": noop("Missing fallback"),
    "missing-dimensions": noop("Missing width and height"),
    "missing-alt": noop("Missing alternative text"),
    "above-native": noop("Above native width"),
    "not-fitting": noop("Not fitting"),
}
WORDS = {True: noop("passes"), False: noop("fails"), None: noop("not measured")}
# How a record's files are judged without a page: shown across the whole window.
NEUTRAL_SIZES = "100vw"
PROVIDERS_CHOICE = noop("the provider chooses the widths; see its record")


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One rule: its name, "passes", "fails" or "not measured", what was found, what to do."""

    rule: str
    name: str
    verdict: str
    measured: str
    advice: str


@dataclass(frozen=True, slots=True)
class LintTable:
    """The findings of one ``<img>``, and how many rules fail, in words."""

    name: str
    label: str
    about: str
    rows: tuple[FindingRow, ...]
    failing: int
    summary: str


def record_tables(
    record: ImageRecord, measured: Mapping[str, Measurement]
) -> tuple[LintTable, ...]:
    """What the provider offers, a table for each family of files."""
    found = []
    for family, label in FAMILIES.items():
        delivery = deliver(record, family=family)
        if delivery is None:
            continue
        text = dict(record.srcsets).get(family) or delivery.srcset
        top = max(parse_srcset(text).widths, default=0)
        markup = ImageMarkup(
            src=delivery.src,
            srcset=text or None,
            sizes=NEUTRAL_SIZES if text else None,
            width=delivery.width if not delivery.is_box_stated else None,
            height=delivery.height if not delivery.is_box_stated else None,
            alt=record.alt_text or None,
            native_width=native_width(record, top),
            files=_files(measured),
        )
        about = _("As the provider supplies it, judged as if shown across the whole window.")
        found.append(
            _table(
                f"record-{family}",
                _("Record: {family}").format(family=_(label)),
                about,
                lint(markup),
            )
        )
    return tuple(found)


def page_tables(
    record: ImageRecord,
    layouts: Sequence[BenchLayout],
    measured: Mapping[str, Measurement],
    laid_out: Mapping[str, Mapping[int, float]] = MappingProxyType({}),
    dpr: float = 1.0,
) -> tuple[LintTable, ...]:
    """What our pages write, a table for each layout.

    `laid_out`: by layout and window width, how wide a browser laid the picture out, CSS px,
    on a screen of `dpr` pixels to each.
    """
    return tuple(
        _table(f"page-{it.name}", _("Our page: {layout}").format(layout=it.label), it.about, own_findings(
            record, it, measured, laid_out.get(it.name, {}), dpr
        ))
        for it in layouts
    )  # fmt: skip


def own_findings(
    record: ImageRecord,
    layout: BenchLayout,
    measured: Mapping[str, Measurement],
    laid_out: Mapping[int, float],
    dpr: float = 1.0,
) -> tuple[Finding, ...]:
    """The findings on one of our own ``<img>``.

    Gaps between files that only the provider can fill are its record's, not the page's.
    """
    top = max(parse_srcset(layout.srcset).widths, default=0)
    markup = layout.markup(native_width(record, top))
    found = lint(replace(markup, files=_files(measured), layout=laid_out, dpr=dpr))
    if record.iiif_base:
        return found
    return tuple(
        Finding(it.rule, None, f"{it.measured}; {PROVIDERS_CHOICE}")
        if it.rule in ("gap-too-big", "not-fitting") and it.passed is False
        else it
        for it in found
    )


def native_width(record: ImageRecord, top: int) -> int:
    """The widest file there may be, px: of the original, or of what the rights allow."""
    return top if record.rights.longest_side is not None else record.width


def _files(measured: Mapping[str, Measurement]) -> dict[str, MeasuredFile]:
    return {
        url: MeasuredFile(it.measured.width, it.measured.height, it.thumbnail)
        for url, it in measured.items()
        if it.measured
    }


def _table(name: str, label: str, about: str, found: Sequence[Finding]) -> LintTable:
    rows = tuple(
        FindingRow(it.rule, _(NAMES[it.rule]), WORDS[it.passed], said(it.measured), said(it.advice))
        for it in found
    )
    failing = sum(it.passed is False for it in found)
    passing = sum(it.passed is True for it in found)
    unknown = len(found) - failing - passing
    summary = _("{failing} failing, {passing} passing")
    if unknown:
        summary = _("{failing} failing, {passing} passing, {unknown} not measured")
    return LintTable(
        name,
        label,
        about,
        rows,
        failing,
        summary.format(failing=failing, passing=passing, unknown=unknown),
    )
