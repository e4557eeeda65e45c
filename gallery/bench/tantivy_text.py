"""The same words, facets and first rows by tantivy, where it is installed; nothing else uses it.

Its index stands beside the measured catalogue and is made once. Whole words only: its query
parser has no prefix of the last one, so it has a little less to do.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db import connection

from gallery.catalog.models import Image
from gallery.catalog.text_index import COLUMNS
from gallery.catalog.words import read_words
from gallery.search.query import SearchQuery

TEXTS = tuple(name for name, _weight, _class in COLUMNS)
HEAP = 128 * 2**20  # bytes while it writes


def by_tantivy(facets: tuple[str, ...], first: int) -> Callable[[SearchQuery], object] | None:
    """What answers a query by tantivy: the best `first`, how many, `facets`, the rows.

    None where it is not installed or the catalogue is no file.
    """
    if find_spec("tantivy") is None or connection.vendor != "sqlite":
        return None
    tantivy = import_module("tantivy")
    index = _index(tantivy, facets)
    searcher = index.searcher()
    counted = {name: {"terms": {"field": f"{name}_value", "size": 100}} for name in facets}

    def ask(query: SearchQuery) -> object:
        terms = read_words(query.q).wanted
        text = " ".join(token.lower() for term in terms for token in term.tokens)
        parsed = index.parse_query(text, list(TEXTS), conjunction_by_default=True)
        found = searcher.search(parsed, first, count=True)
        counts = searcher.aggregate(parsed, counted)
        keys = [searcher.doc(address)["id"][0] for _score, address in found.hits]
        rows = [row.as_record() for row in Image.objects.in_bulk(keys).values()]
        return found.count, counts, rows

    return ask


def _index(tantivy: Any, facets: tuple[str, ...]) -> Any:
    database = Path(str(connection.settings_dict["NAME"]))
    folder, part = database.with_suffix(".tantivy"), database.with_suffix(".tantivy-part")
    if folder.is_dir():
        return tantivy.Index.open(str(folder))
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    index = tantivy.Index(_schema(tantivy, facets), path=str(part))
    writer = index.writer(HEAP, 1)
    for key, *values in _rows(facets):
        document = tantivy.Document()
        document.add_integer("id", key)
        for name, value in zip((*TEXTS, *(f"{it}_value" for it in facets)), values, strict=True):
            document.add_text(name, str(value))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    part.rename(folder)
    return tantivy.Index.open(str(folder))


def _rows(facets: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    rows = Image.objects.order_by("pk").values_list("pk", *TEXTS, *facets)
    return rows.iterator(chunk_size=10_000)


def _schema(tantivy: Any, facets: tuple[str, ...]) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    for name in TEXTS:
        builder.add_text_field(name, stored=False)
    for name in facets:
        builder.add_text_field(f"{name}_value", stored=False, tokenizer_name="raw", fast=True)
    return builder.build()
