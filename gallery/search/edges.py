"""The edges of a colour search: what it leaves out, and what would find more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from gallery.catalog.facets import Narrowed
from gallery.catalog.index_snapshot import Snapshot
from gallery.catalog.rows import PARTS
from gallery.catalog.words import read_words
from gallery.search.narrowing import Keys, narrowed
from gallery.search.params import ColorTerm
from gallery.search.query import LARGEST_TOLERANCE, SearchQuery
from gallery.search.results import ColorAnswer

FEW = 12  # results; up to here ways to more are offered
MOST_WAYS = 3
WIDER = (4, 8, 12, 16, 20, 30, 40, LARGEST_TOLERANCE)


def color_answer(
    snapshot: Snapshot, query: SearchQuery, found: Narrowed, by_words: Keys | None = None
) -> ColorAnswer | None:
    """None where no colour is asked for. Other searches are counted only where `found` is few.

    `by_words`: the keys that the words of `query` found, where that is known.
    """
    if not query.colors and not query.not_colors:
        return None
    ways = _Ways(snapshot, query, by_words)
    left_out = ways.without_palette() if query.colors else 0
    total = found.total
    if total > FEW:
        return ColorAnswer(left_out)
    return ColorAnswer(
        left_out,
        tuple(ways.wider(total)),
        tuple(pair for pair in ways.fewer() if pair[1] > total),
        ways.count(q="") if query.q else None,
    )


@dataclass(frozen=True)
class _Ways:
    """Searches that are like `query` but for one thing, and how many rows each would find."""

    snapshot: Snapshot
    query: SearchQuery
    by_words: Keys | None

    def but(self, **changes: Any) -> Narrowed:
        """The rows of the query with `changes`; words that stay are not looked up again."""
        query = replace(self.query, **changes)
        return narrowed(self.snapshot, query, read_words(query.q), self.by_words)[0]

    def count(self, **changes: Any) -> int:
        """How many rows those are."""
        return self.but(**changes).total

    def without_palette(self) -> int:
        """Pictures that pass everything but the colours, and have no colours."""
        table = self.snapshot.profiles
        lacks = ((table.bits("parts") & PARTS["colors"]) == 0) & table.where("kind", "image")
        return int(self.but(colors=(), not_colors=()).profiles()[lacks].sum())

    def wider(self, least: int) -> list[tuple[int, int]]:
        """Steps of the tolerance that each give more than the one before."""
        kept: list[tuple[int, int]] = []
        steps = [it for it in WIDER if it > self.query.tolerance] if self.query.colors else []
        for tolerance in steps:
            more = self.count(tolerance=tolerance)
            if more > (kept[-1][1] if kept else least):
                kept.append((tolerance, more))
            if len(kept) == MOST_WAYS:
                break
        return kept

    def fewer(self) -> list[tuple[str, int]]:
        """Each colour with how many there would be without it."""
        wanted, unwanted = self.query.colors, self.query.not_colors
        found = [
            (term.color, self.count(colors=_but(wanted, term)))
            for term in wanted
            if len(wanted) > 1  # without its last colour it is another search
        ]
        return found + [
            (term.color, self.count(not_colors=_but(unwanted, term))) for term in unwanted
        ]


def _but(terms: tuple[ColorTerm, ...], term: ColorTerm) -> tuple[ColorTerm, ...]:
    return tuple(it for it in terms if it is not term)
