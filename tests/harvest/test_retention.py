"""Nothing of Harvard's is kept past two weeks without being refreshed: proven by moving the clock."""

import datetime as dt
import io
import time

import pytest
from django.core.management import call_command
from django.utils import timezone

from gallery import upstreams
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image, ProviderMatch
from gallery.catalog.words import read_words
from gallery.conf import read
from gallery.harvest.retention import Purged, purge
from gallery.harvest.run import harvest
from gallery.providers import cache as caching
from gallery.providers.session import ProviderSession
from gallery.search.bring import bring
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard, hub
from tests.providers.aging import age
from tests.providers.canned import Canned
from tests.search.shelf import Shelf, shelves

pytestmark = pytest.mark.django_db

# Two weeks, less the day that an answer may have lain in the cache.
LAST_MOMENT = dt.timedelta(days=12, hours=23)
TOO_LONG = dt.timedelta(days=13, minutes=1)
TWO_WEEKS = dt.timedelta(days=14, minutes=1)


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock that rows are dated by."""
    began = timezone.now()

    def move(by):
        monkeypatch.setattr(timezone, "now", lambda: began + by)

    return move


@pytest.fixture
def kept(settings, tmp_path):
    """The file of live answers, with one in it."""
    settings.LIGHTTABLE = read({"LIGHTTABLE_CACHE_DIR": str(tmp_path)})
    cache = caching.open_cache(f"sqlite:///{tmp_path}/answers", "harvard")
    session = ProviderSession(
        "harvard", "https://api.harvardartmuseums.org", key_param="apikey", key="k",
        cache=cache, adapter=Canned().on("/image", {"records": []}),
    )  # fmt: skip
    session.get("/image", deadline=time.monotonic() + 5)
    yield cache
    session.close()


def numbers():
    return sorted(Image.objects.values_list("provider", "identifier"))


class TestRows:
    def test_stay_for_two_weeks_and_no_longer(self, clock):
        ingest([harvard(1)])

        clock(LAST_MOMENT)
        purge()
        assert numbers() == [("harvard", 1)]

        clock(TOO_LONG)
        assert purge() == Purged(rows=1)
        assert numbers() == []

    def test_take_their_words_along(self, clock):
        ingest([harvard(1)])
        assert Image.objects.matching(read_words("cezanne")).count() == 1

        clock(TOO_LONG)
        purge()

        assert Image.objects.matching(read_words("cezanne")).count() == 0

    def test_that_came_again_stay(self, clock):
        ingest([harvard(1), harvard(2)])
        clock(LAST_MOMENT)
        ingest([harvard(1)])

        clock(TOO_LONG)
        purge()

        assert numbers() == [("harvard", 1)]

    def test_an_old_answer_from_the_cache_refreshes_nothing(self, clock):
        ingest([harvard(1)])
        clock(LAST_MOMENT)
        ingest([harvard(1)], as_of=timezone.now() - LAST_MOMENT)

        clock(TOO_LONG)
        purge()

        assert numbers() == []

    def test_what_a_visitor_brought_from_the_cache_is_as_old_as_the_answer(self, clock):
        museum = Shelf("harvard", [harvard(1)], from_cache=True, age=12 * 86_400.0)
        bring(SearchQuery(source="harvard"), shelves(museum))

        clock(dt.timedelta(days=1, minutes=1))
        purge()

        assert numbers() == []

    def test_of_the_hub_stay(self, clock):
        ingest([hub(1)])

        clock(dt.timedelta(days=400))

        assert purge() == Purged()
        assert numbers() == [("jhu", 1)]

    def test_more_than_a_batch_of_them(self, clock):
        ingest([harvard(number) for number in range(1, 1102)])

        clock(TOO_LONG)

        assert purge().rows == 1101


class TestWhatPicturesShow:
    def test_goes_when_only_the_picture_was_refreshed(self, clock):
        ingest([harvard(1, title="")])
        clock(LAST_MOMENT)
        alone = harvard(1, title="", objects=(), landing_url="", caption="verso")
        ingest([alone])

        clock(TOO_LONG)
        assert purge() == Purged(objects=1)

        row = Image.objects.get()
        assert (row.caption, row.depicted, row.landing_url, row.people) == ("verso", [], "", "")
        assert row.as_record().rights.longest_side == 256
        assert Image.objects.matching(read_words("cezanne")).count() == 0

    def test_stays_when_it_came_again(self, clock):
        ingest([harvard(1)])
        clock(LAST_MOMENT)
        ingest([harvard(1)])

        clock(TOO_LONG)
        purge()

        assert Image.objects.get().people == "Paul Cézanne"


class TestMatches:
    def test_are_as_old_as_the_oldest_answer_in_them(self, clock):
        first = Shelf("harvard", [harvard(1)], from_cache=True, age=12 * 86_400.0)
        bring(SearchQuery(q="horse"), shelves(first))
        clock(dt.timedelta(hours=1))
        bring(SearchQuery(q="horse", page=1), shelves(first))

        clock(dt.timedelta(days=1, minutes=1))
        purge()

        assert not ProviderMatch.objects.exists()

    def test_go(self, clock):
        bring(SearchQuery(q="horse"), shelves(Shelf("harvard", [harvard(1)])))
        assert ProviderMatch.objects.count() == 1

        clock(TOO_LONG)

        assert purge() == Purged(rows=1, matches=1)
        assert ProviderMatch.objects.count() == 0


class TestAnswers:
    def test_go(self, kept):
        age(kept, TWO_WEEKS.total_seconds())

        assert purge() == Purged(answers=1)
        assert list(kept.responses.keys()) == []

    def test_stay_until_then(self, kept):
        age(kept, LAST_MOMENT.total_seconds())

        assert purge() == Purged()
        assert len(list(kept.responses.keys())) == 1

    def test_where_nothing_was_ever_kept_nothing_is_made(self, settings, tmp_path):
        settings.LIGHTTABLE = read({"LIGHTTABLE_CACHE_DIR": str(tmp_path)})

        assert upstreams.prune_answers() == 0
        assert list(tmp_path.iterdir()) == []


class TestWhoPurges:
    def test_the_command(self, clock):
        ingest([harvard(1)])
        clock(TOO_LONG)
        out = io.StringIO()

        call_command("purge_expired", stdout=out)

        assert out.getvalue() == (
            "Dropped 1 pictures, what 0 others show, 0 lists of matches, 0 cached answers.\n"
        )
        assert numbers() == []

    def test_every_harvest_whatever_it_reads(self, clock):
        ingest([harvard(1)])
        clock(TOO_LONG)

        list(harvest(Shelf("jhu", [hub(2)])))

        assert numbers() == [("jhu", 2)]
