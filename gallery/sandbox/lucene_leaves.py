"""The leaves of luqum's tree: words, phrases, ranges and comparisons."""

from __future__ import annotations

from luqum.tree import From, Item, Phrase, Prohibit, Range, To, Word

from gallery.sandbox import wildcards
from gallery.sandbox.lucene_syntax import QueryError
from gallery.sandbox.lucene_terms import Span, Term

_UNSUPPORTED = {
    "Fuzzy": "Fuzzy terms (word~)",
    "Proximity": 'Proximity ("two words"~2)',
    "Regex": "Regular expressions (/…/)",
}


def read_leaf(node: Item) -> Term | Span:
    """What a leaf of luqum's tree asks for. Raises QueryError for what is not supported."""
    if isinstance(node, Word):
        return Term(wildcards.read_pattern(node.value))
    if isinstance(node, Phrase):
        return Term(_phrase_pattern(node.value), is_phrase=True)
    if isinstance(node, From):
        return Span(_bound(node.a), None, with_low=node.include)
    if isinstance(node, To):
        return Span(None, _bound(node.a), with_high=node.include)
    if isinstance(node, Range):
        return Span(_bound(node.low), _bound(node.high), node.include_low, node.include_high)
    named = _UNSUPPORTED.get(type(node).__name__, type(node).__name__)
    raise QueryError(f"{named} are not supported by the sandbox.")


def _phrase_pattern(quoted: str) -> tuple[str, ...]:
    return tuple(
        part or ("*" if part is None else "?") for part in wildcards.read_pattern(quoted[1:-1])
    )


def _bound(node: Item) -> str | None:
    if isinstance(node, Prohibit):  # luqum's reading of a negative number
        return f"-{_bound(node.a) or ''}"
    if isinstance(node, Phrase):
        return wildcards.literal(_phrase_pattern(node.value))
    text = str(node.value)
    return None if text == "*" else text.replace("\\", "")
