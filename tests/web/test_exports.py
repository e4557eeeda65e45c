"""What is taken away: whole, in order, within the rights, readable elsewhere."""

import csv
import io
import json

import pytest

from gallery.catalog.ingest import ingest
from gallery.records import ImageRecord, Rights
from gallery.web.exports import rows
from tests.catalog.records import harvard, hub
from tests.iiif.presentation_rules import problems

pytestmark = pytest.mark.django_db
NOT_SHOWN = Rights("The artist", permission_level=2)
SMALL_ONLY = Rights("The artist", permission_level=1)


def read(client, address, **headers):
    response = client.get(address, headers=headers)
    body = response.getvalue() if response.streaming else response.content
    return response, body.decode()


def table(client, address):
    _response, text = read(client, address)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


class TestCsv:
    def test_has_a_line_for_each_result_in_the_order_asked_for(self, client):
        ingest([harvard(1, width=900), harvard(2, width=3000), hub(3, width=2000)])

        found = table(client, "/export.csv?sort=widest&per_page=1&view=table")

        assert [row["identifier"] for row in found] == ["2", "3", "1"]
        assert found[0]["title"] == "Study of a Horse"
        assert found[0]["palette"] == "#c8c8c8 50.0%"
        assert found[0]["people"] == "Paul Cézanne"
        assert found[0]["page_url"] == "http://testserver/images/harvard/2/"

    def test_is_narrowed_like_the_page(self, client):
        ingest([harvard(1), hub(2, caption="A boat", alt_text="")])

        assert [row["identifier"] for row in table(client, "/export.csv?lacks=alt")] == ["2"]
        assert [row["identifier"] for row in table(client, "/export.csv?q=horse")] == ["1"]

    def test_says_what_it_is_called(self, client):
        response, _text = read(client, "/export.csv?q=Röte+../%22x")

        assert response["Content-Type"] == "text/csv; charset=utf-8"
        name = response["Content-Disposition"]
        assert name.startswith('attachment; filename="lighttable-rote-x-')
        assert name.endswith('.csv"')

    def test_no_cell_is_run(self, client):
        ingest([harvard(1, title='=HYPERLINK("https://evil.example")', caption="@x")])

        (row,) = table(client, "/export.csv")

        assert row["title"].startswith("'=")
        assert row["caption"] == "'@x"

    def test_of_nothing_is_a_head_alone(self, client):
        _response, text = read(client, "/export.csv")

        assert text.count("\n") == 1
        assert text.startswith("\ufeffprovider,identifier,kind,title")

    def test_what_is_cut_is_said(self, client, monkeypatch):
        ingest([harvard(number) for number in range(1, 6)])
        monkeypatch.setattr(rows, "MOST_ROWS", 3)

        response, text = read(client, "/export.csv")
        told = json.loads(read(client, "/export.json")[1])

        assert len(text.splitlines()) == 4
        assert "first-3-of-5" in response["Content-Disposition"]
        assert response["X-Total-Count"] == "5"
        assert (told["total"], told["exported"]) == (5, 3)
        assert told["note"] == "The first 3 of 5 results; narrow it to get the rest."

    def test_rows_are_read_in_a_constant_number_of_statements(
        self, client, django_assert_max_num_queries
    ):
        ingest([harvard(number) for number in range(1, 150)])

        with django_assert_max_num_queries(12):
            assert len(table(client, "/export.csv")) == 149


class TestJson:
    def test_is_whole(self, client):
        ingest([hub(3)])

        response, text = read(client, "/export.json?source=jhu&size=9&lacks=technique")
        told = json.loads(text)

        assert response["Content-Type"] == "application/json"
        assert told["query"] == {"source": ["jhu"], "lacks": ["technique"]}
        assert set(told["problems"]) == {"size"}
        (result,) = told["results"]
        assert result["renditions"][0]["width"] == 420
        assert result["picture_url"].startswith("https://api.hub.jhu.edu/")

    def test_of_nothing(self, client):
        assert json.loads(read(client, "/export.json")[1])["results"] == []


class TestRights:
    def test_nothing_of_a_picture_that_may_not_be_shown(self, client):
        ingest([harvard(1, rights=NOT_SHOWN), harvard(2, rights=Rights(access_level=0))])

        _response, text = read(client, "/export.json")

        assert "nrs.harvard.edu" not in text
        assert client.get("/manifest.json").status_code == 404
        for number in (1, 2):
            manifest = client.get(f"/images/harvard/{number}/manifest.json").json()
            assert manifest["items"][0]["items"] == []
            assert "nrs.harvard.edu" not in json.dumps(manifest)
            assert problems(manifest) == []

    def test_a_small_file_and_no_service_of_one_held_to_256_px(self, client):
        ingest([harvard(1, rights=SMALL_ONLY)])

        manifest = client.get("/images/harvard/1/manifest.json").json()
        (result,) = json.loads(read(client, "/export.json")[1])["results"]

        body = manifest["items"][0]["items"][0]["items"][0]["body"]
        assert max(body["width"], body["height"]) <= 256
        assert "service" not in json.dumps(manifest)
        assert result["iiif_service"] == ""
        assert all(it["width"] <= 256 for it in result["renditions"])


class TestResultManifest:
    def test_keeps_the_rules_and_holds_every_picture(self, client):
        awkward = '<i>"Untitled"</i>'
        ingest(
            [
                harvard(1),
                harvard(2, title=awkward, caption=awkward, width=0, height=0, date=None),
                hub(3),
                hub(4, renditions=(), srcsets=()),
                harvard(5, rights=NOT_SHOWN),
                ImageRecord("jhu", 6, kind="document"),
            ]
        )

        response, text = read(client, "/manifest.json?sort=oldest")
        manifest = json.loads(text)

        assert problems(manifest) == []
        assert [one["id"] for one in manifest["items"]] == [
            f"http://testserver/images/{name}/canvas"
            for name in ("harvard/1", "harvard/2", "jhu/3", "jhu/4")
        ]
        assert manifest["id"] == "http://testserver/manifest.json?sort=oldest"
        assert response["Content-Type"] == (
            'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
        )

    def test_is_read_from_other_sites(self, client):
        ingest([hub(3)])

        for address in ("/manifest.json", "/images/jhu/3/manifest.json"):
            assert client.get(address)["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Origin" not in client.get("/")

    def test_addresses_begin_with_the_public_one(self, client, settings):
        from dataclasses import replace

        settings.LIGHTTABLE = replace(settings.LIGHTTABLE, public_url="https://pictures.example")
        ingest([hub(3)])

        assert client.get("/images/jhu/3/manifest.json").json()["id"] == (
            "https://pictures.example/images/jhu/3/manifest.json"
        )


class TestImageManifest:
    def test_says_everything(self, client):
        ingest([harvard(1)])

        manifest = client.get("/images/harvard/1/manifest.json").json()

        assert problems(manifest) == []
        terms = {it["label"]["en"][0]: it["value"]["none"] for it in manifest["metadata"]}
        assert terms["Palette"] == ["#c8c8c8 50.0% grey, near Silver"]
        assert (terms["Make"], terms["Model"]) == (["Nikon"], ["D70"])
        assert terms["Rights"] == ["President and Fellows of Harvard College"]
        assert manifest["requiredStatement"]["value"]["none"] == [
            "Harvard Art Museums. Gift of A. B. © President and Fellows of Harvard College"
        ]
        assert manifest["homepage"][0]["id"] == (
            "https://www.harvardartmuseums.org/collections/object/1"
        )
        (canvas,) = manifest["items"]
        assert (canvas["width"], canvas["height"]) == (2550, 1800)
        body = canvas["items"][0]["items"][0]["body"]
        assert body["service"][0]["@id"] == "https://nrs.harvard.edu/urn-3:HUAM:1_dynmc"

    @pytest.mark.parametrize("address", ["jhu/9", "nobody/1", "harvard/99999999999999999999"])
    def test_of_what_is_not_kept(self, client, address):
        assert client.get(f"/images/{address}/manifest.json").status_code == 404

    def test_of_a_document(self, client):
        ingest([ImageRecord("jhu", 6, kind="document")])

        assert client.get("/images/jhu/6/manifest.json").status_code == 404
