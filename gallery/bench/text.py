"""Words, facets and the first 24, against FTS5's own rank and SQL GROUP BY."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from django.db import connection

from gallery.bench.figures import REPEATS, Figure, alternate, compare
from gallery.bench.tantivy_text import by_tantivy
from gallery.catalog.models import Image
from gallery.catalog.text_index import expression
from gallery.catalog.words import read_words, tokens
from gallery.color.grid import GRID_HEX
from gallery.search.answer import answer
from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery

FIRST = 24
QUERIES = 40
FACETS = ("provider", "make", "model", "software", "media_type", "shape")
P50_AT_MOST, P95_AT_MOST = 0.31, 0.07
TOGETHER_AT_MOST = 100.0  # ms, 95th percentile


def questions(seed: int = 4) -> list[SearchQuery]:
    """Queries of one to three words as they occur in the texts: common ones often, rare ones too."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    top = Image.objects.order_by("-pk").values_list("pk", flat=True)[0]
    found: list[SearchQuery] = []
    while len(found) < QUERIES:
        row = Image.objects.filter(pk__gte=chance.randint(1, top)).order_by("pk")[:1].get()
        words = [word for word in tokens(f"{row.title} {row.caption}") if len(word) > 2]
        if words:
            many = min(len(words), chance.choice([1, 1, 1, 2, 2, 3]))
            found.append(SearchQuery(q=" ".join(chance.sample(words, many))))
    return found


def mixed(count: int) -> list[SearchQuery]:
    """Words, colours, both, facets, orders and deeper pages, in turn."""
    chance = random.Random(11)  # noqa: S311 - no secret
    worded = [query for seed in range(20, 20 + count // QUERIES + 1) for query in questions(seed)]
    found = []
    for number, query in enumerate(worded[:count]):
        colors = tuple(map(ColorTerm, chance.sample(GRID_HEX, chance.choice([1, 2, 5]))))
        found.append(
            (
                query,
                replace(query, colors=colors),
                SearchQuery(colors=colors),
                replace(query, word="teal", orientation="landscape"),
                SearchQuery(sort=chance.choice(["newest", "widest", "make"]), page=3),
            )[number % 5]
        )
    return found


def by_sql(query: SearchQuery) -> None:
    """What a search page costs when the database does it all: rank, six facets, the rows."""
    terms = read_words(query.q).wanted
    match = expression(terms, connection.vendor)
    is_sqlite = connection.vendor == "sqlite"
    keys = (
        "SELECT rowid FROM catalog_image_text WHERE catalog_image_text MATCH %s"
        if is_sqlite
        else "SELECT id FROM catalog_image WHERE words @@ to_tsquery('simple', %s)"
    )
    rank = "rank" if is_sqlite else "ts_rank_cd(words, to_tsquery('simple', %s)) DESC"
    with connection.cursor() as cursor:
        cursor.execute(f"{keys} ORDER BY {rank} LIMIT {FIRST}", [match] * (1 if is_sqlite else 2))
        first = [row[0] for row in cursor.fetchall()]
        for name in FACETS:
            cursor.execute(
                f"SELECT {name}, COUNT(*) FROM catalog_image WHERE id IN ({keys}) "  # noqa: S608
                "GROUP BY 1 ORDER BY 2 DESC",
                [match],
            )
            cursor.fetchall()
    for image in Image.objects.in_bulk(first).values():
        image.as_record()


def by_sql_name() -> str:
    """What the baseline is, for people."""
    engine = "FTS5 rank" if connection.vendor == "sqlite" else "ts_rank_cd"
    return f"{engine} + six SQL GROUP BY"


def figures() -> Iterator[Figure]:
    """Words with facets, by both ways; half and tail of the times are promised apart."""
    answer(SearchQuery())
    ours, theirs = (
        np.median(times, axis=0) for times in alternate([answer, by_sql], questions(), REPEATS)
    )
    for percentile, limit in ((50, P50_AT_MOST), (95, P95_AT_MOST)):
        mine, other = (float(np.percentile(times, percentile)) for times in (ours, theirs))
        yield Figure(
            f"words, all facets, first {FIRST}: p{percentile}",
            mine,
            by_sql_name(),
            other,
            float(np.median(ours)),
            float(np.percentile(ours, 95)),
            limit,
        )
    if rival := by_tantivy(FACETS, FIRST):
        name = f"words, all facets, first {FIRST}, beside tantivy"
        yield compare(name, answer, ("tantivy, six facets", rival), questions())


def together() -> Iterator[Figure]:
    """Colours, words, facets, count and first page at once; and each of them alone."""
    chance = random.Random(9)  # noqa: S311 - no secret
    answer(SearchQuery())
    asked = [
        replace(
            query, colors=tuple(map(ColorTerm, chance.sample(GRID_HEX, chance.choice([1, 2, 5]))))
        )
        for query in questions(5)
    ]
    only_colors = [replace(query, q="") for query in asked]
    name = f"colours, words, facets, count, first {FIRST}"
    found = compare(name, answer, (by_sql_name(), by_sql), asked)
    yield replace(found, limit=TOGETHER_AT_MOST, measured=found.p95)
    name = f"colours, facets, count, first {FIRST}"
    found = compare(
        name, answer, ("no filter at all", lambda _: answer(SearchQuery())), only_colors
    )
    yield replace(found, limit=TOGETHER_AT_MOST, measured=found.p95)
