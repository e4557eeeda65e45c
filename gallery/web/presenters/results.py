"""A search page: its heading, its filters, its chips, its way to the other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext, pgettext

from gallery.search.query import ORIENTATIONS, SearchQuery
from gallery.search.results import ResultPage
from gallery.sources import SOURCES
from gallery.web.presenters import figures
from gallery.web.presenters.cards import Card, cards
from gallery.web.presenters.chips import Chip, active_filters
from gallery.web.presenters.color_panel import FIELDS as COLOR_FIELDS
from gallery.web.presenters.color_panel import ColorPanel, Offer, color_name, color_panel, offer
from gallery.web.presenters.edges import Edges, edges
from gallery.web.presenters.facet_names import SHAPE_TITLES
from gallery.web.presenters.facets import Facets, facet_links

PER_PAGE = (12, 24, 48, 96)
WIDTHS = (1000, 1600, 2400, 4000)
SORT_NAMES = {
    "relevance": noop("Best match"),
    "newest": noop("Newest first"),
    "oldest": noop("Oldest first"),
    "widest": noop("Widest first"),
    "color": noop("By colour"),
}
# Fields with a control of their own; the others travel along unseen.
SHOWN_FIELDS = (
    *("q", "source", "orientation", "min_width", "from", "to", "sort", "per_page", "page"),
    *COLOR_FIELDS,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field."""

    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the search templates print."""

    query: SearchQuery
    result: ResultPage
    cards: list[Card]
    heading: str
    said: str
    chips: list[Chip]
    sources: list[Choice]
    orientations: list[Choice]
    widths: list[Choice]
    sorts: list[Choice]
    sizes: list[Choice]
    panel: ColorPanel
    facets: Facets
    edges: Edges | None
    offer: Offer | None
    unseen: list[tuple[str, str]]
    problems: dict[str, str]
    previous_url: str
    next_url: str
    last_url: str
    fresh_url: str
    upload_url: str
    map_url: str

    @property
    def unplaced(self) -> list[tuple[str, str]]:
        """Problems of fields that have no control of their own on the page."""
        return [
            pair
            for pair in self.problems.items()
            if pair[0] not in SHOWN_FIELDS or pair[0] == "page"
        ]


def search_page(
    result: ResultPage,
    problems: dict[str, str],
    *,
    save_data: bool = False,
    all_lazy: bool = False,
    added: str = "",
) -> SearchPage:
    """The page of one result; `problems` are sentences by field, `added` is no colour."""
    query = result.query
    chips = active_filters(query)
    before, after = result.previous_query, result.next_query
    return SearchPage(
        query=query,
        result=result,
        cards=cards(
            [hit.record for hit in result.hits],
            matches=[hit.color for hit in result.hits],
            save_data=save_data,
            all_lazy=all_lazy,
        ),
        heading=heading(query),
        said=said(result),
        chips=chips,
        sources=_choices(
            query.source,
            {"": pgettext("sources", "All"), **{it.name: it.mark for it in SOURCES.values()}},
        ),
        orientations=_choices(
            query.orientation,
            {"": pgettext("shape", "Any"), **{it: _(SHAPE_TITLES[it]) for it in ORIENTATIONS}},
        ),
        widths=_numbers(
            query.min_width, (0, *WIDTHS), _("{count} px and wider"), zero=_("Any width")
        ),
        sorts=_choices(query.sort, _sort_names(query)),
        sizes=_numbers(query.per_page, PER_PAGE, "{count}"),
        panel=color_panel(query, problems, added),
        facets=facet_links(result.facets, query),
        edges=edges(query, result.color),
        offer=offer(query),
        unseen=[pair for pair in query.to_params() if pair[0] not in SHOWN_FIELDS],
        problems=problems,
        previous_url=before.url() if before else "",
        next_url=after.url() if after else "",
        last_url=query.but(page=result.pages).url(),
        fresh_url=query.but(page=query.page).url(reverse("web:fresh")),
        upload_url=query.but(colors=(), not_colors=()).url(reverse("web:color-upload")),
        map_url=query.but().url(reverse("web:color-map")),
    )


def heading(query: SearchQuery) -> str:
    """What is shown, in a few words; also the page's title."""
    said = _heading(query)
    if not query.source:
        return said
    return _("{what} from {provider}").format(what=said, provider=SOURCES[query.source].label)


def _heading(query: SearchQuery) -> str:
    if query.q:
        return _("“{words}”").format(words=query.q)
    if query.colors:
        names = [color_name(term.color) for term in query.colors]
        return _("Pictures with {colors}").format(colors=figures.listed(names))
    chosen = SOURCES.get(query.source)
    has_documents = chosen is None or chosen.has_documents
    return _("All pictures and documents") if has_documents else _("All pictures")


def said(result: ResultPage) -> str:
    """The count as it is shown and spoken."""
    if not result.total:
        return _("Nothing found")
    results = ngettext("{count} result", "{count} results", result.total)
    results = results.format(count=figures.count(result.total))
    if not result.hits or result.pages == 1:
        return results
    first, last = figures.count(result.first), figures.count(result.last)
    return _("{results}, {first} to {last} shown").format(results=results, first=first, last=last)


def _sort_names(query: SearchQuery) -> dict[str, str]:
    names = {value: _(name) for value, name in SORT_NAMES.items()}
    if not query.q:
        names["relevance"] = _("Nearest colours") if query.colors else _("Mixed")
    if query.colors:
        del names["color"]  # the nearest colours first is the order by colour
    if query.sort not in names:
        names[query.sort] = _("By colour") if query.sort == "color" else _("Shuffled")
    return names


def _choices(chosen: str, names: dict[str, str]) -> list[Choice]:
    return [Choice(value, name, value == chosen) for value, name in names.items()]


def _numbers(chosen: int, offered: Sequence[int], text: str, zero: str = "") -> list[Choice]:
    def said(number: int) -> str:
        return text.format(count=figures.count(number)) if number or not zero else zero

    return [
        Choice(str(number), said(number), number == chosen) for number in sorted({*offered, chosen})
    ]
