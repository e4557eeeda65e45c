"""The results as a table of their metadata, sorted by links in its head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.catalog.audits import Audit
from gallery.delivery import deliver
from gallery.records import ImageRecord
from gallery.search.query import SearchQuery
from gallery.search.results import Hit
from gallery.web.presenters import figures, palettes, texts
from gallery.web.presenters.contact_marks import Mark, marks
from gallery.web.presenters.palettes import Segment

# Heading, whether its column holds figures, and its orders: (value of ``sort``, aria-sort).
COLUMNS: tuple[tuple[str, bool, tuple[tuple[str, str], ...]], ...] = (
    (noop("Title"), False, (("title", "ascending"),)),
    (noop("Provider"), False, ()),
    (noop("Width, px"), True, (("widest", "descending"), ("narrowest", "ascending"))),
    (noop("Height, px"), True, ()),
    (noop("Format"), False, ()),
    (noop("Date"), False, (("newest", "descending"), ("oldest", "ascending"))),
    (noop("Make and model, or film"), False, (("make", "ascending"),)),
    (noop("Palette"), False, ()),
    (noop("Wrong or missing"), False, ()),
    (noop("Credit"), False, ()),
)


@dataclass(frozen=True, slots=True)
class Head:
    """One column: ``href`` sorts by it (the other way round, where it is sorted so already)."""

    text: str
    is_figure: bool
    href: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One result; sizes as figures with separators, "" where the provider does not say.

    ``pick`` is what the compare page calls it, "" where there is nothing to compare.
    """

    href: str
    pick: str
    title: str
    title_language: str
    provider: str
    width: str
    height: str
    format: str
    date: str
    equipment: str
    bar: tuple[Segment, ...]
    bar_text: str
    credit: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The head and the lines of one page."""

    heads: list[Head]
    lines: list[Line]


def table(query: SearchQuery, hits: Sequence[Hit], audits: Mapping[int, Audit]) -> Table:
    """The `hits` of one page of `query`; `audits` by the keys of their rows."""
    heads = [_head(query, *column) for column in COLUMNS]
    return Table(heads, [_line(hit.record, audits.get(hit.key)) for hit in hits])


def _head(
    query: SearchQuery, text: str, is_figure: bool, orders: Sequence[tuple[str, str]]
) -> Head:
    if not orders:
        return Head(_(text), is_figure)
    names = [name for name, _direction in orders]
    order = dict(orders).get(query.sort, "")
    following = names[(names.index(query.sort) + 1) % len(names)] if order else names[0]
    return Head(_(text), is_figure, query.but(sort=following).url(), order)


def _line(record: ImageRecord, audit: Audit | None) -> Line:
    read = record.technique
    named = " ".join(part for part in (read.make, read.model) if part) or read.film
    if read.make and read.model.lower().startswith(read.make.lower()):
        named = read.model
    return Line(
        href=reverse("web:image", args=[record.provider, record.identifier]),
        pick=f"{record.provider}:{record.identifier}" if deliver(record) else "",
        title=texts.shortened(texts.title(record), 90),
        title_language=texts.title_language(record),
        provider=texts.provider_mark(record.provider),
        width=figures.count(record.width) if record.width else "",
        height=figures.count(record.height) if record.height else "",
        format=texts.media_name(record.media_type),
        date=record.date_text or (figures.short_day(record.date) if record.date else ""),
        equipment=texts.shortened(named, 60),
        bar=palettes.bar(record.palette),
        bar_text=palettes.summary(record.palette),
        credit=texts.shortened(record.rights.credit or record.rights.copyright, 80),
        marks=marks(record, audit),
    )
