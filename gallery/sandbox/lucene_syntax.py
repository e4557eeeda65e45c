"""Text of a query string → luqum's tree, or the reason why it is none."""

from __future__ import annotations

import re
from decimal import InvalidOperation

from luqum.exceptions import ParseError
from luqum.thread import parse
from luqum.tree import From, Item, Range, To, Word

MAX_LENGTH = 8_192
MAX_CLAUSES = 1_024  # Elasticsearch 7.17: indices.query.bool.max_clause_count
MAX_WILDCARDS = 64  # our own, ranges included: each is held against every word there is
MAX_DEPTH = 60

# Quoted and escaped text stays; && and || are AND and OR, ! is NOT (Lucene query syntax).
_SYMBOLS = re.compile(r'("(?:[^"\\]|\\.)*"|\\.)|(&&)|(\|\|)|((?:(?<=[\s(:])|^)!(?!\s|$))', re.S)


class QueryError(ValueError):
    """The query cannot be answered; the text says why."""


def read_query(text: str) -> Item:
    """The tree of `text`. Raises :class:`QueryError`."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"The query is longer than {MAX_LENGTH} characters.")
    try:
        tree = parse(_SYMBOLS.sub(_word_for_symbol, text))
    except (ParseError, InvalidOperation) as error:
        raise QueryError(f"Cannot parse the query: {error}") from error
    _check_size(tree)
    return tree


def _word_for_symbol(found: re.Match[str]) -> str:
    kept, both, either, _negation = found.groups()
    if kept:
        return str(kept)
    return " AND " if both else " OR " if either else "NOT "


def _check_size(tree: Item) -> None:
    waiting = [(tree, 1)]
    leaves = wild = 0
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise QueryError(f"The query is nested more than {MAX_DEPTH} levels deep.")
        leaves += not node.children
        waiting += [(child, depth + 1) for child in node.children]
        wild += isinstance(node, Range | From | To)
        wild += isinstance(node, Word) and node.has_wildcard()
    if wild > MAX_WILDCARDS:
        raise QueryError(f"The query has more than {MAX_WILDCARDS} wildcards and ranges.")
    if leaves > MAX_CLAUSES:
        raise QueryError(f"The query has more than {MAX_CLAUSES} clauses.")
