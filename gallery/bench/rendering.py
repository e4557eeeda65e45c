"""Pages as templates: 60 cards of 12 candidates and 8 swatches with facets; a colour's fragment.

The baseline is one Django template with a loop in a loop, as it would be written first. Both
print what presenters prepared, which is in neither time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import cycle
from types import SimpleNamespace

import numpy as np
from django.conf import settings
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gallery.bench.figures import Figure, compare
from gallery.catalog.models import Image
from gallery.color.grid import GRID_HEX
from gallery.delivery import deliver
from gallery.records import ImageRecord, Swatch
from gallery.search.answer import answer
from gallery.search.query import SearchQuery
from gallery.web.presenters.cards import Card, cards
from gallery.web.presenters.facets import Facets, facet_links

CARDS, CANDIDATES, SWATCHES = 60, 12, 8
WIDTH, HEIGHT = 2550, 2000  # of such a picture the ladder has CANDIDATES rungs
ROUNDS = 20
COLD_AT_MOST, WARM_AT_MOST, LARGE_AT_MOST = 0.20, 0.09, 1.2
FRAGMENT_MS_AT_MOST = 150
COLORS = ("e02020", "2040a0", "d0b070", "205030", "303030")


def figures() -> Iterator[Figure]:
    """Everything about rendering, of the catalogue that is connected."""
    nested, ours = get_template("bench/nested.html"), get_template("bench/ours.html")
    facets = facet_links(answer(SearchQuery()).facets, SearchQuery())
    plain = [_plain(card, it) for card, it in zip(_cards(CARDS), _records(CARDS), strict=True)]
    unseen = iter([_page(_cards(CARDS), facets) for _round in range(ROUNDS * 6 + 6)])
    seen, small, large = (_page(_cards(count), facets) for count in (CARDS, 24, 100))
    baseline = ("nested loops", lambda _round: nested.render({"cards": plain, "facets": facets}))
    rounds = range(ROUNDS)
    name = f"rendering {CARDS} cards"
    yield compare(
        f"{name}, cold", lambda _round: ours.render({"page": next(unseen)}), baseline, rounds,
        limit=COLD_AT_MOST, is_of_any_size=True,
    )  # fmt: skip
    yield compare(
        f"{name}, warm", lambda _round: ours.render({"page": seen}), baseline, rounds,
        limit=WARM_AT_MOST, is_of_any_size=True,
    )  # fmt: skip
    yield compare(
        "rendering 100 cards, warm", lambda _round: ours.render({"page": large}),
        ("24 cards", lambda _round: ours.render({"page": small})), rounds,
        limit=LARGE_AT_MOST, is_of_any_size=True,
    )  # fmt: skip
    yield _statements()
    yield from map(_fragment, (1, 2, 5))


def _records(count: int) -> list[ImageRecord]:
    """Pictures with CANDIDATES and SWATCHES; new ones each time, so that nothing is kept."""
    return [replace(it) for it in _pictures()[:count]]


@lru_cache(maxsize=1)
def _pictures() -> list[ImageRecord]:
    palette = tuple(
        Swatch(color, 1 / SWATCHES, "Grey", "#808080", "#808080")
        for color in GRID_HEX[:: len(GRID_HEX) // SWATCHES][:SWATCHES]
    )
    rows = Image.objects.filter(provider="harvard").order_by("id")[:100]
    return [replace(row.as_record(), width=WIDTH, height=HEIGHT, palette=palette) for row in rows]


def _cards(count: int) -> list[Card]:
    return cards(_records(count))


def _page(shown: Sequence[Card], facets: Facets) -> SimpleNamespace:
    return SimpleNamespace(cards=shown, facets=facets)


def _plain(card: Card, record: ImageRecord) -> SimpleNamespace:
    """A card for the baseline: its candidates still a list."""
    values = {name: getattr(card, name) for name in Card.__slots__}
    delivery = deliver(record, is_small=True)
    if delivery is None or len(delivery.candidates) != CANDIDATES:
        raise ValueError(f"The ladder of {WIDTH} × {HEIGHT} has not {CANDIDATES} rungs any more.")
    return SimpleNamespace(**values, candidates=delivery.candidates)


def _visitor() -> Client:
    """Who asks for fragments, as htmx does."""
    return Client(headers={"HX-Request": "true"}, SERVER_NAME=settings.ALLOWED_HOSTS[0])


def _statements() -> Figure:
    """How many more statements a page of 96 results takes than one of 12."""
    client, counts = _visitor(), []
    for size in (12, 96):
        client.get("/", {"per_page": size})
        with CaptureQueriesContext(connection) as asked:
            client.get("/", {"per_page": size})
        counts.append(len(asked))
    more = {"statements_of_12": counts[0], "statements_of_96": counts[1]}
    return Figure(
        "SQL statements, 96 results less 12", 0, "none", 0, 0, 0, 0, counts[1] - counts[0],
        is_of_any_size=True, more=more,
    )  # fmt: skip


def _fragment(count: int) -> Figure:
    """A colour changed: the fragment of results, whole, by the clock; each time another colour."""
    client = _visitor()
    spent = []
    for turn, number in zip(cycle(range(len(COLORS))), range(ROUNDS + 5), strict=False):
        chosen = [*COLORS[turn:], *COLORS[:turn]][:count]
        asked: dict[str, list[str] | int] = {"color": chosen, "tolerance": 6 + number}
        began = time.perf_counter()
        response = client.get("/", asked)
        spent.append((time.perf_counter() - began) * 1000)
        if response.status_code != 200:
            raise ValueError(f"{response.status_code} for {asked}")
    middle, high = (float(np.percentile(spent[5:], at)) for at in (50, 95))
    return Figure(
        f"a colour changed, {count} chosen: the fragment's p95, ms", middle, "none", 0, middle,
        high, FRAGMENT_MS_AT_MOST, high, is_of_any_size=True,
    )  # fmt: skip
