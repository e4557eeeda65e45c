import csv
import io
import json

import pytest
from django.http import QueryDict

from gallery.catalog.ingest import ingest
from gallery.records import Rights
from gallery.web.picks import Pick
from gallery.web.tables import MOST, Placed, moved, read_table
from tests.catalog.records import harvard, hub

A, B, C = (Placed(Pick("harvard", number)) for number in (1, 2, 3))


class TestReading:
    def test_each_picture_keeps_the_note_of_its_own_place(self):
        found = read_table(QueryDict("pick=harvard:1&note=&pick=x&note=lost&pick=jhu:2&note=sky"))

        assert found.placed == (A, Placed(Pick("jhu", 2), "sky"))
        assert found.problems == ("“x” names no picture; write harvard:123.",)

    def test_a_picture_lies_there_once_and_a_rendition_is_its_picture(self):
        found = read_table(QueryDict("pick=harvard:1&pick=harvard:1:scaled.medium&pick=harvard:1"))

        assert found.placed == (A,)

    def test_holds_a_hundred(self):
        query = "&".join(f"pick=harvard:{key}" for key in range(MOST + 7))

        found = read_table(QueryDict(query))

        assert len(found.placed) == 100
        assert found.problems == ("107 were picked; a table holds the first 100.",)
        assert len(found.url()) < 8_000

    def test_long_notes_are_cut(self):
        found = read_table(QueryDict(f"pick=harvard:1&note={'n' * 900}"))

        assert found.placed[0].note == "n" * 200

    def test_the_address_reads_back_as_the_same_table(self):
        found = read_table(QueryDict("pick=jhu:2&note=a%26b&pick=harvard:1&note="))

        assert found.url() == "/table/?pick=jhu:2&note=a%26b&pick=harvard:1&note="
        assert read_table(QueryDict(found.url().partition("?")[2])) == found


class TestMoving:
    @pytest.mark.parametrize(
        ("move", "after"),
        [
            ("harvard:2 up", [B, A, C]),
            ("harvard:2 down", [A, C, B]),
            ("harvard:3 first", [C, A, B]),
            ("harvard:1 last", [B, C, A]),
            ("harvard:1 up", [A, B, C]),
            ("harvard:3 down", [A, B, C]),
            ("harvard:9 up", [A, B, C]),
            ("harvard:1 sideways", [A, B, C]),
            ("", [A, B, C]),
        ],
    )
    def test_one_place_at_a_time_and_never_off_the_table(self, move, after):
        assert moved([A, B, C], move) == after


@pytest.mark.django_db
class TestPage:
    def test_shows_the_pictures_in_the_order_of_the_link(self, client):
        ingest([harvard(1), hub(2), harvard(3)])

        page = client.get("/table/?pick=jhu:2&pick=harvard:3&pick=harvard:1").content.decode()

        places = [page.index(f'data-pick="{it}"') for it in ("jhu:2", "harvard:3", "harvard:1")]
        assert places == sorted(places)
        assert "3 pictures" in page
        assert '<meta name="robots" content="noindex, follow">' in page

    def test_moving_and_taking_off_work_without_script(self, client):
        response = client.get("/table/?pick=harvard:1&note=x&pick=jhu:2&note=&move=jhu:2+up")

        assert response.status_code == 302
        assert response["Location"] == "/table/?pick=jhu:2&note=&pick=harvard:1&note=x"
        gone = client.get("/table/?pick=harvard:1&pick=jhu:2&remove=harvard:1")
        assert gone["Location"] == "/table/?pick=jhu:2"

    def test_with_script_the_table_alone_comes_with_its_plain_address(self, client):
        ingest([harvard(1)])

        response = client.get(
            "/table/?pick=harvard:1&move=harvard:1+up", headers={"HX-Request": "true"}
        )

        assert response["HX-Replace-Url"] == "/table/?pick=harvard:1"
        assert b"<html" not in response.content

    @pytest.mark.parametrize("number", [2, 20])
    def test_reads_all_pictures_at_once(self, client, django_assert_num_queries, number):
        ingest([harvard(key) for key in range(1, number + 1)])
        query = "&".join(f"pick=harvard:{key}" for key in range(1, number + 1))

        with django_assert_num_queries(1):
            client.get(f"/table/?{query}")

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("", "Nothing lies on the table."),
            ("?pick=jhu:9", "jhu:9 is not in the catalogue"),
            ("?pick=<script>alert(1)</script>", "names no picture"),
            ("?pick=harvard:1&note=<script>alert(1)</script>", "&lt;script&gt;"),
        ],
    )
    def test_what_is_wrong_is_named_and_the_page_answers(self, client, query, said):
        ingest([harvard(1)])

        response = client.get(f"/table/{query}")

        assert response.status_code == 200
        assert said in response.content.decode()
        assert b"<script>alert" not in response.content

    def test_a_forbidden_picture_lies_there_without_its_files(self, client):
        ingest([harvard(1, rights=Rights(permission_level=2))])

        page = client.get("/table/?pick=harvard:1").content.decode()

        assert "does not allow this picture to be shown" in page
        assert "nrs.harvard.edu" not in page

    def test_the_html_to_paste_is_whole_and_escaped(self, client):
        ingest([harvard(1, title="<b>Horse</b>")])

        page = client.get("/table/?pick=harvard:1&note=a%3Cb")

        text = page.context["page"].html
        assert "https://www.harvardartmuseums.org/collections/object/1" in text
        assert text.startswith(
            '<figure>\n  <a href="http://testserver/images/harvard/1/"><img src="https://'
        )
        assert "a&lt;b<br>&lt;b&gt;Horse&lt;/b&gt;" in text


@pytest.mark.django_db
class TestTakingAway:
    def test_csv_has_the_order_and_the_notes(self, client):
        ingest([harvard(1), hub(2)])

        answer = client.get("/table/export.csv?pick=jhu:2&note=%3D1%2B1&pick=harvard:1&note=")

        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [(it["provider"], it["note"]) for it in rows] == [("jhu", "'=1+1"), ("harvard", "")]
        assert answer["Content-Disposition"] == 'attachment; filename="lighttable.csv"'

    def test_the_manifest_has_a_canvas_a_picture_with_its_note(self, client):
        ingest([harvard(1), hub(2), harvard(3, rights=Rights(permission_level=2))])

        answer = client.get(
            "/table/manifest.json?pick=jhu:2&note=sky&pick=harvard:1&note=&pick=harvard:3&note="
        )

        found = json.loads(answer.content)
        assert [it["id"] for it in found["items"]] == [
            "http://testserver/images/jhu/2/canvas", "http://testserver/images/harvard/1/canvas",
        ]  # fmt: skip
        assert found["items"][0]["metadata"][0] == {
            "label": {"en": ["Note"]}, "value": {"none": ["sky"]},
        }  # fmt: skip
        assert answer["Access-Control-Allow-Origin"] == "*"

    def test_an_empty_table_has_no_manifest(self, client):
        assert client.get("/table/manifest.json").status_code == 404
