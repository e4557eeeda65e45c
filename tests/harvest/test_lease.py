import datetime as dt
import os
import socket
import subprocess
import sys

import pytest
from django.utils import timezone

from gallery.harvest.lease import SILENCE, AlreadyRunning, LeaseLost, hold
from gallery.harvest.models import Lease

pytestmark = pytest.mark.django_db


def ended_pid():
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    return int(done.stdout)


class TestHold:
    def test_keeps_others_out_and_lets_them_in_afterwards(self):
        with hold("work"), pytest.raises(AlreadyRunning), hold("work"):
            pass

        with hold("work"):
            assert Lease.objects.get().pid == os.getpid()
        assert not Lease.objects.exists()

    def test_other_work_is_free(self):
        with hold("work"), hold("other"):
            assert Lease.objects.count() == 2

    def test_is_given_back_whatever_happens(self):
        with pytest.raises(KeyboardInterrupt), hold("work"):
            raise KeyboardInterrupt

        assert not Lease.objects.exists()

    def test_says_who_holds_it_since_when_and_when_last_seen(self):
        with hold("work"):
            Lease.objects.update(
                host="other.example",
                pid=123,
                taken_at=dt.datetime(2026, 11, 21, 20, 31, tzinfo=dt.UTC),
                beat_at=timezone.now() - dt.timedelta(seconds=40),
            )

            with pytest.raises(AlreadyRunning) as caught, hold("work"):
                pass

        assert str(caught.value) == (
            "work: process 123 on other.example is at it since 2026-11-21 20:31 UTC, "
            "last seen 40 s ago"
        )


class TestTheDead:
    def lease(self, **changes):
        now = timezone.now()
        values = {"token": "x", "host": socket.gethostname(), "pid": os.getpid(),
                  "taken_at": now, "beat_at": now}  # fmt: skip
        Lease.objects.create(work="work", **(values | changes))

    def test_a_process_that_ended_here_makes_room_at_once(self):
        self.lease(pid=ended_pid())

        with hold("work"):
            assert Lease.objects.get().pid == os.getpid()

    def test_elsewhere_only_silence_tells(self):
        self.lease(host="other.example", pid=ended_pid())

        with pytest.raises(AlreadyRunning), hold("work"):
            pass

    def test_who_was_silent_for_long_is_gone(self):
        self.lease(host="other.example", beat_at=timezone.now() - SILENCE - dt.timedelta(seconds=1))

        with hold("work"):
            assert Lease.objects.get().host == socket.gethostname()

    def test_who_lost_it_learns_so_and_takes_nothing_from_the_next(self):
        with hold("work") as held:
            Lease.objects.update(token="the next one")

            with pytest.raises(LeaseLost):
                held.beat()

        assert Lease.objects.get().token == "the next one"

    def test_a_beat_shows_that_it_lives(self):
        with hold("work") as held:
            Lease.objects.update(beat_at=timezone.now() - dt.timedelta(seconds=90))

            held.beat()

            assert timezone.now() - Lease.objects.get().beat_at < dt.timedelta(seconds=30)
