"""Full text over the catalogue: every piece of raw full-text SQL there is.

SQLite: an FTS5 table without content of its own (sqlite.org/fts5.html §4.4.2) that reads
`catalog_image`; triggers keep it in step with inserts, upserts, admin edits and deletes.
PostgreSQL: a generated `tsvector` column with a GIN index, so nothing can be out of step.
Both fold case and diacritics, separate words at everything but letters and digits, and
let no phrase cross from one text into the next.

A migration that makes SQLite rebuild `catalog_image` (AlterField …) drops its triggers:
let it end with ``RunPython(text_index.create, text_index.drop)``.
"""

# ruff: noqa: S608, S611 - fixed names are put into the statements, values are parameters
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.expressions import RawSQL

from gallery.catalog.words import Term, Words

TABLE = "catalog_image"
TEXT_TABLE = "catalog_image_text"
# Column, bm25 weight on SQLite, weight class on PostgreSQL.
COLUMNS = (
    ("title", 8.0, "A"),
    ("object_titles", 8.0, "A"),
    ("people", 6.0, "B"),
    ("caption", 5.0, "B"),
    ("alt_text", 4.0, "B"),
    ("description", 3.0, "C"),
    ("numbers", 3.0, "C"),
    ("technique", 1.0, "D"),
    ("credit", 1.0, "D"),
)
# Ranking costs by the hit: beyond so many the stored order has to do (performance.md).
RANKED_AT_MOST = 20_000

_NAMES = ", ".join(name for name, _weight, _class in COLUMNS)
_BM25 = f"bm25({TEXT_TABLE}, {', '.join(str(weight) for _name, weight, _class in COLUMNS)})"


def _listed(prefix: str) -> str:
    return ", ".join(f"{prefix}.{name}" for name, _weight, _class in COLUMNS)


def _changed() -> str:
    return " OR ".join(f"old.{name} IS NOT new.{name}" for name, _weight, _class in COLUMNS)


_REMOVE = f"INSERT INTO {TEXT_TABLE}({TEXT_TABLE}, rowid, {_NAMES}) VALUES ('delete', old.id, {_listed('old')});"
_ADD = f"INSERT INTO {TEXT_TABLE}(rowid, {_NAMES}) VALUES (new.id, {_listed('new')});"

SQLITE_DROP = (
    f"DROP TRIGGER IF EXISTS {TEXT_TABLE}_added",
    f"DROP TRIGGER IF EXISTS {TEXT_TABLE}_removed",
    f"DROP TRIGGER IF EXISTS {TEXT_TABLE}_changed",
    f"DROP TABLE IF EXISTS {TEXT_TABLE}",
)
SQLITE_CREATE = (
    f"CREATE VIRTUAL TABLE {TEXT_TABLE} USING fts5({_NAMES}, content='{TABLE}', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    f"CREATE TRIGGER {TEXT_TABLE}_added AFTER INSERT ON {TABLE} BEGIN {_ADD} END",
    f"CREATE TRIGGER {TEXT_TABLE}_removed AFTER DELETE ON {TABLE} BEGIN {_REMOVE} END",
    f"CREATE TRIGGER {TEXT_TABLE}_changed AFTER UPDATE OF id, {_NAMES} ON {TABLE} "
    f"WHEN old.id IS NOT new.id OR {_changed()} BEGIN {_REMOVE} {_ADD} END",
    f"INSERT INTO {TEXT_TABLE}({TEXT_TABLE}) VALUES ('rebuild')",
)

# Everything printable of ASCII, Latin-1, general and CJK punctuation that is neither
# letter nor digit; PostgreSQL's own parser would read addresses and numbers into it.
_SEPARATORS = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8"
    r"\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u3000-\u3004\u3008-\u3020\u3030]+"
)
_VECTOR = " || '''|'':1'::tsvector || ".join(
    f"setweight(to_tsvector('simple'::regconfig, lighttable_fold({name})), '{letter}')"
    for name, _weight, letter in COLUMNS
)
POSTGRESQL_DROP = (
    f"ALTER TABLE IF EXISTS {TABLE} DROP COLUMN IF EXISTS words",
    "DROP FUNCTION IF EXISTS lighttable_fold(text)",
    "DROP FUNCTION IF EXISTS lighttable_plain(text)",
)
POSTGRESQL_CREATE = (
    # A tsvector holds 1 MB at most; a longer text is indexed by its beginning.
    "CREATE FUNCTION lighttable_plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE "
    r"AS $$ SELECT regexp_replace(normalize(left($1, 60000), NFD), '[\u0300-\u036f]', '', 'g') $$",
    "CREATE FUNCTION lighttable_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE "
    rf"AS $$ SELECT regexp_replace(lighttable_plain($1), '{_SEPARATORS}', ' ', 'g') $$",
    f"ALTER TABLE {TABLE} ADD COLUMN words tsvector GENERATED ALWAYS AS ({_VECTOR}) STORED",
    f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words)",
)


def create(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the full-text index anew from the rows there are; for a migration's RunPython."""
    drop(_apps, editor)
    is_sqlite = editor.connection.vendor == "sqlite"
    for statement in SQLITE_CREATE if is_sqlite else POSTGRESQL_CREATE:
        editor.execute(statement)


def drop(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the full-text index; the reverse of `create`."""
    is_sqlite = editor.connection.vendor == "sqlite"
    for statement in SQLITE_DROP if is_sqlite else POSTGRESQL_DROP:
        editor.execute(statement)


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.tokens)}"' + ("*" if term.is_prefix else "")


def _tsquery(term: Term) -> str:
    *first, last = (f"'{token}'" for token in term.tokens)
    return "(" + " <-> ".join([*first, last + (":*" if term.is_prefix else "")]) + ")"


def expression(terms: tuple[Term, ...], vendor: str, *, anyone: bool = False) -> str:
    """`terms` in the engine's own match syntax: all of them, or any one of them.

    Terms hold letters, digits and marks only (see `words.tokens`), so quoting is enough.
    """
    if vendor == "sqlite":
        return (" OR " if anyone else " AND ").join(map(_fts5, terms))
    return (" | " if anyone else " & ").join(map(_tsquery, terms))


def matching_ids(terms: tuple[Term, ...], using: str, *, anyone: bool = False) -> RawSQL:
    """A subquery of the ids of the rows whose texts hold all (or any one) of `terms`."""
    vendor = connections[using].vendor
    match = expression(terms, vendor, anyone=anyone)
    if vendor == "sqlite":
        return RawSQL(f"SELECT rowid FROM {TEXT_TABLE} WHERE {TEXT_TABLE} MATCH %s", [match])
    sql = f"SELECT id FROM {TABLE} WHERE words @@ to_tsquery('simple', lighttable_plain(%s))"
    return RawSQL(sql, [match])


def matching_keys(
    terms: tuple[Term, ...], using: str, *, anyone: bool = False
) -> npt.NDArray[np.int64]:
    """Ids of the rows whose texts hold all (or any one) of `terms`, in no order.

    They come as one value: a row each would cost ten times as much.
    """
    connection = connections[using]
    match = expression(terms, connection.vendor, anyone=anyone)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"SELECT group_concat(rowid) FROM {TEXT_TABLE} WHERE {TEXT_TABLE} MATCH %s", [match]
            )
            (listed,) = cursor.fetchone()
            return np.fromstring(listed or "", dtype=np.int64, sep=",")
        cursor.execute(
            f"SELECT string_agg(int8send(id), '') FROM {TABLE} "
            "WHERE words @@ to_tsquery('simple', lighttable_plain(%s))",
            [match],
        )
        (packed,) = cursor.fetchone()
        return np.frombuffer(packed or b"", dtype=">i8").astype(np.int64)


def best_keys(words: Words, using: str, count: int) -> npt.NDArray[np.int64]:
    """Ids of the `count` rows that match the wanted `words` best, the best first; ties by id."""
    connection = connections[using]
    match = expression(words.wanted, connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"SELECT rowid FROM {TEXT_TABLE} WHERE {TEXT_TABLE} MATCH %s "
                f"ORDER BY {_BM25}, rowid LIMIT %s",
                [match, count],
            )
        else:
            query = "to_tsquery('simple', lighttable_plain(%s))"
            cursor.execute(
                f"SELECT id FROM {TABLE} WHERE words @@ {query} "
                f"ORDER BY ts_rank_cd(words, {query}) DESC, id LIMIT %s",
                [match, match, count],
            )
        return np.array([row[0] for row in cursor.fetchall()], dtype=np.int64)


def ranks(words: Words, using: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Ids of the rows that hold all wanted `words`, and what each costs: the best least."""
    connection = connections[using]
    match = expression(words.wanted, connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = f"SELECT rowid, {_BM25} FROM {TEXT_TABLE} WHERE {TEXT_TABLE} MATCH %s"
            cursor.execute(sql, [match])
        else:
            query = "to_tsquery('simple', lighttable_plain(%s))"
            sql = f"SELECT id, -ts_rank_cd(words, {query}) FROM {TABLE} WHERE words @@ {query}"
            cursor.execute(sql, [match, match])
        found = cursor.fetchall()
    keys = np.fromiter((row[0] for row in found), np.int64, len(found))
    return keys, np.fromiter((row[1] for row in found), np.float64, len(found))
