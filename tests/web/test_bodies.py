import threading
from io import BytesIO

import pytest

from gallery.web.bodies import MOST_BYTES, REFUSAL, BodyGuard


class Never:
    """A body that does not come."""

    def __init__(self):
        self.given_up = threading.Event()

    def read(self, _length):
        self.given_up.wait(10)
        return b""


def ask(guard, source, length):
    """What the application behind `guard` is given."""
    environ = {"wsgi.input": source, "CONTENT_LENGTH": length}
    return next(iter(guard(environ, None)))


def application(environ, _start_response):
    yield (environ.get(REFUSAL, 0), environ["wsgi.input"].read())


class TestBodies:
    def test_that_are_whole_are_passed_on(self):
        assert ask(BodyGuard(application), BytesIO(b"palette"), "7") == (0, b"palette")

    @pytest.mark.parametrize(
        ("length", "status"),
        [(str(MOST_BYTES + 1), 413), ("9" * 500, 413), ("-1", 400), ("٣", 400), ("x", 400)],
    )
    def test_of_a_wrong_length_are_not_read(self, length, status):
        assert ask(BodyGuard(application), BytesIO(b"palette"), length) == (status, b"")

    def test_that_end_early_are_refused(self):
        assert ask(BodyGuard(application), BytesIO(b"pal"), "7") == (408, b"")

    def test_that_do_not_come_are_given_up(self):
        source = Never()

        assert ask(BodyGuard(application, seconds=0.05), source, "7") == (408, b"")
        source.given_up.set()

    def test_more_than_two_at_once_are_refused_at_once(self):
        guard, source = BodyGuard(application, at_once=2, seconds=5), Never()
        reading = [
            threading.Thread(target=ask, args=(guard, source, "7"), daemon=True) for _ in range(2)
        ]
        for one in reading:
            one.start()
        while guard._places.acquire(blocking=False):
            guard._places.release()

        assert ask(guard, BytesIO(b"palette"), "7") == (503, b"")
        source.given_up.set()
        for one in reading:
            one.join()
        assert ask(guard, BytesIO(b"palette"), "7") == (0, b"palette")
