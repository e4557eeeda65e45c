"""A page in its reader's language: by the address, else by `Accept-Language`, without a cookie."""

import re

import pytest

from gallery.catalog.ingest import ingest
from gallery.web import languages
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


def language_of(response):
    return re.search(r'<html lang="(\w+)">', response.content.decode())[1]


class TestChoice:
    @pytest.mark.parametrize(
        ("accept", "language"),
        [
            ("", "en"),
            ("de", "de"),
            ("de-AT,de;q=0.9,en;q=0.5", "de"),
            ("en-GB,de;q=0.8", "en"),
            ("fr-FR,fr;q=0.9", "en"),
            ("fr,de;q=0.3", "de"),
            ("*", "en"),
            ("de;q=x", "en"),
        ],
    )
    def test_is_the_reader_s_where_the_address_names_none(self, client, accept, language):
        response = client.get("/status/", headers={"Accept-Language": accept})

        assert language_of(response) == language
        assert response["Content-Language"] == language
        assert "Accept-Language" in response["Vary"]

    @pytest.mark.parametrize(("path", "language"), [("/de/status/", "de"), ("/en/status/", "en")])
    def test_is_the_address_s_whatever_the_reader_has(self, client, path, language):
        response = client.get(path, headers={"Accept-Language": "de" if language == "en" else "en"})

        assert language_of(response) == language
        assert "Accept-Language" not in response.get("Vary", "")

    def test_sets_no_cookie(self, client):
        assert not client.get("/de/").cookies

    def test_heeds_no_cookie(self, client):
        client.cookies["django_language"] = "de"

        assert language_of(client.get("/status/")) == "en"

    def test_words_stand_in_its_own_quotes(self, client):
        page = client.get("/de/", {"q": "sun", "color": "nocolour"}).content.decode()

        assert page.count("„sun“") >= 2  # heading and filter
        assert "„nocolour“" in page
        assert "“sun”" not in page
        assert "“nocolour”" not in page

    @pytest.mark.parametrize("path", ["/fr/", "/fr/status/", "/deu/", "/de/de/", "/DE/"])
    def test_of_a_language_that_we_do_not_have_is_no_page(self, client, path):
        assert client.get(path).status_code == 404

    def test_a_language_without_a_slash_gets_one(self, client):
        response = client.get("/de?q=boot")

        assert response.status_code == 301
        assert response["Location"] == "/de/?q=boot"

    def test_errors_are_in_it_too(self, client):
        missing = client.get("/de/nowhere/")
        refused = client.get("/de/?q=%zz")

        assert "Diese Seite gibt es nicht" in missing.content.decode()
        assert "Diese Anfrage ist nicht lesbar" in refused.content.decode()
        assert (missing.status_code, refused.status_code) == (404, 400)


class TestAddresses:
    def test_of_a_german_page_stay_german(self, client):
        ingest([harvard(1, title="Boot"), hub(2)])

        text = client.get("/de/").content.decode()
        hrefs = set(re.findall(r'(?:href|action|data-hx-get|formaction)="(/[^"]*)"', text))

        assert "/de/images/harvard/1/" in hrefs
        others = {it for it in hrefs if not it.startswith(("/de/", "/static/"))}
        assert others == {"/en/"}

    def test_of_a_page_without_a_language_name_none(self, client):
        ingest([harvard(1)])

        text = client.get("/", headers={"Accept-Language": "de"}).content.decode()

        assert 'href="/images/harvard/1/"' in text
        assert "Alle Bilder" in text

    def test_the_switch_leads_to_the_same_page(self, client):
        text = client.get("/de/?q=boot&source=jhu").content.decode()

        assert '<a href="/en/?q=boot&amp;source=jhu" lang="en" hreflang="en">English</a>' in text
        assert (
            '<a href="/de/?q=boot&amp;source=jhu" lang="de" hreflang="de" aria-current="true">'
            in text
        )

    def test_the_head_names_all_versions(self, client):
        text = client.get("/de/gaps/").content.decode()

        assert '<link rel="canonical" href="http://testserver/de/gaps/">' in text
        assert '<link rel="alternate" hreflang="en" href="http://testserver/en/gaps/">' in text
        assert '<link rel="alternate" hreflang="de" href="http://testserver/de/gaps/">' in text
        assert '<link rel="alternate" hreflang="x-default" href="http://testserver/gaps/">' in text

    def test_a_fragment_tells_htmx_its_german_address(self, client):
        response = client.get("/de/?q=boot", headers={"HX-Request": "true"})

        assert response["HX-Push-Url"] == "/de/?q=boot"

    def test_one_request_does_not_leave_its_language_to_the_next(self, client):
        client.get("/de/status/")

        assert 'href="/gaps/"' in client.get("/status/").content.decode()

    def test_pasted_german_addresses_name_their_picture(self, client):
        ingest([harvard(7), hub(2)])

        text = client.get("/de/compare/?pick=http://testserver/de/images/harvard/7/&pick=jhu:2")

        assert 'value="harvard:7" selected' in text.content.decode()

    def test_oembed_knows_pages_of_any_language(self, client):
        ingest([harvard(7)])

        answer = client.get("/oembed/?url=http://testserver/de/images/harvard/7/")

        assert answer.status_code == 200


class TestWhatTheProvidersWrote:
    @pytest.mark.parametrize(
        ("path", "title"),
        [
            ("", '<a href="/de/images/jhu/1/" title="A sail" lang="en">A sail</a>'),
            ("?view=contact", '<a href="/de/images/jhu/1/" lang="en">A sail</a>'),
            ("?view=table", '<a href="/de/images/jhu/1/" lang="en">A sail</a>'),
            ("images/jhu/1/", '<h1 id="title" lang="en">A sail</h1>'),
            ("images/jhu/1/look/", '<h1 id="title" lang="en">A sail</h1>'),
            ("table/?pick=jhu:1", '<a href="/de/images/jhu/1/" lang="en">A sail</a>'),
            ("compare/?pick=jhu:1", '<a href="/de/images/jhu/1/" lang="en">A sail</a>'),
        ],
    )
    def test_is_marked_as_english_on_a_german_page(self, client, path, title):
        ingest([hub(1, title="A sail", caption="", alt_text="A white sail")])

        body = client.get(f"/de/{path}").content.decode()
        plain = client.get(f"/en/{path}").content.decode()

        assert title in body
        assert title.replace(' lang="en"', "").replace("/de/", "/en/") in plain
        if "compare" not in path and "look" not in path and "table" not in path:
            assert 'alt="A white sail" lang="en"' in body

    def test_our_own_words_for_what_has_none_are_not(self, client):
        ingest([hub(1, title="", caption="", alt_text="")])

        body = client.get("/de/").content.decode()

        assert ">Bild 1</a>" in body
        assert 'lang="en"' not in body[body.index('id="wall"') : body.index('id="more"')]


class TestWhatProgramsRead:
    @pytest.mark.parametrize(
        "path",
        ["/export.csv", "/export.json", "/manifest.json", "/images/harvard/1/manifest.json",
         "/sitemap-pictures.xml", "/robots.txt"],
    )  # fmt: skip
    def test_is_the_same_for_everyone(self, client, path):
        ingest([harvard(1, width=2000, height=1000)])

        def body(response):
            return b"".join(response) if response.streaming else response.content

        plain = body(client.get(path))
        german = client.get(f"/de{path}", headers={"Accept-Language": "de"})

        assert body(german) == plain
        assert "Content-Language" not in german
        assert "Accept-Language" not in german.get("Vary", "")

    def test_json_ld_has_one_identifier_in_every_language(self, client):
        ingest([harvard(1)])

        assert (
            '"@id":"http://testserver/images/harvard/1/#picture"'
            in client.get("/de/images/harvard/1/").content.decode()
        )

    def test_a_feed_is_in_a_language(self, client):
        assert "Lighttable: neueste Bilder" in client.get("/de/feed.atom").content.decode()


class TestVersions:
    @pytest.mark.parametrize(
        ("path", "found"),
        [
            ("/de/gaps/", ("de", "/gaps/")),
            ("/de", ("de", "")),
            ("/gaps/", ("", "/gaps/")),
            ("/", ("", "/")),
            ("/dex/", ("", "/dex/")),
        ],
    )
    def test_are_split_off_the_path(self, path, found):
        assert languages.split(path) == found
