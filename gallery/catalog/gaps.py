"""Counts of what is missing or wrong, by provider, by technique and by year.

One SQL query, whatever the size of the catalogue, puts together all pictures that are alike
in these and in what they lack; there are few kinds of them, and they are summed up here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Substr

from gallery.catalog.audit_models import ALARMS, FINDINGS, RenditionAudit
from gallery.catalog.marks import MARKS
from gallery.catalog.models import Image
from gallery.catalog.rows import PARTS

# In the order they are shown; the words are those of the query string.
LACKING = ("alt", "caption", "colors")
MEASURED = ("unsized", "small", "restricted")
FOUND = tuple(name for name in FINDINGS if FINDINGS[name] & ALARMS)
GAPS = (*LACKING, *MEASURED, *FOUND)


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Pictures with one value in common: how many, how many have any gap, and each gap.

    ``value``: the provider, the year (0: undated), or "make=…", "film=…", "".
    """

    value: str | int
    total: int
    with_any: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All groups; ``audited`` pictures had their files opened, lately at ``audited_at``."""

    by_provider: list[GapGroup] = field(default_factory=list)
    by_technique: list[GapGroup] = field(default_factory=list)
    by_year: list[GapGroup] = field(default_factory=list)
    audited: int = 0
    audited_at: dt.datetime | None = None

    @property
    def all(self) -> GapGroup:
        """Every picture as one group."""
        counts = {name: sum(it.counts[name] for it in self.by_provider) for name in GAPS}
        total = sum(it.total for it in self.by_provider)
        return GapGroup("", total, sum(it.with_any for it in self.by_provider), counts)


def count_gaps() -> Gaps:
    """What is missing or wrong in the whole catalogue, pictures only."""
    alike = [(row, gaps_of(row)) for row in _alike()]
    looked_at = RenditionAudit.objects.aggregate(count=Count("pk"), latest=Max("audited_at"))
    return Gaps(
        sorted(_groups(alike, lambda it: it["provider"]), key=lambda it: str(it.value)),
        sorted(_groups(alike, lambda it: it["made"]), key=lambda it: (-it.total, str(it.value))),
        sorted(_groups(alike, lambda it: int(it["year"] or 0)), key=lambda it: int(it.value)),
        looked_at["count"],
        looked_at["latest"],
    )


def gaps_of(row: Mapping[str, Any]) -> list[str]:
    """The GAPS of pictures with these `parts`, `problems` and MEASURED marks."""
    return [
        *(name for name in LACKING if not row["parts"] & PARTS[name]),
        *(name for name in MEASURED if row[name]),
        *(name for name in FOUND if row["problems"] & FINDINGS[name]),
    ]


def _alike() -> Any:
    """One row for all pictures that are alike, with their `count`."""
    made = Case(
        When(make__gt="", then=Concat(Value("make="), F("make"), output_field=TextField())),
        When(film__gt="", then=Concat(Value("film="), F("film"), output_field=TextField())),
        default=Value(""),
        output_field=TextField(),
    )
    measured = {name: _flag(MARKS[name]) for name in MEASURED}
    return (
        Image.objects.pictures()
        .order_by()
        .values(
            "provider",
            "parts",
            made=made,
            # Both engines write a day as 2004-06-03.
            year=Substr(Cast("date", TextField()), 1, 4),
            problems=Coalesce(F("audit__problems"), 0),
            **measured,
        )
        .annotate(count=Count("pk"))
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def _groups(
    alike: list[tuple[Mapping[str, Any], list[str]]],
    value_of: Callable[[Mapping[str, Any]], str | int],
) -> list[GapGroup]:
    totals: dict[str | int, dict[str, int]] = {}
    for row, gaps in alike:
        sums = totals.setdefault(value_of(row), dict.fromkeys(("total", "any", *GAPS), 0))
        for name in ("total", *(["any"] if gaps else []), *gaps):
            sums[name] += row["count"]
    return [
        GapGroup(value, sums["total"], sums["any"], {name: sums[name] for name in GAPS})
        for value, sums in totals.items()
    ]
