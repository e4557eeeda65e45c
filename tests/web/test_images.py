import datetime as dt
import re

import pytest
from django.utils import timezone

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.providers.errors import ProviderUnavailable
from gallery.records import Rights, Swatch, Technique
from tests.catalog.records import harvard, hub
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db


class TestWhatThePageSays:
    def test_everything_that_the_record_says(self, client):
        ingest([harvard(11)])

        page = client.get("/images/harvard/11/").content.decode()

        for text in (
            "Study of a Horse", "50.0%", "#c8c8c8", "Nikon", "D70",
            "Adobe Photoshop", "Nikon D70, Adobe Photoshop", "verso, unframed",
            "A drawing of a horse in profile", "Pencil on paper.", "2004-06-03",
            "President and Fellows of Harvard College", "Gift of A. B.", "2,550 × 1,800 px",
            "Public (level 1)", "At any size (level 0)", "R11", "Paul Cézanne", "1880", "Drawings",
            "https://www.harvardartmuseums.org/collections/object/11",
            "https://nrs.harvard.edu/urn-3:HUAM:11_dynmc/full/1200,/0/default.jpg",
        ):  # fmt: skip
            assert text in page, text

    @pytest.mark.parametrize(
        ("source", "hues"), [("harvard", ["Grey"]), ("extracted", [])], ids=["museum", "here"]
    )
    def test_the_museum_s_hue_where_it_is_another_word_than_ours(self, client, source, hues):
        palette = (Swatch("#c8c8c8", 0.5, "Grey"), Swatch("#6496af", 0.3, "Grey"))
        ingest([harvard(11, palette=palette, palette_source=source)])

        page = client.get("/images/harvard/11/").content.decode()

        assert re.findall(r"museum’s hue: (\w+)", page) == hues

    @pytest.mark.parametrize(
        ("record", "site"),
        [
            (harvard(12, landing_url="", objects=()), "https://harvardartmuseums.org/collections"),
            (hub(12), "https://hub.jhu.edu/"),
        ],
        ids=["harvard", "hub"],
    )
    def test_a_record_without_a_page_leads_to_its_provider(self, client, record, site):
        ingest([record])

        page = client.get(f"/images/{record.provider}/12/").content.decode()

        assert f'href="{site}" rel="external"' in page

    def test_a_document_is_a_download(self, client):
        file = "https://api.hub.jhu.edu/factory/sites/default/files/2023-10/report.pdf"
        ingest(
            [
                hub(
                    4,
                    kind="document",
                    file_url=file,
                    media_type="application/pdf",
                    srcsets=(),
                    renditions=(),
                )
            ]
        )

        page = client.get("/images/jhu/4/").content.decode()

        assert f'href="{file}">Download PDF' in page
        assert "<img" not in page

    def test_a_picture_that_may_not_be_shown_says_why(self, client):
        ingest([harvard(5, rights=Rights(access_level=0))])

        response = client.get("/images/harvard/5/")

        assert response.status_code == 200
        assert "The museum restricts this picture" in response.content.decode()
        assert b"<img" not in response.content

    def test_pictures_of_the_same_camera_stand_below(self, client):
        other = Technique("Hasselblad H5D", "Hasselblad", "H5D")
        ingest([harvard(1), harvard(2), harvard(3, technique=other)])

        page = client.get("/images/harvard/1/").content.decode()

        assert 'href="/images/harvard/2/"' in page
        assert 'href="/images/harvard/3/"' not in page
        assert 'href="/?make=Nikon&amp;model=D70"' in page

    def test_asks_the_database_a_fixed_number_of_times(self, client, django_assert_max_num_queries):
        ingest([harvard(number) for number in range(1, 30)])
        client.get("/images/harvard/2/")

        with django_assert_max_num_queries(3):
            client.get("/images/harvard/1/")


class TestAskingTheProvider:
    def test_an_unknown_number_is_asked_for(self, client, provide):
        provide(Shelf("harvard", [harvard(21)]))

        response = client.get("/images/harvard/21/")

        assert response.status_code == 200
        assert Image.objects.filter(identifier=21).exists()

    def test_what_the_provider_does_not_know_is_not_found(self, client, provide):
        provide(Shelf("harvard"))

        response = client.get("/images/harvard/21/")

        assert response.status_code == 404
        assert b"There is no such page" in response.content

    def test_a_silent_provider_is_not_a_missing_picture(self, client, provide):
        provide(Shelf("harvard", failures=[ProviderUnavailable("harvard")]))

        response = client.get("/images/harvard/21/")

        assert response.status_code == 503
        assert response["Retry-After"] == "60"
        assert "Harvard Art Museums cannot be reached" in response.content.decode()

    def test_an_old_row_is_refreshed_and_kept_when_nobody_answers(self, client, provide):
        ingest([harvard(7)])
        Image.objects.update(refreshed_at=timezone.now() - dt.timedelta(days=2))
        provide(Shelf("harvard", failures=[ProviderUnavailable("harvard")]))

        response = client.get("/images/harvard/7/")

        assert response.status_code == 200
        assert "this is what the catalogue kept, 2\xa0days old" in response.content.decode()

    @pytest.mark.parametrize(
        "page",
        [
            *("", "renditions/", "renditions/frame/", "renditions/prediction/"),
            *("crop/", "look/", "manifest.json"),
        ],
    )
    @pytest.mark.parametrize(
        "picture",
        ["nobody/1", "harvard/9223372036854775808", f"harvard/{'9' * 400}"],
        ids=["provider", "number", "digits"],
    )
    def test_what_cannot_exist_is_asked_of_nobody(self, client, provide, picture, page):
        provide(Shelf("harvard", failures=[ProviderUnavailable("harvard")]))  # would be a 503

        response = client.get(f"/images/{picture}/{page}")

        assert response.status_code == 404
        assert "There is no such page" in response.content.decode()

    def test_what_cannot_exist_is_said_in_german(self, client):
        response = client.get("/de/images/nobody/1/")

        assert response.status_code == 404
        assert "Diese Seite gibt es nicht" in response.content.decode()

    def test_the_largest_number_is_one(self, client, provide):
        provide(Shelf("harvard"))
        ingest([harvard(9223372036854775807)])

        assert client.get("/images/harvard/9223372036854775807/").status_code == 200


class TestOtherPages:
    def test_status_names_each_provider_and_its_share(self, client, provide):
        provide(Shelf("harvard"))
        ingest([harvard(1), harvard(2)])

        page = client.get("/status/").content.decode()

        assert '<td>sandbox</td><td class="figure">2</td>' in page
        assert '<td>absent</td><td class="figure">0</td>' in page

    def test_probes(self, client):
        assert client.get("/healthz").content == b"ok\n"
        assert b"Disallow: /fresh/" in client.get("/robots.txt").content
        assert client.get("/favicon.ico")["Location"] == "/static/img/favicon.svg"

    def test_a_fault_of_ours_has_a_page_of_ours(self, client, monkeypatch):
        client.raise_request_exception = False
        monkeypatch.setattr("gallery.web.views.search.answer", lambda query: 1 / 0)

        response = client.get("/")

        assert response.status_code == 500
        assert b"Something broke here" in response.content

    def test_only_reading_is_possible(self, client):
        assert client.post("/").status_code == 405
