"""The edges of a colour search: what it leaves out, and what would find more."""

from __future__ import annotations

from dataclasses import replace

from gallery.catalog.facets import Narrowed
from gallery.catalog.index_snapshot import Snapshot
from gallery.catalog.rows import PARTS
from gallery.catalog.words import read_words
from gallery.search.narrowing import narrowed
from gallery.search.params import ColorTerm
from gallery.search.query import LARGEST_TOLERANCE, SearchQuery
from gallery.search.results import ColorAnswer

FEW = 12  # results; up to here ways to more are offered
MOST_WAYS = 3
WIDER = (4, 8, 12, 16, 20, 30, 40, LARGEST_TOLERANCE)


def color_answer(snapshot: Snapshot, query: SearchQuery, found: Narrowed) -> ColorAnswer | None:
    """None where no colour is asked for. Other searches are counted only where `found` is few."""
    if not query.colors and not query.not_colors:
        return None
    left_out = without_palette(snapshot, query) if query.colors else 0
    total = found.total
    if total > FEW:
        return ColorAnswer(left_out)
    return ColorAnswer(
        left_out,
        tuple(_wider(snapshot, query, total)),
        tuple(pair for pair in _fewer(snapshot, query) if pair[1] > total),
        count(snapshot, replace(query, q="")) if query.q else None,
    )


def count(snapshot: Snapshot, query: SearchQuery) -> int:
    """How many rows `query` asks for."""
    return narrowed(snapshot, query, read_words(query.q))[0].total


def without_palette(snapshot: Snapshot, query: SearchQuery) -> int:
    """Pictures that pass everything but the colours, and have no colours."""
    plain = replace(query, colors=(), not_colors=())
    rest = narrowed(snapshot, plain, read_words(query.q))[0]
    table = snapshot.profiles
    lacks = ((table.bits("parts") & PARTS["colors"]) == 0) & table.where("kind", "image")
    return int(rest.profiles()[lacks].sum())


def _wider(snapshot: Snapshot, query: SearchQuery, least: int) -> list[tuple[int, int]]:
    """Steps of the tolerance that each give more than the one before."""
    kept: list[tuple[int, int]] = []
    steps = [it for it in WIDER if it > query.tolerance] if query.colors else []
    for tolerance in steps:
        more = count(snapshot, replace(query, tolerance=tolerance))
        if more > (kept[-1][1] if kept else least):
            kept.append((tolerance, more))
        if len(kept) == MOST_WAYS:
            break
    return kept


def _fewer(snapshot: Snapshot, query: SearchQuery) -> list[tuple[str, int]]:
    found = [
        (term.color, count(snapshot, replace(query, colors=_but(query.colors, term))))
        for term in query.colors
        if len(query.colors) > 1  # without its last colour it is another search
    ]
    return found + [
        (term.color, count(snapshot, replace(query, not_colors=_but(query.not_colors, term))))
        for term in query.not_colors
    ]


def _but(terms: tuple[ColorTerm, ...], term: ColorTerm) -> tuple[ColorTerm, ...]:
    return tuple(it for it in terms if it is not term)
