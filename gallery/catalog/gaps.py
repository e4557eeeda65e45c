"""Counts of what is missing or wrong, by provider, by technique and by year.

Three SQL queries, whatever the size of the catalogue: each groups all pictures and counts
every gap of each group in one pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, Max, Q, TextField, Value, When
from django.db.models.functions import Concat, ExtractYear

from gallery.catalog.audit_models import FINDINGS
from gallery.catalog.marks import MARKS, without_part
from gallery.catalog.models import Image

# In the order they are shown; the words are those of the query string.
LACKING = ("alt", "caption", "colors")
MARKED = ("unsized", "small", "restricted", *(name for name in FINDINGS if name != "capped"))
GAPS: dict[str, Q] = {name: without_part(name) for name in LACKING} | {
    name: MARKS[name] for name in MARKED
}
_ANY = Q()
for _condition in GAPS.values():
    _ANY |= _condition


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Pictures with one value in common: how many, how many have any gap, and each gap.

    ``value``: the provider, the year (0: undated), or "make=…", "film=…", "".
    """

    value: Any
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
    audited_at: Any = None

    @property
    def all(self) -> GapGroup:
        """Every picture as one group."""
        counts = {name: sum(it.counts[name] for it in self.by_provider) for name in GAPS}
        total = sum(it.total for it in self.by_provider)
        return GapGroup("", total, sum(it.with_any for it in self.by_provider), counts)


def count_gaps() -> Gaps:
    """What is missing or wrong in the whole catalogue, pictures only."""
    technique = Case(
        When(make__gt="", then=Concat(Value("make="), F("make"), output_field=TextField())),
        When(film__gt="", then=Concat(Value("film="), F("film"), output_field=TextField())),
        default=Value(""),
        output_field=TextField(),
    )
    looked_at = {"audited": Count("audit"), "audited_at": Max("audit__audited_at")}
    providers = list(_grouped(F("provider"), **looked_at))
    moments = [row["audited_at"] for row in providers if row["audited_at"]]
    return Gaps(
        sorted(map(_group, providers), key=lambda it: it.value),
        sorted(map(_group, _grouped(technique)), key=lambda it: (-it.total, it.value)),
        sorted(map(_group, _grouped(ExtractYear("date"))), key=lambda it: it.value),
        sum(row["audited"] for row in providers),
        max(moments, default=None),
    )


def _grouped(value: Any, **more: Any) -> Any:
    counts = {f"n_{place}": Count("pk", filter=it) for place, it in enumerate(GAPS.values())}
    return (
        Image.objects.pictures()
        .order_by()
        .values(value=value)
        .annotate(total=Count("pk"), with_any=Count("pk", filter=_ANY), **counts, **more)
    )


def _group(row: Mapping[str, Any]) -> GapGroup:
    counts = {name: row[f"n_{place}"] for place, name in enumerate(GAPS)}
    return GapGroup(
        row["value"] or ("" if row["value"] == "" else 0), row["total"], row["with_any"], counts
    )
