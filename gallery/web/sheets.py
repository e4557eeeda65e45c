"""The other views of a result page: what each of them needs beside the hits."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.catalog.audits import audits_of
from gallery.search.query import VIEWS
from gallery.search.results import ResultPage
from gallery.web.exports.rows import MOST_ROWS
from gallery.web.presenters import figures
from gallery.web.presenters.contact import Entry, contact_sheet
from gallery.web.presenters.table import Table, table

VIEW_NAMES = {"grid": noop("Wall"), "contact": noop("Contact sheet"), "table": noop("Table")}
EXPORTS = (
    ("CSV", "web:export-csv"),
    ("JSON", "web:export-json"),
    (noop("IIIF manifest"), "web:result-manifest"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another form of the same results."""

    text: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """``contact`` or ``table``, as the query asks; the ways to the other views and exports."""

    views: list[Way]
    exports: list[Way]
    cut: str
    contact: list[Entry] = field(default_factory=list)
    table: Table | None = None


def sheet_of(result: ResultPage, *, save_data: bool = False, all_lazy: bool = False) -> Sheet:
    """What the page of `result` shows in place of the wall, and offers to take away."""
    query = result.query
    views = [
        Way(_(VIEW_NAMES[name]), query.but(view=name, page=query.page).url(), name == query.view)
        for name in VIEWS
    ]
    plain = query.but(view="grid", per_page=type(query)().per_page)
    exports = [Way(_(text), plain.url(reverse(name))) for text, name in EXPORTS]
    said = _("the first {count} of them")
    cut = said.format(count=figures.count(MOST_ROWS)) if result.total > MOST_ROWS else ""
    if query.view == "grid" or not result.hits:
        return Sheet(views, exports, cut)
    audits = audits_of(hit.key for hit in result.hits)
    if query.view == "table":
        return Sheet(views, exports, cut, table=table(query, result.hits, audits))
    entries = contact_sheet(result.hits, audits, save_data=save_data, all_lazy=all_lazy)
    return Sheet(views, exports, cut, contact=entries)
