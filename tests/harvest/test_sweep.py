import datetime as dt

import pytest
from django.utils import timezone

from gallery.catalog.models import Image
from gallery.harvest.run import harvest
from gallery.providers.base import HarvestPage
from gallery.providers.errors import UnexpectedPayload
from tests.catalog.records import hub
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db


def shelf(*numbers, **changes):
    return Shelf("jhu", [hub(number) for number in numbers], **changes)


def gone():
    return list(
        Image.objects.exclude(missing_since=None)
        .order_by("identifier")
        .values_list("identifier", flat=True)
    )


class TestWhatAWholeHarvestDidNotSee:
    def test_is_asked_for_by_name_and_marked(self):
        list(harvest(shelf(*range(1, 11))))
        later = shelf(*range(1, 9))

        *_rest, last = harvest(later)

        assert later.listings == [(9, 10, 1)]
        assert (last.missing, gone()) == (2, [9, 10])
        assert Image.objects.count() == 10

    def test_stays_where_the_provider_still_has_it(self):
        class Shifting(Shelf):
            """Skips one record while paging, as when another was deleted before it."""

            def harvest(self, cursor, **_):
                page = super().harvest(cursor, **_)
                return HarvestPage(page.cursor, page.records[1:], total=page.total)

        list(harvest(shelf(1, 2, 3)))
        shifting = Shifting("jhu", shelf(1, 2, 3).records)

        *_rest, last = harvest(shifting)

        assert shifting.listings == [(1, 2)]
        assert (last.missing, gone()) == (0, [])

    def test_many_are_asked_for_a_hundred_at_a_time(self):
        list(harvest(shelf(*range(1, 251))))
        later = shelf(1)

        list(harvest(later))

        assert [len(it) for it in later.listings] == [100, 100, 52]
        assert len(gone()) == 249

    def test_comes_back_when_it_is_seen_again(self):
        list(harvest(shelf(1, 2)))
        list(harvest(shelf(1)))

        list(harvest(shelf(1, 2)))

        assert gone() == []

    def test_is_dropped_when_it_has_been_gone_for_a_week(self):
        list(harvest(shelf(1, 2, 3)))
        list(harvest(shelf(1)))
        week = timezone.now() - dt.timedelta(days=7, minutes=1)
        Image.objects.filter(identifier=2).update(missing_since=week)

        list(harvest(shelf(1)))

        assert sorted(Image.objects.values_list("identifier", flat=True)) == [1, 3]

    def test_a_short_harvest_looks_for_nothing(self):
        list(harvest(shelf(*range(1, 11))))
        later = shelf(*range(1, 9))

        list(harvest(later, limit=5, restart=True))

        assert later.listings == []


class TestAnswersThatProveNothing:
    class Deaf(Shelf):
        """Ignores which records are asked for, as for parameters that an API does not know."""

        def listed(self, identifiers, *, deadline):
            return super().listed([1000], deadline=deadline)

    class Generous(Shelf):
        def listed(self, identifiers, *, deadline):
            return super().listed([*identifiers, 1, 2, 3, 4], deadline=deadline)

    @pytest.mark.parametrize("kind", [Deaf, Generous])
    def test_mark_nothing(self, kind):
        list(harvest(shelf(*range(1, 11))))

        *_rest, last = harvest(kind("jhu", shelf(*range(1, 9)).records))

        assert isinstance(last.error, UnexpectedPayload)
        assert "does not list records by their numbers" in str(last.error)
        assert gone() == []

    def test_an_empty_provider_empties_no_catalogue(self):
        list(harvest(shelf(1, 2, 3)))

        *_rest, last = harvest(shelf())

        assert isinstance(last.error, UnexpectedPayload)
        assert gone() == []

    def test_the_next_run_goes_on_with_the_looking(self):
        list(harvest(shelf(*range(1, 11))))
        list(harvest(self.Deaf("jhu", shelf(*range(1, 9)).records)))
        later = shelf(*range(1, 9))

        list(harvest(later))

        assert (later.asked, gone()) == ([], [9, 10])
