import datetime as dt

import pytest
from django.utils import timezone

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.harvest.joining import join
from gallery.harvest.run import harvest
from gallery.providers.harvard.client import HarvardClient
from gallery.records import DepictedObject, Rights
from gallery.sandbox import harvard as sandbox
from gallery.sandbox.transport import SandboxAdapter
from tests.catalog.records import harvard
from tests.sandbox.held import held

pytestmark = pytest.mark.django_db

VASE = DepictedObject(11, "Vase", "https://example.org/11", ("Ai",), "1900", "Vessels", 0)
LID = DepictedObject(12, "Lid", "https://example.org/12", ("Ai", "Bo"), "1901", "Vessels", 1)
BEGAN = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)


def alone(number):
    """A picture as ``/image`` gives it: nothing is known of what it shows."""
    return harvard(number, title="", objects=(), landing_url="", rights=Rights("H", "", 1, None))


class TestJoin:
    def test_gives_pictures_their_titles_links_people_and_permission(self):
        ingest([alone(1), alone(2)])

        assert join("harvard", {1: (VASE,), 99: (LID,)}, as_of=BEGAN) == 1

        row = Image.objects.get(identifier=1)
        assert row.as_record().objects == (VASE,)
        assert (row.object_titles, row.people, row.landing_url, row.permission_level) == (
            "Vase", "Ai", "https://example.org/11", 0,
        )  # fmt: skip
        assert Image.objects.matching("vase").get() == row
        assert Image.objects.get(identifier=2).depicted == []

    def test_objects_from_several_pages_stand_together_and_the_strictest_counts(self):
        ingest([alone(1)])
        began = timezone.now()

        join("harvard", {1: (VASE,)}, as_of=began)
        join("harvard", {1: (LID,)}, as_of=began)

        row = Image.objects.get()
        assert row.object_titles == "Vase\nLid"
        assert (row.people, row.permission_level) == ("Ai\nBo", 1)

    def test_those_of_an_earlier_harvest_make_room(self):
        ingest([alone(1)])
        join("harvard", {1: (VASE,)}, as_of=BEGAN)

        join("harvard", {1: (LID,)}, as_of=BEGAN + dt.timedelta(days=7))

        assert Image.objects.get().object_titles == "Lid"

    def test_the_picture_itself_is_as_old_as_it_was(self):
        ingest([alone(1)], as_of=BEGAN - dt.timedelta(days=5))

        join("harvard", {1: (VASE,)}, as_of=BEGAN)

        row = Image.objects.get()
        assert (row.objects_refreshed_at, row.caption) == (BEGAN, "verso, unframed")


class TestAWholeHarvestOfTheMuseum:
    @pytest.fixture
    def museum(self):
        asked = []

        def respond(path, params, **given):
            asked.append(path.rpartition("/")[2])
            return sandbox.respond(path, params, **given)

        client = HarvardClient.connect(
            "https://api.harvardartmuseums.org", "sandbox", allow_local=True,
            adapter=SandboxAdapter(respond, held, provider="harvard"),
        )  # fmt: skip
        client.asked = asked
        yield client
        client.session.close()

    def test_reads_pictures_and_objects_in_bulk(self, museum):
        *_rest, last = harvest(museum)

        assert museum.asked == ["image", "image", "image", "object", "object"]
        assert last.is_complete
        assert last.joined >= 240
        assert Image.objects.exclude(depicted=[]).count() >= 240

    def test_a_short_one_joins_each_page(self, museum):
        list(harvest(museum, limit=30))

        assert museum.asked == ["image", "object"]
        assert Image.objects.exclude(depicted=[]).count() > 25

    def test_both_ways_bring_the_same(self, museum):
        list(harvest(museum, limit=100))
        joined = {it.identifier: it.as_record() for it in Image.objects.all()}
        Image.objects.all().delete()

        list(harvest(museum, restart=True))

        for row in Image.objects.filter(identifier__in=joined):
            ours, theirs = row.as_record(), joined[row.identifier]
            assert set(ours.objects) == set(theirs.objects)
            assert ours.rights == theirs.rights
