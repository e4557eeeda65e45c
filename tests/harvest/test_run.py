import datetime as dt
import os
from dataclasses import replace

import pytest

from gallery.catalog.ingest import IngestReport, ingest
from gallery.catalog.models import Image
from gallery.harvest.asking import Manners
from gallery.harvest.lease import AlreadyRunning, LeaseLost, hold
from gallery.harvest.models import HarvestRun, Lease
from gallery.harvest.run import harvest, keep
from gallery.providers.errors import (
    BudgetSpent,
    ProviderRefused,
    ProviderTimeout,
    RateLimited,
)
from tests.catalog.records import harvard, hub
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db


def shelf(count, **changes):
    return Shelf("jhu", [hub(number) for number in range(1, count + 1)], **changes)


class TestHarvest:
    def test_reads_every_page_newest_first(self):
        source = shelf(250)

        *_rest, last = harvest(source)

        assert Image.objects.count() == 250
        assert [(it.page, it.page_size, it.sort) for it in source.asked] == [
            (1, 100, "newest"),
            (2, 100, "newest"),
            (3, 100, "newest"),
        ]
        assert (last.is_complete, last.seen, last.total, last.error) == (True, 250, 250, None)
        assert last.report == IngestReport(new=250)

    def test_tells_how_far_it_is_after_every_page(self):
        seen = [(it.seen, it.is_complete) for it in harvest(shelf(250))]

        assert seen == [(100, False), (200, False), (250, False), (250, True)]

    def test_a_second_run_reads_all_again_and_finds_nothing_changed(self):
        list(harvest(shelf(120)))

        *_rest, last = harvest(shelf(120))

        assert last.report == IngestReport(unchanged=120)
        run = HarvestRun.objects.get()
        assert (run.is_read, run.new, run.unchanged) == (True, 0, 120)
        assert run.finished_at is not None

    def test_an_empty_provider_is_complete_at_once(self):
        *_rest, last = harvest(shelf(0))

        assert (last.is_complete, last.seen) == (True, 0)


class Interrupted(tuple):
    """Records whose reading stops after half of them."""

    def __new__(cls, records, error):
        made = super().__new__(cls, records)
        made.error = error
        return made

    def __iter__(self):
        yield from tuple.__iter__(self[:50])
        raise self.error


class TestStoppingAndGoingOn:
    def test_a_run_left_in_the_middle_goes_on_with_the_next_page(self):
        steps = harvest(shelf(250))
        next(steps)
        steps.close()
        again = shelf(250)

        *_rest, last = harvest(again)

        assert [it.page for it in again.asked] == [2, 3]
        assert (last.resumed, last.seen, last.done, last.is_complete) == (100, 150, 250, True)
        assert HarvestRun.objects.get().new == 250

    def test_a_limit_stops_and_the_next_run_goes_on(self):
        *_rest, first = harvest(shelf(250), limit=100)
        again = shelf(250)
        *_rest, second = harvest(again, limit=100)

        assert (first.seen, first.is_complete) == (100, False)
        assert [it.page for it in again.asked] == [2]
        assert Image.objects.count() == 200
        assert second.resumed == 100

    def test_a_limit_inside_a_page_keeps_no_more_and_reads_the_page_again(self):
        *_rest, last = harvest(shelf(250), limit=30)

        assert (last.seen, Image.objects.count()) == (30, 30)
        assert HarvestRun.objects.get().cursor == ""

    def test_restart_begins_at_the_first_page(self):
        list(harvest(shelf(250), limit=100))
        again = shelf(250)

        list(harvest(again, restart=True))

        assert [it.page for it in again.asked] == [1, 2, 3]

    def test_a_run_killed_while_it_writes_keeps_neither_rows_nor_position(self):
        class KilledError(RuntimeError):
            pass

        steps = harvest(shelf(250))
        next(steps)
        steps.close()
        page = shelf(250).harvest("2", since=None, is_joined=False, deadline=0)
        run = HarvestRun.objects.get()

        with hold("work") as held, pytest.raises(KilledError):
            keep(run, replace(page, records=Interrupted(page.records, KilledError)), held)

        assert Image.objects.count() == 100
        assert HarvestRun.objects.get().cursor == "2"


class TestTroubles:
    def test_a_refusal_ends_the_run_with_its_reason_and_the_position_kept(self):
        list(harvest(shelf(250), limit=100))

        (only,) = harvest(shelf(250, failures=[ProviderRefused("jhu", status=401)]))

        assert isinstance(only.error, ProviderRefused)
        run = HarvestRun.objects.get()
        assert (run.cursor, run.last_error) == ("2", "jhu: refused the request")

    def test_waits_as_long_as_the_provider_asks_and_goes_on(self):
        waits = []
        failures = [RateLimited("jhu", retry_after=7), ProviderTimeout("jhu")]

        *_rest, last = harvest(shelf(50, failures=failures), manners=Manners(sleep=waits.append))

        assert waits == [7, 4]
        assert last.is_complete

    @pytest.mark.parametrize(
        ("failures", "waits"),
        [
            ([ProviderTimeout("jhu")] * 3, [2, 4]),
            ([RateLimited("jhu", retry_after=3600)], []),
        ],
        ids=["again and again", "an hour"],
    )
    def test_gives_up_where_waiting_does_not_help(self, failures, waits):
        waited = []

        (only,) = harvest(shelf(50, failures=list(failures)), manners=Manners(sleep=waited.append))

        assert only.error is not None
        assert waited == waits

    def test_does_not_wait_for_tomorrows_calls(self):
        waited = []

        (only,) = harvest(
            shelf(50, failures=[BudgetSpent("jhu")]), manners=Manners(sleep=waited.append)
        )

        assert (type(only.error), waited) == (BudgetSpent, [])

    def test_pauses_between_pages_only(self):
        waited = []

        list(harvest(shelf(250), manners=Manners(pause=0.5, sleep=waited.append)))

        assert waited == [0.5, 0.5]

    def test_a_second_one_at_once_says_who_is_at_it_and_does_nothing(self):
        first, other = harvest(shelf(250)), shelf(250)
        next(first)

        (only,) = harvest(other)
        *_rest, last = first

        assert isinstance(only.error, AlreadyRunning)
        assert f"harvest of jhu: process {os.getpid()} on " in str(only.error)
        assert other.asked == []
        assert (last.is_complete, Image.objects.count()) == (True, 250)

    def test_one_that_was_taken_for_dead_keeps_nothing_more(self):
        first = harvest(shelf(250))
        next(first)
        Lease.objects.update(token="another")

        *_rest, last = first

        assert isinstance(last.error, LeaseLost)
        assert Image.objects.count() == 100

    def test_what_the_visitors_brought_meanwhile_stays(self):
        ingest([harvard(1)])

        list(harvest(shelf(10)))

        assert Image.objects.of_provider("harvard").count() == 1


class TestSince:
    def test_a_provider_that_cannot_tell_is_read_until_nothing_is_new(self):
        list(harvest(shelf(250)))
        Image.objects.update(harvested_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        newer = [hub(number) for number in range(1001, 1051)]
        again = Shelf("jhu", [*newer, *shelf(250).records])

        *_rest, last = harvest(again, since=dt.date(2026, 2, 1))

        assert [it.page for it in again.asked] == [1, 2]
        assert (last.is_complete, last.report.new, Image.objects.count()) == (True, 50, 300)

    def test_what_was_first_seen_since_then_proves_nothing(self):
        list(harvest(shelf(250)))
        again = shelf(250)

        list(harvest(again, since=dt.date(2026, 2, 1)))

        assert [it.page for it in again.asked] == [1, 2, 3]

    def test_it_leaves_the_position_of_a_stopped_whole_run(self):
        list(harvest(shelf(250), limit=100))

        list(harvest(shelf(250), since=dt.date(2026, 2, 1)))
        again = shelf(250)
        list(harvest(again))

        assert [it.page for it in again.asked] == [2, 3]

    def test_it_misses_nobody(self):
        list(harvest(shelf(50)))

        *_rest, last = harvest(shelf(20), since=dt.date(2026, 2, 1))

        assert last.missing == 0
        assert not Image.objects.exclude(missing_since=None).exists()
