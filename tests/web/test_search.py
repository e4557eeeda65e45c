import pytest

from gallery.catalog.ingest import ingest
from gallery.providers.errors import ProviderUnavailable
from gallery.records import Rights, Swatch
from gallery.technique import Technique
from tests.catalog.records import harvard, hub
from tests.search.shelf import Shelf

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def silent(name):
    return Shelf(name, failures=[ProviderUnavailable(name) for _ in range(9)])


class TestStates:
    def test_what_the_catalogue_holds_is_shown_at_once(self, client, provide):
        shelf = provide(silent("harvard"))["harvard"]
        ingest([harvard(number) for number in range(1, 30)])

        response = client.get("/")

        assert response.status_code == 200
        assert response.content.count(b'<li class="card') == 24
        assert shelf.asked == []
        assert b'data-hx-get="/fresh/"' in response.content

    def test_htmx_is_told_of_few_elements_whatever_the_facets(self, client):
        """It prepares each before the page can be used; links are told of when followed."""
        makes = [Technique(f"Maker {number} X", f"Maker {number}", "X") for number in range(30)]
        ingest([harvard(n, technique=make) for n, make in enumerate(makes, start=1)])

        body = client.get("/?q=&make=Maker+3").content.decode()

        assert body.count(" data-swap") >= 6
        assert body.count("data-hx-get=") <= 3

    def test_what_the_catalogue_lacks_is_brought(self, client, provide):
        provide(Shelf("harvard", [harvard(1)]), Shelf("jhu", [hub(2)]))

        response = client.get("/")

        assert response.status_code == 200
        assert response.content.count(b'<li class="card') == 2
        assert "Harvard Art Museums:</b> 1 match · 250 ms" in response.content.decode()

    def test_nothing_found_is_an_answer_that_tells_what_to_loosen(self, client, provide):
        provide(Shelf("harvard", [harvard(1)]), Shelf("jhu"))
        ingest([harvard(1)])

        response = client.get("/?q=zzzz&orientation=portrait")

        page = response.content.decode()
        assert response.status_code == 200
        assert "Nothing in the catalogue matches." in page
        assert 'href="/?orientation=portrait"' in page
        assert 'href="/?q=zzzz"' in page

    def test_one_provider_down_is_said_beside_the_results_of_the_other(self, client, provide):
        provide(silent("harvard"), Shelf("jhu", [hub(2)]))

        response = client.get("/")

        page = response.content.decode()
        assert response.status_code == 200
        assert "cannot be reached; showing what is in the catalogue" in page
        assert page.count('<li class="card') == 1

    def test_both_down_with_a_catalogue_still_answers(self, client, provide):
        provide(silent("harvard"), silent("jhu"))
        ingest([harvard(1)])

        response = client.get("/?q=zzzz")

        assert response.status_code == 200
        assert "did not answer, so there may be more" in response.content.decode()

    def test_both_down_without_a_catalogue_is_unavailable(self, client, provide):
        provide(silent("harvard"), silent("jhu"))

        response = client.get("/")

        assert response.status_code == 503
        assert response["Retry-After"] == "60"
        assert "No provider answers, and the catalogue is still empty." in response.content.decode()

    def test_an_empty_catalogue_says_what_to_run(self, client, provide):
        provide(Shelf("harvard"), Shelf("jhu"))

        response = client.get("/")

        assert response.status_code == 200
        assert "manage.py harvest_images" in response.content.decode()

    def test_a_page_behind_the_last_is_not_found(self, client):
        ingest([harvard(number) for number in range(1, 30)])

        response = client.get("/?page=9")

        assert response.status_code == 404
        assert 'href="/?page=2"' in response.content.decode()


class TestTheForm:
    def test_keeps_what_was_chosen(self, client):
        ingest([harvard(1)])

        page = client.get("/?q=horse&source=harvard&sort=newest&per_page=48").content.decode()

        assert 'name="q" value="horse"' in page
        assert 'value="harvard" form="search" checked' in page
        assert '<option value="newest" selected>' in page
        assert '<option value="48" selected>' in page

    def test_carries_what_has_no_control(self, client):
        page = client.get("/?make=Nikon&has=alt").content.decode()

        assert '<input type="hidden" name="make" value="Nikon" form="search">' in page
        assert '<input type="hidden" name="has" value="alt" form="search">' in page

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("source=x", "source"),
            ("per_page=7000", "per_page"),
            ("from=zz", "from"),
            ("q=%22", "q"),
        ],
    )
    def test_says_what_is_wrong_beside_the_field(self, client, query, field):
        ingest([harvard(1)])

        response = client.get(f"/?{query}")

        assert response.status_code == 200
        assert f'id="{field}-problem"' in response.content.decode()

    def test_every_active_filter_can_be_taken_away(self, client):
        page = client.get("/?q=horse&make=Nikon&has=alt").content.decode()

        for without in (
            "?make=Nikon&amp;has=alt",
            "?q=horse&amp;has=alt",
            "?q=horse&amp;make=Nikon",
        ):
            assert f'href="/{without}"' in page


class TestTheAnswer:
    def test_names_all_that_it_depends_on(self, client):
        response = client.get("/")

        vary = {name.strip() for name in response["Vary"].split(",")}
        assert {"HX-Request", "HX-History-Restore-Request", "Save-Data", "Accept-Language"} <= vary

    def test_sets_no_cookie(self, client):
        response = client.get("/?q=horse")

        assert response.cookies == {}

    def test_is_a_part_for_htmx_and_a_page_when_going_back(self, client):
        part = client.get("/", headers={"HX-Request": "true"})
        page = client.get("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

        assert b"<html" not in part.content
        assert b'id="results"' in part.content
        assert part["Lighttable-Fragment"] == "page"
        assert b"<html" in page.content
        assert "Lighttable-Fragment" not in page

    def test_tells_htmx_the_plain_address_of_what_it_shows(self, client):
        chosen = client.get(
            "/?q=&source=jhu&min_width=0&sort=relevance", headers={"HX-Request": "true"}
        )
        added = client.get("/?page=2", headers={"HX-Request": "true"})

        assert chosen["HX-Push-Url"] == "/?source=jhu"
        assert added["HX-Replace-Url"] == "/?page=2"

    def test_asks_the_database_as_often_for_100_cards_as_for_12(
        self, client, django_assert_num_queries, django_assert_max_num_queries
    ):
        ingest([harvard(number) for number in range(1, 121)])
        client.get("/")  # takes in what is new, once

        with django_assert_max_num_queries(4) as few:
            client.get("/?per_page=12")
        with django_assert_num_queries(len(few)):
            client.get("/?per_page=96")

    def test_prints_hostile_texts_as_texts(self, client):
        ingest([hub(1, caption=HOSTILE, alt_text=HOSTILE, rights=Rights(credit=HOSTILE))])

        pages = client.get("/").content + client.get("/images/jhu/1/").content

        assert b"<script>alert" not in pages
        assert b"<img src=x" not in pages
        assert b"&lt;script&gt;alert(1)" in pages

    def test_lets_nothing_inline_run(self, client):
        ingest([harvard(1), hub(2)])

        page = client.get("/").content.decode()

        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert " onclick=" not in page

    def test_says_data_to_those_who_want_less(self, client):
        ingest([harvard(1)])

        plain = client.get("/").content.decode()
        saving = client.get("/", headers={"Save-Data": "on"}).content.decode()

        assert "/full/2400,/0/default.jpg 2400w" in plain
        assert "2400w" not in saving


class TestCards:
    def test_the_first_picture_comes_first_and_the_rest_wait(self, client):
        ingest([harvard(number) for number in range(1, 25)])

        page = client.get("/").content.decode()

        assert page.count('fetchpriority="high"') == 1
        assert 0 < page.count('loading="lazy"') < 24
        assert page.count('sizes="auto, ') == page.count('loading="lazy"')

    def test_a_picture_that_may_not_be_shown_says_why(self, client):
        ingest([harvard(1, rights=Rights(access_level=1, permission_level=2))])

        page = client.get("/").content.decode()

        assert "<img" not in page
        assert "The rights holder does not allow this picture to be shown." in page

    def test_a_picture_that_may_be_shown_small_is_at_most_256_px(self, client):
        ingest([harvard(1, rights=Rights(access_level=1, permission_level=1))])

        page = client.get("/").content.decode()

        assert "/full/256,/" in page
        assert "/full/283,/" not in page
        assert "Shown at 256 px at most" in page

    def test_a_document_is_a_download(self, client):
        file = "https://api.hub.jhu.edu/factory/sites/default/files/2023-10/report.pdf"
        ingest(
            [
                hub(
                    1,
                    kind="document",
                    file_url=file,
                    media_type="application/pdf",
                    srcsets=(),
                    renditions=(),
                )
            ]
        )

        page = client.get("/").content.decode()

        assert "<img" not in page
        assert f'href="{file}"' in page
        assert "PDF" in page

    def test_a_picture_nobody_described_gets_a_truthful_sentence(self, client):
        palette = (Swatch("#4b3219", 0.6), Swatch("#32afaf", 0.3))
        ingest([harvard(1, alt_text="", caption="", palette=palette)])

        page = client.get("/").content.decode()

        expected = 'alt="Photograph, no description supplied; mostly brown and teal"'
        assert expected in page


class TestAskingBehindThePage:
    def test_says_what_is_new(self, client, provide):
        provide(Shelf("harvard", [harvard(1)]), Shelf("jhu"))

        response = client.get("/fresh/?q=horse", headers={"HX-Request": "true"})

        page = response.content.decode()
        assert "1 new from Harvard Art Museums" in page
        assert 'href="/?q=horse"' in page
        assert "data-hx-get" not in page

    def test_goes_back_to_the_search_without_htmx(self, client, provide):
        provide(Shelf("harvard", [harvard(1)]))

        response = client.get("/fresh/?q=horse&page=2")

        assert (response.status_code, response["Location"]) == (302, "/?q=horse&page=2")
