import os
import threading
import time
from pathlib import Path

import pytest

from gallery.sandbox.image_store import DerivativeStore
from gallery.sandbox.once import KeyedLocks


class Maker:
    """Makes bytes and counts how often it was asked to."""

    def __init__(self, data: bytes = b"pixels") -> None:
        self.data = data
        self.count = 0

    def __call__(self) -> bytes:
        self.count += 1
        return self.data


@pytest.fixture
def store(tmp_path: Path) -> DerivativeStore:
    return DerivativeStore(tmp_path / "derivatives")


class TestGetOrMake:
    def test_the_second_time_is_a_file_read(self, store):
        maker = Maker()

        first = store.get_or_make("key", maker)
        second = store.get_or_make("key", maker)

        assert (first.data, second.data, maker.count) == (b"pixels", b"pixels", 1)
        assert second.made_at == pytest.approx(first.made_at, abs=2)

    def test_another_store_over_the_same_folder_finds_it(self, store):
        store.get_or_make("key", Maker())
        maker = Maker()

        found = DerivativeStore(store.root).get_or_make("key", maker)

        assert (found.data, maker.count) == (b"pixels", 0)

    def test_many_at_once_make_it_once(self, store):
        start = threading.Barrier(8)
        count = []

        def make() -> bytes:
            count.append(1)
            time.sleep(0.02)  # long enough for the others to arrive
            return b"pixels"

        def ask() -> None:
            start.wait()
            answers.append(store.get_or_make("key", make).data)

        answers: list[bytes] = []
        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert answers == [b"pixels"] * 8
        assert len(count) == 1

    def test_a_failed_making_leaves_nothing_and_can_be_repeated(self, store):
        def fail() -> bytes:
            raise ArithmeticError

        with pytest.raises(ArithmeticError):
            store.get_or_make("key", fail)

        assert store.get_or_make("key", Maker()).data == b"pixels"

    def test_a_folder_that_cannot_be_written_costs_the_keeping_only(self, tmp_path):
        (tmp_path / "file").write_text("in the way")
        store = DerivativeStore(tmp_path / "file" / "derivatives")

        assert store.get_or_make("key", Maker()).data == b"pixels"

    @pytest.mark.parametrize("key", ["../../etc/passwd", "/etc/passwd", "a\0b", "x" * 5000, ""])
    def test_no_key_becomes_a_path(self, store, key):
        store.get_or_make(key, Maker())

        files = [path for path in store.root.rglob("*") if path.is_file()]
        assert files == [store.path_of(key)]
        assert store.root in files[0].parents

    def test_no_unfinished_file_is_left(self, store):
        store.get_or_make("key", Maker())

        assert not list(store.root.rglob("*.part"))


class TestEviction:
    def test_the_whole_stays_bounded(self, tmp_path):
        store = DerivativeStore(tmp_path, max_bytes=1000)

        for number in range(50):
            store.get_or_make(str(number), Maker(b"x" * 100))

        assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 1000

    def test_the_longest_unused_go_first(self, tmp_path):
        store = DerivativeStore(tmp_path, max_bytes=1000)
        now = time.time()
        for number in range(10):
            store.get_or_make(str(number), Maker(b"x" * 100))
            age = 0 if number == 3 else 10_000 - number
            os.utime(store.path_of(str(number)), (now - age, now))

        store.get_or_make("one more", Maker(b"x" * 100))

        assert store.path_of("3").exists()
        assert store.path_of("9").exists()
        assert not store.path_of("0").exists()

    def test_reading_counts_as_use_and_keeps_the_time_of_making(self, store):
        store.get_or_make("key", Maker())
        path = store.path_of("key")
        os.utime(path, (1000.0, 1000.0))

        found = store.get_or_make("key", Maker())

        assert found.made_at == 1000.0
        assert path.stat().st_mtime == 1000.0
        assert path.stat().st_atime > time.time() - 60

    def test_what_an_earlier_process_left_is_counted(self, tmp_path):
        earlier = DerivativeStore(tmp_path, max_bytes=10_000)
        for number in range(20):
            earlier.get_or_make(str(number), Maker(b"x" * 100))

        DerivativeStore(tmp_path, max_bytes=1000).get_or_make("new", Maker(b"x" * 100))

        assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) <= 1000


class TestKeyedLocks:
    def test_no_lock_stays_behind(self):
        locks = KeyedLocks()

        with locks.holding("a"), locks.holding("b"):
            assert len(locks) == 2

        assert len(locks) == 0
