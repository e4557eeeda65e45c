"""``q``: an Elasticsearch query string, compiled into one test of a record.

Lucene's classic rules for several clauses at one level hold, and they are not those of
Boolean algebra: ``a OR b AND c`` requires b and c and makes a optional. Without an
operator OR is meant (Elasticsearch 7.17, query string query, ``default_operator``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from luqum.tree import (
    AndOperation,
    BaseOperation,
    Boost,
    FieldGroup,
    Group,
    Item,
    Not,
    OrOperation,
    Plus,
    Prohibit,
    SearchField,
)

from gallery.sandbox import wildcards
from gallery.sandbox.fields import Fields, tokens
from gallery.sandbox.holdings import Payload
from gallery.sandbox.lucene_leaves import read_leaf
from gallery.sandbox.lucene_syntax import read_query
from gallery.sandbox.lucene_terms import Clause, Span, Term, field_clause
from gallery.sandbox.values import read_date, read_number

EXISTS = "_exists_"


def compile_query(text: str, fields: Fields) -> Clause:
    """The test that `text` asks for: a record → its score, None for no match.

    Raises :class:`~gallery.sandbox.lucene_syntax.QueryError`, whose text is the reason.
    """
    if not text.strip():
        return _everything
    return _Compiler(fields).compile(read_query(text), _Target(fields.searched(), is_all=True))


def _everything(record: Payload) -> float:  # noqa: ARG001 - a clause takes a record
    return 1.0


@dataclass
class _Clauses:
    """What one level of a query requires, forbids and would like."""

    must: list[Clause] = field(default_factory=list)
    must_not: list[Clause] = field(default_factory=list)
    should: list[Clause] = field(default_factory=list)

    def __call__(self, record: Payload) -> float | None:
        if any(clause(record) is not None for clause in self.must_not):
            return None
        required = [clause(record) for clause in self.must]
        if None in required:
            return None
        wished = [score for clause in self.should if (score := clause(record)) is not None]
        if self.should and not self.must and not wished:
            return None
        return sum(score for score in required if score is not None) + sum(wished)


@dataclass(frozen=True)
class _Target:
    """The fields that a term is looked for in.

    One named field is strict about its kind, several are not (Elasticsearch: `lenient`).
    """

    names: Sequence[str]
    is_lenient: bool = True
    is_all: bool = False


class _Compiler:
    """Walks luqum's tree of one query."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def compile(self, node: Item, target: _Target) -> Clause:
        """The test that `node` asks for where no field is named but `target`."""
        if isinstance(node, BaseOperation | Plus | Not | Prohibit):
            return self._level(_flatten(node), target)
        if isinstance(node, Group | FieldGroup):
            return self.compile(node.expr, target)
        if isinstance(node, SearchField):
            return self._field(node)
        if isinstance(node, Boost):
            return _boosted(self.compile(node.expr, target), float(node.force))
        return self._leaf(read_leaf(node), target)

    def _level(self, clauses: Sequence[tuple[str, Item]], target: _Target) -> Clause:
        # As Lucene's QueryParserBase: AND requires both its neighbours unless one is forbidden.
        level = _Clauses()
        for place, (operator, node) in enumerate(clauses):
            follows_and = place + 1 < len(clauses) and clauses[place + 1][0] == "AND"
            sign = node.expr if isinstance(node, Boost) else node
            if isinstance(sign, Not | Prohibit):
                level.must_not.append(self.compile(sign.a, target))
            elif isinstance(sign, Plus):
                level.must.append(self.compile(sign.a, target))
            elif operator == "AND" or follows_and:
                level.must.append(self.compile(node, target))
            else:
                level.should.append(self.compile(node, target))
        return level

    def _field(self, node: SearchField) -> Clause:
        pattern = wildcards.read_pattern(node.name)
        if wildcards.has_wildcard(pattern):
            if pattern == (wildcards.ANY,):
                return self.compile(node.expr, _Target(self._fields.searched(), is_all=True))
            names = [n for n in self._fields.searched() if wildcards.matches(pattern, n)]
            return self.compile(node.expr, _Target(names))
        name = wildcards.literal(pattern)
        if name == EXISTS:
            wanted = wildcards.literal(wildcards.read_pattern(str(node.expr).strip().strip('"')))
            return lambda record: 1.0 if self._fields.values(record, wanted) else None
        return self.compile(node.expr, _Target([name], is_lenient=False))

    def _leaf(self, leaf: Term | Span, target: _Target) -> Clause:
        if target.is_all and isinstance(leaf, Term) and leaf.pattern == (wildcards.ANY,):
            return _everything
        clauses = [
            field_clause(self._fields, name, leaf, lenient=target.is_lenient)
            for name in target.names
        ]
        best = _best([clause for clause in clauses if clause])
        return self._only_where_read(leaf, best) if target.is_all else best

    def _only_where_read(self, leaf: Term | Span, clause: Clause) -> Clause:
        """`clause`, spared the records that hold none of a term's words in any field."""
        if isinstance(leaf, Span) or leaf.is_wild:
            return clause
        words = frozenset(tokens(leaf.text))
        if read_number(leaf.text) is not None or read_date(leaf.text):
            return clause  # these match by value, however it is written
        return lambda record: (
            None if self._fields.words(record).isdisjoint(words) else clause(record)
        )


def _flatten(node: Item) -> list[tuple[str, Item]]:
    """The clauses of one level in the order written, each with the operator before it."""
    if not isinstance(node, BaseOperation):
        return [("", node)]
    operator = {AndOperation: "AND", OrOperation: "OR"}.get(type(node), "")
    clauses: list[tuple[str, Item]] = []
    for child in node.children:
        (_, first), *others = _flatten(child)
        clauses += [(operator if clauses else "", first), *others]
    return clauses


def _boosted(clause: Clause, force: float) -> Clause:
    def boosted(record: Payload) -> float | None:
        score = clause(record)
        return None if score is None else score * force

    return boosted


def _best(clauses: Sequence[Clause]) -> Clause:
    def best(record: Payload) -> float | None:
        scores = (clause(record) for clause in clauses)
        return max((score for score in scores if score is not None), default=None)

    return best
