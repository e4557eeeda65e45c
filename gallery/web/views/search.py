"""The search page, its fragments, and asking the providers behind a page already shown."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gallery import upstreams
from gallery.search.answer import answer
from gallery.search.bring import bring, needs_bringing
from gallery.search.notes import ProviderNote
from gallery.search.query import SearchQuery
from gallery.web.color_form import folded
from gallery.web.presenters.notes import news_text, note_line, waiting_lines
from gallery.web.presenters.results import search_page
from gallery.web.requests import (
    PageRequest,
    fragment_headers,
    template_for,
    varies,
    wants_less_data,
    with_headers,
)
from gallery.web.sheets import sheet_of
from gallery.web.states import state_of


@require_safe
@varies
@folded
def search(request: PageRequest) -> HttpResponse:
    """`/`: the catalogue's answer; the providers are waited for only where it cannot fill a page."""
    query, problems = SearchQuery.from_params(request.GET)
    result = answer(query)
    notes: tuple[ProviderNote, ...] = ()
    if needs_bringing(result):
        notes = bring(query, upstreams.providers())
        if any(note.has_news for note in notes):
            result = answer(query)
    state = state_of(result, notes)
    is_more = bool(request.htmx) and query.page > 1
    page = search_page(
        result,
        problems,
        save_data=wants_less_data(request),
        all_lazy=is_more,
        added=request.GET.get("add", ""),
    )
    lines = [note_line(note) for note in notes] or waiting_lines(query.source)
    context = {"page": page, "state": state, "lines": lines, "is_waiting": not notes}
    context["sheet"] = sheet_of(result, save_data=wants_less_data(request), all_lazy=is_more)
    name = template_for(request, page="search/index.html", fragment="search/_page.html")
    response = render(request, name, context, status=state.status)
    return with_headers(
        response,
        state.headers | fragment_headers(request, "page", address=query.url(), is_more=is_more),
    )


@require_safe
@varies
def fresh(request: PageRequest) -> HttpResponse:
    """`/fresh/`: ask the providers for what a page already shows, and say what is new."""
    query, _problems = SearchQuery.from_params(request.GET)
    notes = bring(query, upstreams.providers())
    if not request.htmx:
        return redirect(query.url())
    context = {
        "lines": [note_line(note) for note in notes],
        "news": news_text(notes),
        "url": query.url(),
    }
    return render(request, "search/_notes.html", context)
