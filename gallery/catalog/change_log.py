"""Which rows changed since some moment, whoever changed them: written by triggers.

Ingest, palettes, the admin and a hand at the database's own prompt are all seen. Reading
is one small query. On SQLite writers take turns, so ids come in the order of commits. On
PostgreSQL they need not: there the log is read again from the oldest transaction that was
still open, and what was seen before is skipped.

A migration that makes SQLite rebuild `catalog_image` (AlterField …) drops its triggers:
let it end with ``RunPython(change_log.create, change_log.drop)``.
"""

# ruff: noqa: S608 - fixed names are put into the statements, values are parameters
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

IMAGES = "catalog_image"
LOG = "catalog_indexchange"
GENERATIONS = "catalog_indexgeneration"
WATCHED = (
    "provider",
    "kind",
    "width",
    "height",
    "media_type",
    "date",
    "make",
    "model",
    "software",
    "film",
    "day",
    "parts",
    "spread",
    "palette",
    "missing_since",
)

_OF = ", ".join(WATCHED)
_DIFFERENT = " OR ".join(f"old.{name} IS NOT new.{name}" for name in WATCHED)
_DISTINCT = " OR ".join(f"old.{name} IS DISTINCT FROM new.{name}" for name in WATCHED)


def _sqlite(event: str, row: str, condition: str = "") -> str:
    name = f"{IMAGES}_log_{event.split()[0].lower()}"
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {IMAGES} {condition} BEGIN "
        f"INSERT INTO {LOG}(image, token, tx) VALUES ({row}.id, random(), 0); END"
    )


SQLITE = (
    _sqlite("INSERT", "new"),
    _sqlite("DELETE", "old"),
    _sqlite(f"UPDATE OF {_OF}", "new", f"WHEN {_DIFFERENT}"),
)
SQLITE_DROP = tuple(
    f"DROP TRIGGER IF EXISTS {IMAGES}_log_{event}" for event in ("insert", "delete", "update")
)
_POSTGRESQL_FUNCTION = (
    "CREATE FUNCTION lighttable_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"INSERT INTO {LOG}(image, token, tx) VALUES (CASE WHEN TG_OP = 'DELETE' THEN OLD.id "
    "ELSE NEW.id END, (random() * 9e18)::bigint, pg_current_xact_id()::text::bigint); "
    "RETURN NULL; END $$"
)
POSTGRESQL = (
    f"CREATE INDEX {LOG}_tx ON {LOG} (tx)",
    _POSTGRESQL_FUNCTION,
    f"CREATE TRIGGER {IMAGES}_log AFTER INSERT OR DELETE ON {IMAGES} "
    "FOR EACH ROW EXECUTE FUNCTION lighttable_log()",
    f"CREATE TRIGGER {IMAGES}_log_update AFTER UPDATE OF {_OF} ON {IMAGES} "
    f"FOR EACH ROW WHEN ({_DISTINCT}) EXECUTE FUNCTION lighttable_log()",
)
POSTGRESQL_DROP = (
    f"DROP INDEX IF EXISTS {LOG}_tx",
    f"DROP TRIGGER IF EXISTS {IMAGES}_log ON {IMAGES}",
    f"DROP TRIGGER IF EXISTS {IMAGES}_log_update ON {IMAGES}",
    "DROP FUNCTION IF EXISTS lighttable_log()",
)


def create(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers; for a migration's RunPython."""
    drop(apps, editor)
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def drop(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the triggers; the reverse of `create`."""
    for statement in SQLITE_DROP if editor.connection.vendor == "sqlite" else POSTGRESQL_DROP:
        editor.execute(statement)


@dataclass(frozen=True, slots=True)
class Changes:
    """``generation``: token of the newest ready one, 0 where there is none.

    ``entries``: (id, token) → row key of everything logged from the mark on. ``mark``: from
    where to read the next time.
    """

    generation: int
    entries: dict[tuple[int, int], int]
    mark: int


def read(mark: int, last: int, using: str) -> Changes:
    """What is logged from `mark` on, and entry number `last`, in one statement.

    With it the generation that counts at the same moment.
    """
    connection = connections[using]
    is_sqlite = connection.vendor == "sqlite"
    place, now = ("id", "0") if is_sqlite else ("tx", _OLDEST_OPEN)
    sql = (
        f"SELECT 0, COALESCE((SELECT token FROM {GENERATIONS} WHERE is_ready "
        f"ORDER BY number DESC LIMIT 1), 0), {now} "
        f"UNION ALL SELECT id, token, image FROM {LOG} WHERE {place} >= %s OR id = %s ORDER BY 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [mark, last])
        (_zero, generation, oldest_open), *logged = cursor.fetchall()
    entries = {(number, token): image for number, token, image in logged}
    newest = logged[-1][0] if logged else mark
    return Changes(generation, entries, newest if is_sqlite else oldest_open)


def end(using: str) -> Changes:
    """The newest entry alone: whoever reads the rows after this goes on from here."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {LOG}")
        (last,) = cursor.fetchone()
        if connection.vendor == "sqlite":
            return read(last, last, using)
        cursor.execute(f"SELECT {_OLDEST_OPEN}")
        (oldest_open,) = cursor.fetchone()
    found = read(2**62, last, using)  # no transaction has so high a number
    return Changes(found.generation, found.entries, oldest_open)


_OLDEST_OPEN = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def trim(before: int, using: str) -> None:
    """Forget what every reader of the newest generation has in it."""
    connection = connections[using]
    place = "id" if connection.vendor == "sqlite" else "tx"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {LOG} WHERE {place} < %s", [before])
