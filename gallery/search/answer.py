"""The catalogue answers: words, filters, order, one page, and how many there are.

A constant number of SQL queries, whatever the page size: at most four.
Colours and facets join here: both narrow a set of row keys before it is put in order.
"""

from __future__ import annotations

from gallery.catalog.models import Image
from gallery.catalog.querysets import ImageQuerySet
from gallery.catalog.text_index import RANKED_AT_MOST, ranked_ids
from gallery.catalog.words import Words, read_words
from gallery.observability.timing import span
from gallery.search.highlight import excerpt
from gallery.search.named import named_by_providers
from gallery.search.query import SearchQuery
from gallery.search.results import Hit, ResultPage


def narrow(query: SearchQuery, words: Words) -> ImageQuerySet:
    """Every row that `query` asks for, colours aside, in no order."""
    return (
        Image.objects.all()
        .of_provider(query.source)
        .matching(words, also=named_by_providers(query.q) if words.wanted else {})
        .shaped(query.orientation)
        .at_least_wide(query.min_width)
        .made_with(make=query.make, model=query.model, software=query.software, film=query.film)
        .in_format(query.format)
        .having(*query.has)
        .lacking(*query.lacks)
        .marked(*query.marks)
        .dated_between(query.date_from, query.date_to)
    )


def in_order(images: ImageQuerySet, query: SearchQuery) -> ImageQuerySet:
    """`images` in an order that no words decide."""
    if query.seed:
        return images.shuffled(query.seed)
    orders = {
        "newest": images.newest_first,
        "oldest": images.oldest_first,
        "widest": images.widest_first,
        "narrowest": images.narrowest_first,
        "title": images.by_title,
        "make": images.by_make,
    }
    return orders.get(query.sort, images.mixed)()


def page_rows(images: ImageQuerySet, query: SearchQuery, words: Words, total: int) -> list[Image]:
    """The rows of the page asked for, in order."""
    by_rank = query.sort == "relevance" and words.wanted and total <= RANKED_AT_MOST
    if not by_rank:
        ordered = in_order(images, query)
        return list(ordered[query.offset : query.offset + query.per_page])
    keys = ranked_ids(images, words, query.offset, query.per_page)
    rows = Image.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


@span("catalogue")
def answer(query: SearchQuery) -> ResultPage:
    """One page of results for `query`, from the catalogue alone; never asks a provider."""
    words = read_words(query.q)
    images = narrow(query, words)
    total = images.count()
    rows = page_rows(images, query, words, total) if total > query.offset else []
    hits = tuple(
        Hit(record, row.pk, excerpt(record, words)) for row in rows for record in (row.as_record(),)
    )
    return ResultPage(query, hits, total)
