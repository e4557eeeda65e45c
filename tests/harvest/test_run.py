from dataclasses import replace

import pytest

from gallery.catalog.ingest import IngestReport, ingest
from gallery.catalog.models import HarvestState, Image
from gallery.harvest.run import Manners, harvest, keep
from gallery.providers.base import ProviderRequest
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

        assert seen == [(100, False), (200, False), (250, True)]

    def test_a_second_run_reads_all_again_and_finds_nothing_changed(self):
        list(harvest(shelf(120)))

        *_rest, last = harvest(shelf(120))

        assert last.report == IngestReport(unchanged=120)
        state = HarvestState.objects.get()
        assert (state.position, state.new, state.unchanged) == (0, 0, 120)
        assert state.finished_at is not None

    def test_an_empty_provider_is_complete_at_once(self):
        (only,) = harvest(shelf(0))

        assert (only.is_complete, only.seen) == (True, 0)


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
        assert (last.resumed_at, last.seen, last.is_complete) == (2, 150, True)
        assert HarvestState.objects.get().new == 250

    def test_a_limit_stops_and_the_next_run_goes_on(self):
        *_rest, first = harvest(shelf(250), limit=100)
        again = shelf(250)
        *_rest, second = harvest(again, limit=100)

        assert (first.seen, first.is_complete) == (100, False)
        assert [it.page for it in again.asked] == [2]
        assert Image.objects.count() == 200
        assert second.resumed_at == 2

    def test_a_limit_inside_a_page_keeps_no_more_and_reads_the_page_again(self):
        *_rest, last = harvest(shelf(250), limit=30)

        assert (last.seen, Image.objects.count()) == (30, 30)
        assert HarvestState.objects.get().position == 1

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
        state = HarvestState.objects.get()
        page = shelf(250).search(ProviderRequest(page=2), deadline=0)

        with pytest.raises(KilledError):
            keep(state, replace(page, records=Interrupted(page.records, KilledError)), None)

        assert Image.objects.count() == 100
        assert HarvestState.objects.get().position == 2


class TestTroubles:
    def test_a_refusal_ends_the_run_with_its_reason_and_the_position_kept(self):
        list(harvest(shelf(250), limit=100))

        (only,) = harvest(shelf(250, failures=[ProviderRefused("jhu", status=401)]))

        assert isinstance(only.error, ProviderRefused)
        state = HarvestState.objects.get()
        assert (state.position, state.last_error) == (2, "jhu: refused the request")

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

    def test_two_harvests_at_once_do_no_harm(self):
        first, second = harvest(shelf(250)), harvest(shelf(250))
        for step in (first, second, first, second):
            next(step)
        list(first)
        list(second)

        assert Image.objects.count() == 250

    def test_what_the_visitors_brought_meanwhile_stays(self):
        ingest([harvard(1)])

        list(harvest(shelf(10)))

        assert Image.objects.of_provider("harvard").count() == 1
