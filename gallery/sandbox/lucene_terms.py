"""One term, phrase or range against one field of a record.

Answers are scores: None is no match, 0 or more is a match. The kinds of fields decide
what a term means, as in Elasticsearch: text is compared word by word in lower case, its
``.exact`` twin whole and as written, numbers and dates by value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gallery.sandbox import wildcards
from gallery.sandbox.fields import Fields, Kind, Scalar, tokens
from gallery.sandbox.holdings import Payload
from gallery.sandbox.lucene_syntax import QueryError
from gallery.sandbox.values import read_date, read_number

Clause = Callable[[Payload], float | None]
Test = Callable[[Scalar], float | None]
_SATURATION = 0.5  # how soon a repeated word stops adding to the score
_USUAL_LENGTH = 20  # words; a longer text needs more of them for the same score


@dataclass(frozen=True)
class Term:
    """A word, perhaps with wildcards, or a phrase."""

    pattern: wildcards.Pattern
    is_phrase: bool = False

    @property
    def text(self) -> str:
        """The term without escapes."""
        return wildcards.literal(self.pattern)

    @property
    def is_wild(self) -> bool:
        """Whether wildcards count: within a phrase they are plain characters."""
        return not self.is_phrase and wildcards.has_wildcard(self.pattern)


@dataclass(frozen=True)
class Span:
    """A range; None leaves a side open."""

    low: str | None
    high: str | None
    with_low: bool = True
    with_high: bool = True

    def holds(self, value: float | str, low: float | str | None, high: float | str | None) -> bool:
        """Whether `value` lies between bounds of its own type."""
        if low is not None and not (value >= low if self.with_low else value > low):  # type: ignore[operator]
            return False
        return high is None or (value <= high if self.with_high else value < high)  # type: ignore[operator]


def field_clause(fields: Fields, path: str, leaf: Term | Span, *, lenient: bool) -> Clause | None:
    """The test of `leaf` on the field at `path`, None where it can never match.

    `lenient` passes over fields of another kind, as a search over all fields does;
    without it a word where a number belongs raises :class:`QueryError`.
    """
    kind = fields.kind(path)
    if isinstance(leaf, Term) and leaf.pattern == (wildcards.ANY,) and kind != "nested":
        return lambda record: 1.0 if fields.values(record, path) else None
    if kind in ("nested", "unknown"):
        return None
    try:
        test = (
            _span_test(kind, path, leaf) if isinstance(leaf, Span) else _term_test(kind, path, leaf)
        )
    except QueryError:
        if lenient:
            return None
        raise

    def clause(record: Payload) -> float | None:
        scores = [
            score for value in fields.values(record, path) if (score := test(value)) is not None
        ]
        return max(scores, default=None)

    return clause


def _term_test(kind: Kind, path: str, term: Term) -> Test:
    if term.is_wild:
        return _wild_test(kind, path, term)
    if kind == "number":
        wanted = _number(path, term.text)
        return lambda value: 1.0 if isinstance(value, int | float) and value == wanted else None
    if kind == "date":
        low, high = _date(path, term.text)
        return lambda value: (
            1.0 if (day := read_date(str(value))) and low <= day[0] <= high else None
        )
    if kind == "exact":
        return lambda value: 1.0 if str(value) == term.text else None
    words = tokens(term.text)
    return _phrase_test(words) if term.is_phrase else _words_test(words)


def _wild_test(kind: Kind, path: str, term: Term) -> Test:
    if kind == "exact":
        return lambda value: 1.0 if wildcards.matches(term.pattern, str(value)) else None
    if kind != "text":
        raise QueryError(f"Wildcards work on text only, and [{path}] is a {kind}.")
    pattern = [part.lower() if part else part for part in term.pattern]
    fits: dict[str, bool] = {}  # the same words come up again and again

    def test(value: Scalar) -> float | None:
        for word in tokens(str(value)):
            if word not in fits:
                fits[word] = wildcards.matches(pattern, word)
            if fits[word]:
                return 1.0
        return None

    return test


def _words_test(words: tuple[str, ...]) -> Test:
    def test(value: Scalar) -> float | None:
        found = tokens(str(value))
        count = sum(found.count(word) for word in words)
        return count / (count + _SATURATION + len(found) / _USUAL_LENGTH) if count else None

    return test


def _phrase_test(words: tuple[str, ...]) -> Test:
    def test(value: Scalar) -> float | None:
        found = tokens(str(value))
        starts = range(len(found) - len(words) + 1)
        return 1.0 if words and any(found[at : at + len(words)] == words for at in starts) else None

    return test


def _span_test(kind: Kind, path: str, span: Span) -> Test:
    if kind == "number":
        low = None if span.low is None else _number(path, span.low)
        high = None if span.high is None else _number(path, span.high)
        return lambda value: (
            1.0 if isinstance(value, int | float) and span.holds(value, low, high) else None
        )
    if kind == "date":
        # gte and lt take the first millisecond of the day named, gt and lte the last.
        first = None if span.low is None else _date(path, span.low)[0 if span.with_low else 1]
        last = None if span.high is None else _date(path, span.high)[1 if span.with_high else 0]
        return lambda value: (
            1.0 if (day := read_date(str(value))) and span.holds(day[0], first, last) else None
        )
    if kind == "exact":
        return lambda value: 1.0 if span.holds(str(value), span.low, span.high) else None
    bottom, top = span.low and span.low.lower(), span.high and span.high.lower()
    return lambda value: (
        1.0 if any(span.holds(word, bottom, top) for word in tokens(str(value))) else None
    )


def _number(path: str, text: str) -> float:
    number = read_number(text)
    if number is None:
        raise QueryError(f"[{path}] is a number, and {text!r} is none.")
    return number


def _date(path: str, text: str) -> tuple[int, int]:
    days = read_date(text)
    if days is None:
        raise QueryError(f"[{path}] is a date, and {text!r} is none; dates are like 2014-06-02.")
    return days
