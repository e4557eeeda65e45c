import pytest
from django.utils import timezone

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.harvest.models import HarvestRun
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(admin_client):
    ingest([harvard(1), hub(2)])
    HarvestRun.objects.create(provider="harvard", kind="whole", started_at=timezone.now())
    return admin_client


class TestImageAdmin:
    def test_lists_pictures_with_their_palette_in_words(self, site):
        page = site.get("/admin/catalog/image/")

        assert page.status_code == 200
        assert "Study of a Horse" in page.text
        assert "#c8c8c8 50%" in page.text

    @pytest.mark.parametrize(
        ("typed", "count"), [("cezanne", 1), ('"', 2), ("jhu/2", 1), ("jhu/²", 0), ("zebra", 0)]
    )
    def test_searches_by_full_text_and_by_number(self, site, typed, count):
        page = site.get("/admin/catalog/image/", {"q": typed})

        assert page.context["cl"].result_count == count

    def test_shows_every_column_and_lets_none_be_changed(self, site):
        key = Image.objects.get(provider="harvard").pk

        page = site.get(f"/admin/catalog/image/{key}/change/")

        assert page.status_code == 200
        assert "urn-3:HUAM:1_dynmc" in page.text
        assert '<input type="text"' not in page.text
        assert site.post(f"/admin/catalog/image/{key}/change/", {"title": "x"}).status_code == 403

    def test_costs_the_same_statements_for_one_row_as_for_forty(
        self, site, django_assert_num_queries
    ):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def statements():
            with CaptureQueriesContext(connection) as seen:
                site.get("/admin/catalog/image/")
            return len(seen)

        before = statements()
        ingest([hub(number) for number in range(10, 50)])

        assert statements() == before

    @pytest.mark.parametrize(
        "model", ["harvest/harvestrun", "harvest/lease", "catalog/providermatch"]
    )
    def test_the_harvests_are_shown_too(self, site, model):
        assert site.get(f"/admin/{model}/").status_code == 200
