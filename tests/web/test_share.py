import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import Rights
from gallery.web.share import as_script
from gallery.web.share_sitemap import Pictures
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def head_of(client, path):
    page = client.get(path).content.decode()
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page)), page


def json_ld(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


class TestCard:
    def test_a_picture_s_page_names_a_rendition_that_exists(self, client):
        ingest([harvard(11)])

        said, page = head_of(client, "/images/harvard/11/")

        assert (
            said["og:image"]
            == "https://nrs.harvard.edu/urn-3:HUAM:11_dynmc/full/1200,/0/default.jpg"
        )
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "847")
        assert said["og:title"] == "Study of a Horse"
        assert said["og:url"] == "http://testserver/images/harvard/11/"
        assert '<link rel="canonical" href="http://testserver/images/harvard/11/">' in page

    def test_a_small_permission_means_a_small_picture(self, client):
        ingest([harvard(11, rights=Rights(access_level=1, permission_level=1))])

        said, page = head_of(client, "/images/harvard/11/")

        assert int(said["og:image:width"]) <= 256
        assert json_ld(page)["width"] <= 256

    def test_a_forbidden_picture_is_named_nowhere(self, client):
        ingest([harvard(11, rights=Rights(permission_level=2))])

        said, page = head_of(client, "/images/harvard/11/")

        assert "og:image" not in said
        assert "contentUrl" not in json_ld(page)

    def test_addresses_are_on_the_public_url(self, client, settings):
        settings.LIGHTTABLE = replace(settings.LIGHTTABLE, public_url="https://table.example.org")
        ingest([harvard(11)])

        said, page = head_of(client, "/images/harvard/11/")

        assert said["og:url"] == "https://table.example.org/images/harvard/11/"
        assert "oembed/?url=https%3A%2F%2Ftable.example.org%2Fimages%2Fharvard%2F11%2F" in page

    def test_a_search_shares_its_first_picture(self, client):
        ingest([harvard(11)])

        said, _page = head_of(client, "/")

        assert said["og:title"] == "All pictures and documents"
        assert said["og:image"].startswith("https://nrs.harvard.edu/urn-3:HUAM:11_dynmc/full/")


class TestJsonLd:
    def test_credit_and_licence_stand_with_the_picture(self, client):
        ingest([harvard(11)])

        found = json_ld(head_of(client, "/images/harvard/11/")[1])

        assert found["@type"] == "ImageObject"
        assert found["contentUrl"].startswith("https://nrs.harvard.edu/urn-3:HUAM:11_dynmc/full/")
        assert found["creditText"] == (
            "Harvard Art Museums. Gift of A. B. © President and Fellows of Harvard College"
        )
        assert found["license"] == "http://rightsstatements.org/vocab/InC/1.0/"
        assert found["about"][0]["creator"] == [{"@type": "Person", "name": "Paul Cézanne"}]

    def test_a_title_cannot_end_its_script(self, client):
        ingest([harvard(11, title="</script><script>alert(1)</script><!--")])

        page = head_of(client, "/images/harvard/11/")[1]

        assert "<script>alert" not in page
        assert json_ld(page)["name"] == "</script><script>alert(1)</script><!--"

    def test_what_could_end_it_is_written_otherwise(self):
        assert as_script({"a": "</b>&ü"}) == '{"a":"\\u003C/b\\u003E\\u0026ü"}'


class TestOembed:
    def ask(self, client, url, **more):
        return client.get("/oembed/", {"url": url, **more})

    def test_a_picture_is_a_photo_within_the_size_wished_for(self, client):
        ingest([harvard(11)])

        found = self.ask(client, "http://testserver/images/harvard/11/", maxwidth=700).json()

        assert found["version"] == "1.0"
        assert (found["type"], found["width"], found["height"]) == ("photo", 600, 424)
        assert found["url"] == "https://nrs.harvard.edu/urn-3:HUAM:11_dynmc/full/600,/0/default.jpg"
        assert found["thumbnail_width"] == 400

    def test_where_no_file_is_so_small_it_is_a_link(self, client):
        ingest([harvard(11)])

        found = self.ask(client, "http://testserver/images/harvard/11/", maxwidth=20).json()

        assert found["type"] == "link"
        assert not {"url", "thumbnail_url"} & set(found)

    @pytest.mark.parametrize(
        ("url", "status"),
        [
            ("http://testserver/images/harvard/11/renditions/", 200),
            ("https://testserver/images/harvard/11/", 200),
            ("http://testserver/images/harvard/12/", 401),
            ("http://testserver/images/harvard/99/", 404),
            ("http://elsewhere.example/images/harvard/11/", 404),
            ("http://[/images/harvard/11/", 404),
            ("javascript://testserver/images/harvard/11/", 404),
            ("", 404),
        ],
    )
    def test_only_pages_of_pictures_here_are_answered(self, client, url, status):
        ingest([harvard(11), harvard(12, rights=Rights(permission_level=2))])

        assert self.ask(client, url).status_code == status

    def test_xml_is_not_spoken(self, client):
        assert self.ask(client, "http://testserver/", format="xml").status_code == 501


class TestSitemap:
    def test_lists_every_page_once_over_all_its_parts(self, client, monkeypatch):
        monkeypatch.setattr(Pictures, "limit", 2)
        ingest([harvard(1), harvard(2), hub(3)])

        index = ET.fromstring(client.get("/sitemap.xml").content)
        parts = [it.text for it in index.iter(f"{SITEMAP}loc")]
        pages = [
            it.text
            for part in parts
            for it in ET.fromstring(client.get(part).content).iter(f"{SITEMAP}loc")
        ]

        assert parts == [
            "http://testserver/sitemap-pages.xml",
            "http://testserver/sitemap-pictures.xml",
            "http://testserver/sitemap-pictures.xml?p=2",
        ]
        assert pages == [
            "http://testserver/",
            "http://testserver/colors/",
            "http://testserver/images/harvard/1/",
            "http://testserver/images/harvard/2/",
            "http://testserver/images/jhu/3/",
        ]

    @pytest.mark.parametrize("number", [1, 30])
    def test_reads_the_catalogue_with_as_many_queries_however_large(
        self, client, django_assert_num_queries, number
    ):
        ingest([harvard(key) for key in range(1, number + 1)])

        with django_assert_num_queries(2):
            client.get("/sitemap-pictures.xml")

    @pytest.mark.parametrize(
        "path", ["/sitemap-x.xml", "/sitemap-pages.xml?p=9", "/sitemap-pages.xml?p=x"]
    )
    def test_other_parts_are_404(self, client, path):
        assert client.get(path).status_code == 404

    def test_robots_are_told_of_it(self, client):
        assert b"Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content


class TestFeed:
    def test_the_newest_come_first_with_their_pictures(self, client):
        ingest([harvard(1), hub(2)])
        newest = Image.objects.newest_first().first()

        feed = ET.fromstring(client.get("/feed.atom").content)

        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == 2
        assert entries[0].find(f"{ATOM}id").text == f"http://testserver{newest.get_absolute_url()}"
        links = {it.get("rel"): it.get("href") for it in feed.findall(f"{ATOM}link")}
        assert links["self"] == "http://testserver/feed.atom"
        enclosures = feed.findall(f".//{ATOM}link[@rel='enclosure']")
        assert all(it.get("href").startswith("https://") for it in enclosures)
        assert len(enclosures) == 2

    def test_a_forbidden_picture_is_not_enclosed(self, client):
        ingest([harvard(1, rights=Rights(permission_level=2))])

        assert b"enclosure" not in client.get("/feed.atom").content

    def test_summaries_are_text_whatever_the_caption_holds(self, client):
        ingest([hub(1, caption="<img src=x onerror=alert(1)>")])

        feed = ET.fromstring(client.get("/feed.atom").content)

        summary = feed.find(f".//{ATOM}summary")
        assert summary.get("type") == "html"
        assert summary.text.startswith("&lt;img src=x onerror=alert(1)&gt; · Johns Hopkins Hub")

    def test_pages_name_it(self, client):
        assert b'type="application/atom+xml" href="/feed.atom"' in client.get("/").content
