"""The gaps page: bars and tables of what is missing or wrong, each count a link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gallery.catalog.gaps import GAPS, LACKING, GapGroup, Gaps
from gallery.search.query import SearchQuery
from gallery.web.presenters import figures, texts
from gallery.web.presenters.color_match import whole_percent
from gallery.web.presenters.contact_marks import NAMES

MOST_TECHNIQUES = 20
MOST_YEARS = 60
# The drawing of the years: px at its own size.
YEAR_STEP, YEAR_BAR, YEARS_HEIGHT, YEARS_INSET = 24, 18, 120, 8


@dataclass(frozen=True, slots=True)
class Cell:
    """One count; ``href`` leads to the pictures, "" where none are or no query says it."""

    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class GapLine:
    """One group: its name, its pictures, one cell for each gap; ``share`` is 0 to 100."""

    name: str
    total: Cell
    with_any: int
    share: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind of gap among all pictures: ``width`` of 100, for an SVG attribute."""

    name: str
    count: int
    share: str
    width: str
    href: str


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year's column, in px: all pictures, and those with a gap."""

    year: int
    x: int
    middle: int
    all_y: str
    all_height: str
    gap_y: str
    gap_height: str
    is_labelled: bool


@dataclass(frozen=True, slots=True)
class GapsPage:
    """What the template prints; ``years_width`` and ``years_height`` in px."""

    total: int
    with_any: int
    share: str
    bars: list[Bar]
    columns: list[str]
    providers: list[GapLine]
    techniques: list[GapLine]
    years: list[GapLine]
    year_bars: list[YearBar]
    years_width: int
    years_height: int
    audited: int
    audited_on: str


def gaps_page(found: Gaps) -> GapsPage:
    """The page of these counts."""
    everything = found.all
    dated = [group for group in found.by_year if group.value][-MOST_YEARS:]
    undated = [group for group in found.by_year if not group.value]
    return GapsPage(
        total=everything.total,
        with_any=everything.with_any,
        share=_percent(everything.with_any, everything.total),
        bars=_bars(everything),
        columns=[_(NAMES[name]) for name in GAPS],
        providers=[
            _line(
                group, texts.provider_label(str(group.value)), SearchQuery(source=str(group.value))
            )
            for group in found.by_provider
        ],
        techniques=_techniques(found.by_technique),
        years=[_line(it, str(it.value), _of_year(int(it.value))) for it in reversed(dated)]
        + [_line(it, _("Undated"), SearchQuery(marks=("undated",))) for it in undated],
        year_bars=_year_bars(dated),
        years_width=2 * YEARS_INSET + max(1, len(dated)) * YEAR_STEP,
        years_height=YEARS_HEIGHT + 20,
        audited=found.audited,
        audited_on=figures.day(found.audited_at) if found.audited_at else "",
    )


def narrowed(query: SearchQuery, gap: str) -> SearchQuery:
    """`query` among the pictures with one of GAPS, as a contact sheet."""
    if gap in LACKING:
        return query.but(lacks=(*query.lacks, gap), view="contact")
    return query.but(marks=(*query.marks, gap), view="contact")


def _bars(group: GapGroup) -> list[Bar]:
    return [
        Bar(
            _(NAMES[name]),
            count,
            _percent(count, group.total),
            f"{100 * count / (group.total or 1):.4g}",
            narrowed(SearchQuery(), name).url() if count else "",
        )
        for name, count in group.counts.items()
    ]


def _line(group: GapGroup, name: str, query: SearchQuery | None) -> GapLine:
    def cell(gap: str, count: int) -> Cell:
        return Cell(count, narrowed(query, gap).url() if query and count else "")

    return GapLine(
        name,
        Cell(group.total, query.but(view="contact").url() if query else ""),
        group.with_any,
        _percent(group.with_any, group.total),
        [cell(gap, count) for gap, count in group.counts.items()],
    )


def _techniques(groups: Sequence[GapGroup]) -> list[GapLine]:
    """The makes and films of most pictures, then the others together, then those of none."""
    named = [group for group in groups if group.value]
    lines = []
    for group in named[:MOST_TECHNIQUES]:
        field, _sign, value = str(group.value).partition("=")
        query = SearchQuery(make=value) if field == "make" else SearchQuery(film=value)
        lines.append(_line(group, value, query))
    if len(named) > MOST_TECHNIQUES:
        rest = named[MOST_TECHNIQUES:]
        lines.append(
            _line(
                _together(rest),
                ngettext("{count} other", "{count} others", len(rest)).format(
                    count=figures.count(len(rest))
                ),
                None,
            )
        )
    lines += [_line(group, _("Neither make nor film"), None) for group in groups if not group.value]
    return lines


def _together(groups: Iterable[GapGroup]) -> GapGroup:
    them = list(groups)
    counts = {name: sum(it.counts[name] for it in them) for name in GAPS}
    return GapGroup("", sum(it.total for it in them), sum(it.with_any for it in them), counts)


def _of_year(year: int) -> SearchQuery:
    return SearchQuery(date_from=dt.date(year, 1, 1), date_to=dt.date(year, 12, 31))


def _year_bars(groups: Sequence[GapGroup]) -> list[YearBar]:
    most = max((group.total for group in groups), default=1)

    def span(count: int) -> dict[str, Any]:
        height = YEARS_HEIGHT * count / most
        return {"y": f"{YEARS_HEIGHT - height:.4g}", "height": f"{height:.4g}"}

    return [
        YearBar(
            int(group.value),
            YEARS_INSET + place * YEAR_STEP,
            YEARS_INSET + place * YEAR_STEP + YEAR_BAR // 2,
            span(group.total)["y"],
            span(group.total)["height"],
            span(group.with_any)["y"],
            span(group.with_any)["height"],
            int(group.value) % 5 == 0,
        )
        for place, group in enumerate(groups)
    ]


def _percent(count: int, total: int) -> str:
    return whole_percent(count / total if total else 0.0)
