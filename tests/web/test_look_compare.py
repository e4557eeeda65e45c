import pytest

from gallery.catalog.ingest import ingest
from gallery.records import Rights
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


class TestLook:
    def test_has_the_picture_its_source_and_the_way_back(self, client):
        ingest([harvard(11)])

        response = client.get("/images/harvard/11/look/")

        page = response.content.decode()
        assert response.status_code == 200
        assert "https://nrs.harvard.edu/urn-3:HUAM:11_dynmc/info.json" in page
        assert 'href="/images/harvard/11/"' in page
        assert "connect-src 'self' https://nrs.harvard.edu" in response["Content-Security-Policy"]

    def test_a_forbidden_picture_is_not_in_the_page(self, client):
        ingest([harvard(11, rights=Rights(permission_level=2))])

        page = client.get("/images/harvard/11/look/").content.decode()

        assert "does not allow this picture to be shown" in page
        assert "nrs.harvard.edu" not in page

    @pytest.mark.parametrize(
        "path", ["/images/louvre/1/look/", "/images/harvard/99999999999999999999/look/"]
    )
    def test_what_there_is_not_is_404(self, client, path):
        assert client.get(path).status_code == 404

    def test_the_picture_s_page_leads_here_and_to_comparing(self, client):
        ingest([harvard(11)])

        page = client.get("/images/harvard/11/").content.decode()

        assert 'href="/images/harvard/11/look/"' in page
        assert 'href="/compare/?pick=harvard:11"' in page


class TestCompare:
    def test_two_stand_side_by_side(self, client):
        ingest([harvard(1), hub(2)])

        page = client.get("/compare/?pick=harvard:1&pick=jhu:2").content.decode()

        assert page.count('class="compare__side"') == 2
        assert "Size and technique" in page

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("", "Two to four pictures"),
            ("?pick=jhu:2", "add at least one more"),
            ("?pick=x&pick=jhu:2", "“x” names no picture"),
            ("?pick=jhu:3", "jhu:3 is not in the catalogue;"),
            ("?pick=%00&pick=%F0%9F%98%80", "names no picture"),
            ("?pick=<script>alert(1)</script>", "&lt;script&gt;"),
        ],
    )
    def test_bad_picks_are_named_and_the_page_answers(self, client, query, said):
        ingest([hub(2)])

        response = client.get(f"/compare/{query}")

        assert response.status_code == 200
        assert said in response.content.decode()
        assert b"<script>alert" not in response.content

    def test_cards_can_be_ticked_where_there_is_a_picture(self, client):
        ingest([harvard(1), harvard(2, rights=Rights(permission_level=2)), hub(3)])

        page = client.get("/").content.decode()

        ticks = [f'name="pick" value="{pick}" form="compare"' in page
                 for pick in ("harvard:1", "harvard:2", "jhu:3")]  # fmt: skip
        assert ticks == [True, False, True]


class TestCrop:
    def test_a_picture_without_crop_says_so(self, client):
        ingest([harvard(1)])

        response = client.get("/images/harvard/1/crop/")

        assert response.status_code == 200
        assert "The provider makes no crop of this picture." in response.content.decode()
