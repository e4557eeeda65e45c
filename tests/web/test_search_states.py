"""Each state of the search page, whole and as a part for htmx: status, headers, words."""

import pytest

from gallery.catalog.ingest import ingest
from gallery.providers.errors import ProviderTimeout, ProviderUnavailable
from tests.catalog.records import harvard
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db

DEPENDS_ON = {"HX-Request", "HX-History-Restore-Request", "Save-Data"}


def silent(name, error=ProviderUnavailable):
    return Shelf(name, failures=[error(name) for _ in range(9)])


def vary(response):
    return {name.strip() for name in response["Vary"].split(",")}


@pytest.fixture
def nobody_answers(provide):
    provide(silent("harvard"), silent("jhu"))


class TestAPartForHtmx:
    def test_of_a_page_behind_the_last_is_ours_and_not_found(self, client):
        ingest([harvard(number) for number in range(1, 30)])

        response = client.get("/?page=9", headers={"HX-Request": "true"})

        assert response.status_code == 404
        assert response["Lighttable-Fragment"] == "page"
        assert vary(response) >= DEPENDS_ON

    def test_where_nobody_answers_is_ours_and_unavailable(self, client, nobody_answers):
        response = client.get("/?q=horse", headers={"HX-Request": "true"})

        assert response.status_code == 503
        assert response["Lighttable-Fragment"] == "page"
        assert response["Retry-After"] == "60"
        assert vary(response) >= DEPENDS_ON

    def test_of_a_further_page_asks_for_nothing_at_once(self, client):
        ingest([harvard(number) for number in range(1, 61)])

        part = client.get("/?page=2", headers={"HX-Request": "true"}).content.decode()
        page = client.get("/?page=2").content.decode()

        assert "fetchpriority" not in part
        assert part.count("<img") == part.count('loading="lazy"') == 24
        assert page.count('fetchpriority="high"') == 1


class TestWords:
    def test_of_a_page_behind_the_only_one(self, client):
        ingest([harvard(1)])

        response = client.get("/?page=2")

        assert response.status_code == 404
        assert "There is only one page." in response.content.decode()

    def test_name_each_provider_that_did_not_answer_and_why(self, client, provide):
        provide(silent("harvard", ProviderTimeout), silent("jhu"))
        ingest([harvard(1)])

        page = client.get("/?q=zzzz").content.decode()

        assert "Harvard Art Museums:</b> did not answer in time" in page
        assert "Johns Hopkins Hub:</b> cannot be reached" in page

    def test_of_an_empty_catalogue_with_one_provider_down(self, client, provide):
        provide(silent("harvard"), Shelf("jhu"))

        response = client.get("/")

        page = response.content.decode()
        assert response.status_code == 200
        assert "The catalogue is empty." in page
        assert "Harvard Art Museums:</b> cannot be reached" in page

    def test_of_one_provider_that_is_alone_and_silent(self, client, provide):
        provide(silent("jhu"))

        response = client.get("/")

        page = response.content.decode()
        assert response.status_code == 503
        assert "Johns Hopkins Hub could not be reached." in page
        assert "Harvard Art Museums:</b> is not connected: it has no key" in page


class TestOtherPages:
    @pytest.mark.parametrize("path", ["/images/harvard/1/", "/fresh/"])
    def test_depend_on_the_same_headers(self, client, path):
        ingest([harvard(1)])

        assert vary(client.get(path)) >= DEPENDS_ON
