"""Generations of the index: always whole, seen by everybody, whatever dies in between."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.utils import timezone

from gallery.catalog import index_files, index_snapshot, index_store
from gallery.catalog.index_build import is_due, keep_up, rebuild
from gallery.catalog.index_models import IndexArray, IndexChange, IndexGeneration
from gallery.catalog.index_snapshot import current
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.color.query import ColorQuery
from gallery.records import Swatch
from tests.catalog.records import harvard, hub
from tests.paths import ROOT

pytestmark = pytest.mark.django_db

RED = (Swatch("#c81932", 0.8, "Red"),)


@pytest.fixture(autouse=True)
def _own_cache_folder(settings, tmp_path):
    settings.LIGHTTABLE = replace(settings.LIGHTTABLE, cache_dir=tmp_path / "cache")


def keys(snapshot=None):
    """The keys that count, from the arrays."""
    snapshot = snapshot or current()
    return sorted(int(key) for part in snapshot.parts for key in part.columns.ids[part.all()])


def stored():
    return sorted(Image.objects.values_list("pk", flat=True))


def reds():
    return sorted(current().colors.near(ColorQuery.of(["#c81932"])).tolist())


class TestCurrent:
    @pytest.mark.parametrize("is_built", [False, True], ids=["unbuilt", "built"])
    def test_sees_every_kind_of_change_at_once(self, is_built):
        ingest([harvard(number) for number in range(1, 6)])
        if is_built:
            rebuild()
        assert keys() == stored()

        ingest([hub(9, palette=RED, palette_source="provider")])
        assert keys() == stored()
        assert reds() == [Image.objects.get(identifier=9).pk]

        Image.objects.filter(identifier=2).delete()
        assert keys() == stored()

        first = Image.objects.get(identifier=1)
        first.palette = [["#c81932", 0.5, "Red", "", ""]]
        first.save()
        assert first.pk in reds()

        Image.objects.filter(identifier=9).update(palette=[])
        assert reds() == [first.pk]

    def test_a_row_that_only_was_seen_again_is_no_change(self):
        ingest([harvard(1)])
        before = current()

        ingest([harvard(1)])

        assert current() is before

    def test_costs_one_statement_when_nothing_changed(self, django_assert_num_queries):
        ingest([harvard(1)])
        current()

        with django_assert_num_queries(1):
            current()

    def test_what_was_rolled_back_is_forgotten(self):
        ingest([harvard(1)])
        with transaction.atomic():
            ingest([harvard(2)])
            assert len(keys()) == 2
            transaction.set_rollback(True)
        ingest([harvard(3)])

        assert keys() == stored()

    def test_a_search_goes_on_with_what_it_began_with(self):
        ingest([harvard(number, palette=RED) for number in range(1, 6)])
        rebuild()
        held = current()
        before = keys(held)

        Image.objects.all().delete()
        rebuild()
        shutil.rmtree(index_files.database_folder("default"))

        assert keys() == []
        assert keys(held) == before
        assert len(held.colors.near(ColorQuery.of(["#c81932"]))) == 5


class TestRebuild:
    def test_the_log_is_shortened_and_old_generations_go(self):
        ingest([harvard(number) for number in range(1, 8)])
        rebuild()
        ingest([harvard(8)])
        newest = rebuild()

        assert IndexGeneration.objects.get().pk == newest.pk
        assert set(IndexArray.objects.values_list("generation", flat=True)) == {newest.pk}
        assert IndexChange.objects.count() <= (1 if connection.vendor == "sqlite" else 99)
        assert keys() == stored()

    def test_files_are_written_anew_where_they_are_gone(self):
        ingest([harvard(1, palette=RED)])
        rebuild()
        current()
        shutil.rmtree(index_files.database_folder("default"))
        index_snapshot.forget()

        assert keys() == stored()
        assert reds() == stored()

    def test_an_earlier_generation_s_files_go(self):
        ingest([harvard(1)])
        rebuild()
        current()
        rebuild()
        current()

        folders = [path.name for path in index_files.database_folder("default").iterdir()]
        assert len(folders) == 1

    def test_a_cache_folder_that_cannot_be_written_is_done_without(self, settings, tmp_path):
        blocked = tmp_path / "file"
        blocked.write_text("not a folder")
        settings.LIGHTTABLE = replace(settings.LIGHTTABLE, cache_dir=blocked)
        ingest([harvard(1)])
        rebuild()

        assert keys() == stored()

    def test_one_that_was_never_finished_is_not_read_and_goes_in_time(self):
        ingest([harvard(1)])
        rebuild()
        long_ago = timezone.now() - 2 * index_store.ABANDONED_AFTER
        left = IndexGeneration.objects.create(token=5, started_at=long_ago)
        IndexArray.objects.create(generation=left, name="columns/ids", part=0, data=b"half")
        ingest([harvard(2)])

        assert keys() == stored()
        rebuild()
        assert not IndexGeneration.objects.filter(pk=left.pk).exists()

    def test_of_two_at_once_the_higher_number_counts(self, monkeypatch):
        ingest([harvard(1)])
        publish, others = index_store.publish, []

        def second_overtakes(*args):
            if not others:
                others.append(None)
                ingest([harvard(2)])
                others.append(rebuild())
            publish(*args)

        monkeypatch.setattr(index_store, "publish", second_overtakes)
        rebuild()

        assert index_store.newest().pk == others[1].pk
        assert keys() == stored()
        ingest([harvard(3)])
        assert keys() == stored()

    @pytest.mark.django_db(transaction=True)
    def test_is_due_after_many_changes(self, monkeypatch):
        monkeypatch.setattr("gallery.catalog.index_build.DUE_FROM", 3)
        rebuild()
        ingest([harvard(number) for number in range(1, 4)])
        assert not is_due()

        ingest([harvard(4)])

        assert is_due()
        rebuild(full=False)
        assert not is_due()
        assert keys() == stored()


class TestKeepingUp:
    @pytest.mark.django_db(transaction=True)
    def test_builds_a_first_time_once_it_is_large_and_again_when_due(self, monkeypatch):
        monkeypatch.setattr("gallery.catalog.index_build.FIRST_FROM", 3)
        monkeypatch.setattr("gallery.catalog.index_build.DUE_FROM", 1)
        ingest([harvard(1), harvard(2)])
        assert keep_up() is None

        ingest([harvard(3)])
        first = keep_up()
        assert first is not None
        assert keep_up() is None

        ingest([harvard(4), harvard(5)])
        second = keep_up()
        assert second is not None
        assert second.number > first.number
        assert keys() == stored()


KILLED = """
import os, signal
import django
django.setup()
from gallery.catalog import index_store
from gallery.catalog.index_build import rebuild
if {where!r} == "publish":
    index_store.publish = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
else:
    named = index_store._named
    def half(build):
        for number, pair in enumerate(named(build)):
            if number == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            yield pair
    index_store._named = half
rebuild()
"""
ASKED = """
import django
django.setup()
from gallery.catalog.index_snapshot import current
it = current()
print(it.generation, sorted(int(key) for part in it.parts for key in part.columns.ids[part.all()]))
"""
FILLED = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from gallery.catalog.index_build import rebuild
from gallery.catalog.ingest import ingest
from tests.catalog.records import harvard
ingest([harvard(1), harvard(2)])
print(rebuild().token)
ingest([harvard(3)])
"""
READ_MEANWHILE = """
import threading, time
from django.db import connection
from gallery.catalog.index_snapshot import current
seen, over, trouble = [], threading.Event(), []
def read():
    try:
        while not over.is_set():
            it = current()
            every = (int(key) for part in it.parts for key in part.columns.ids[part.all()])
            seen.append((it.generation, tuple(sorted(every))))
    except BaseException as error:
        trouble.append(error)
    connection.close()
reader = threading.Thread(target=read)
reader.start()
stop_at = time.monotonic() + 60
while len({generation for generation, _keys in list(seen)}) < 3 and time.monotonic() < stop_at:
    rebuild()
over.set()
reader.join()
assert not trouble, trouble
assert len({generation for generation, _keys in seen}) > 2
print(sorted({keys for _generation, keys in seen}))
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the database is a file here")
class TestOtherProcesses:
    def run(self, tmp_path, code):
        env = os.environ | {
            "DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3",
            "LIGHTTABLE_CACHE_DIR": str(tmp_path / "cache"),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(ROOT),
        }
        found = subprocess.run(
            [sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True
        )
        return found.returncode, found.stdout.strip(), found.stderr[-2000:]

    def test_open_the_same_generation_and_outlive_a_killed_build(self, tmp_path):
        code, token, errors = self.run(tmp_path, FILLED)
        assert code == 0, errors
        for where in ("publish", "the middle"):
            assert self.run(tmp_path, KILLED.format(where=where))[0] == -signal.SIGKILL

        code, found, errors = self.run(tmp_path, ASKED)

        assert (code, found) == (0, f"{token} [1, 2, 3]"), errors

    def test_readers_never_see_a_half_catalogue(self, tmp_path):
        code, found, errors = self.run(tmp_path, FILLED + READ_MEANWHILE)

        assert (code, found.splitlines()[-1]) == (0, "[(1, 2, 3)]"), errors


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the other engine, see above")
@pytest.mark.django_db(transaction=True)
class TestKilledOnPostgreSQL:
    @pytest.mark.parametrize("where", ["publish", "the middle"])
    def test_the_earlier_generation_serves_on_and_the_next_build_is_whole(self, where, tmp_path):
        ingest([harvard(1), harvard(2)])
        first = rebuild()
        ingest([harvard(3)])
        it = connection.settings_dict
        env = os.environ | {
            "DATABASE_URL": f"postgres://{it['USER']}@{it['HOST']}:{it['PORT']}/{it['NAME']}",
            "LIGHTTABLE_CACHE_DIR": str(tmp_path / "cache"),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": str(ROOT),
        }

        code = KILLED.format(where=where)
        killed = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, check=False)

        assert killed.returncode == -signal.SIGKILL
        assert IndexGeneration.objects.filter(is_ready=False).count() == 1
        index_snapshot.forget()
        assert (current().generation, keys()) == (first.token, stored())
        assert len(stored()) == 3
        second = rebuild()
        assert (current().generation, keys()) == (second.token, stored())
