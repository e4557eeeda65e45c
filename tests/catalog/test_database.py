"""The database as the settings open it, on a file: the tests' own is in memory."""

import pytest
from django.conf import settings
from django.db.utils import ConnectionHandler

pytestmark = pytest.mark.django_db  # for leave to open a database at all


@pytest.fixture
def connection(tmp_path):
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("the settings name PostgreSQL")
    shipped = {**settings.DATABASES["default"], "NAME": str(tmp_path / "catalogue.sqlite3")}
    found = ConnectionHandler({"default": shipped})["default"]
    yield found
    found.close()


class TestSqlite:
    def test_readers_do_not_wait_for_a_writer(self, connection):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")

            assert cursor.fetchone() == ("wal",)

    def test_a_writer_waits_its_turn_for_seconds(self, connection):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")

            assert cursor.fetchone()[0] >= 5_000

    def test_has_full_text(self, connection):
        with connection.cursor() as cursor:
            cursor.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
            cursor.execute("INSERT INTO words VALUES ('a horse in profile')")
            cursor.execute("SELECT count(*) FROM words WHERE words MATCH 'horse'")

            assert cursor.fetchone() == (1,)
