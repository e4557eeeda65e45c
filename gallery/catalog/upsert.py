"""One upsert for any number of rows.

`bulk_create(update_conflicts=True)` splits a batch into statements of 999 parameters on
SQLite, 22 rows each, and prepares every value through its field. Here one prepared
statement takes all rows.

SQLite's full text writes what it has gathered to the disk whenever a statement with triggers
begins (fts5_main.c, xSavepoint): a row each made a segment each, to be merged with all the
others. So there the rows go to a temporary table first, and from it in one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class _Statements:
    """``each`` once a row, with the values of `fields`; ``before`` and ``after`` once a batch."""

    before: tuple[str, ...]
    each: str
    after: tuple[str, ...]
    fields: tuple[models.Field[Any, Any], ...]


@cache
def _statements(
    model: type[models.Model], key: tuple[str, ...], updated: tuple[str, ...], using: str
) -> _Statements:
    connection = connections[using]
    quote, options = connection.ops.quote_name, model._meta
    fields = tuple(field for field in options.concrete_fields if not field.primary_key)
    columns = {field.name: quote(field.column or field.name) for field in fields}
    names, values = ", ".join(columns.values()), ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {quote(options.db_table)} ({names})"
    sets = ", ".join(f"{columns[name]} = EXCLUDED.{columns[name]}" for name in updated)
    keys = ", ".join(columns[name] for name in key)
    conflict = f"ON CONFLICT ({keys}) DO UPDATE SET {sets}"
    if connection.vendor != "sqlite":
        return _Statements((), f"{into} VALUES ({values}) {conflict}", (), fields)
    heap = f"temp.{quote(f'{options.db_table}_incoming')}"
    return _Statements(
        (f"CREATE TEMP TABLE IF NOT EXISTS {heap} ({names})", f"DELETE FROM {heap}"),  # noqa: S608 - names of our own model
        f"INSERT INTO {heap} VALUES ({values})",  # noqa: S608
        # "WHERE true" tells the parser that no join follows.
        (f"{into} SELECT {names} FROM {heap} WHERE true {conflict}", f"DELETE FROM {heap}"),  # noqa: S608
        fields,
    )


def _converter(
    field: models.Field[Any, Any], connection: BaseDatabaseWrapper
) -> Callable[[Any], Any] | None:
    """What makes a value fit for the database, None where it is already."""
    if isinstance(field, models.TextField | models.CharField | models.IntegerField):
        return None
    if isinstance(field, models.JSONField):
        encoder, adapt = field.encoder, connection.ops.adapt_json_value
        empty = adapt([], encoder)
        return lambda value: empty if value == [] else adapt(value, encoder)
    known: dict[Any, Any] = {}  # the same moments and days come by the thousand

    def convert(value: Any) -> Any:
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection=connection)
        return known[value]

    return convert


def upsert(
    model: type[models.Model],
    rows: Iterable[dict[str, Any]],
    *,
    key: tuple[str, ...],
    updated: tuple[str, ...],
    using: str = "default",
) -> None:
    """Insert `rows` (values by column name, all of them); where `key` exists, set `updated`.

    They are written in the order given; none is kept longer than it takes to convert it,
    which spares Python's garbage collector thousands of lists.
    """
    connection = connections[using]
    statements = _statements(model, key, updated, using)
    prepare = [(field.name, _converter(field, connection)) for field in statements.fields]
    values = (
        tuple([row[name] if convert is None else convert(row[name]) for name, convert in prepare])
        for row in rows
    )
    with transaction.atomic(using=using, savepoint=False), connection.cursor() as cursor:
        for statement in statements.before:
            cursor.execute(statement)
        cursor.executemany(statements.each, values)  # type: ignore[arg-type]  # any iterable does
        for statement in statements.after:
            cursor.execute(statement)
