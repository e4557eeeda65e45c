import re

import pytest

from gallery.catalog.ingest import ingest
from gallery.records import Swatch
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db

CELL = re.compile(
    r'<a href="([^"]+)" tabindex="-1" aria-label="([^"]+)"[^>]*>'
    r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="(#[0-9a-f]{6})"/>'
)
RED_AND_GREY = (Swatch("#c83232", 0.75), Swatch("#7d7d7d", 0.25))
BLUE = (Swatch("#194bc8", 1.0),)


def cells(client, query=""):
    page = client.get(f"/colors/{query}").content.decode()
    return {found[6]: found for found in CELL.findall(page)}


class TestTheMap:
    def test_each_color_is_as_large_as_its_area(self, client):
        ingest([harvard(1, palette=RED_AND_GREY), hub(2, palette=BLUE)])

        found = cells(client)

        areas = {color: float(it[4]) * float(it[5]) / 560_000 for color, it in found.items()}
        assert areas == pytest.approx(
            {"#c83232": 0.375, "#7d7d7d": 0.125, "#194bc8": 0.5}, abs=4e-3
        )

    def test_greys_come_last(self, client):
        ingest([harvard(1, palette=RED_AND_GREY), hub(2, palette=BLUE)])

        found = cells(client)

        assert max(found, key=lambda color: float(found[color][2])) == "#7d7d7d"

    def test_each_color_is_named_counted_and_a_link_into_the_search(self, client):
        ingest([harvard(1, palette=RED_AND_GREY), hub(2, palette=BLUE)])

        href, label, *_ = cells(client)["#c83232"]

        assert href == "/?color=c83232"
        assert label == "Crimson #c83232, 37.5% of the area, 1 picture"

    def test_the_same_query_string_narrows_it(self, client):
        ingest([harvard(1, palette=RED_AND_GREY), hub(2, palette=BLUE)])

        found = cells(client, "?source=jhu")

        assert list(found) == ["#194bc8"]
        assert found["#194bc8"][0] == "/?source=jhu&amp;color=194bc8"

    def test_colors_narrow_it_to_their_results(self, client):
        ingest([harvard(1, palette=RED_AND_GREY), hub(2, palette=BLUE)])

        assert set(cells(client, "?color=c83232")) == {"#c83232", "#7d7d7d"}

    def test_the_tables_say_the_same(self, client):
        ingest([harvard(1, palette=RED_AND_GREY), hub(2, palette=BLUE)])

        page = client.get("/colors/").content.decode()

        rows = re.findall(r"<td><code>(#\w+)</code></td>", page)
        assert sorted(rows) == sorted(cells(client))

    def test_an_empty_catalogue_says_so(self, client):
        response = client.get("/colors/?q=zzz")

        assert response.status_code == 200
        assert "No picture here has colours." in response.content.decode()

    def test_sets_no_cookie_and_runs_nothing_inline(self, client):
        ingest([harvard(1, palette=RED_AND_GREY)])

        response = client.get("/colors/")

        assert response.cookies == {}
        assert " style=" not in response.content.decode()
