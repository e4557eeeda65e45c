import pytest

from gallery.catalog.ingest import ingest
from gallery.color.words import color_word
from gallery.records import Swatch
from gallery.search.query import SearchQuery
from gallery.web.presenters.color_panel import NAMED, color_panel, offer
from tests.catalog.records import harvard

pytestmark = pytest.mark.django_db

RED = (Swatch("#c83232", 0.6), Swatch("#fafafa", 0.4))
GREY = (Swatch("#7d7d7d", 1.0),)


class TestOffered:
    @pytest.mark.parametrize(("name", "color"), NAMED.items())
    def test_every_name_is_the_word_of_its_color(self, name, color):
        assert color_word(color) == name.lower()

    def test_chosen_colors_stand_beside_the_named_ones(self):
        query, _ = SearchQuery.from_params({"color": ["b22222~30", "c8281e"]})

        panel = color_panel(query, {})

        assert [it.name for it in panel.swatches if it.is_chosen] == ["Red", "Firebrick"]
        assert [(it.name, it.share, it.equal) for it in panel.chosen] == [
            ("Firebrick", "30", 70),
            ("Red", "", 70),
        ]

    @pytest.mark.parametrize(
        ("tolerance", "step", "is_number"), [("6", "Near", False), ("13", None, True)]
    )
    def test_the_tolerance_is_a_step_or_a_number(self, tolerance, step, is_number):
        query, _ = SearchQuery.from_params({"color": "c8281e", "tolerance": tolerance})

        panel = color_panel(query, {})

        assert next((it.name for it in panel.steps if it.is_chosen), None) == step
        assert panel.is_number is is_number


class TestOffer:
    @pytest.mark.parametrize(
        ("words", "color"),
        [("teal", "#1e8c8c"), ("FireBrick", "#b22222"), ("#b2d", "#bb22dd"), ("b22222", "#b22222")],
    )
    def test_a_hex_or_a_name_is_also_a_color(self, words, color):
        found = offer(SearchQuery(q=words))

        assert found.color == color
        assert found.href == f"/?color={color[1:]}"

    @pytest.mark.parametrize("words", ["", "horse", "cab", "facade", "red horse", "1999"])
    def test_words_are_words_first(self, words):
        assert offer(SearchQuery(q=words)) is None


class TestWithoutScript:
    def test_the_form_leads_to_a_shareable_address(self, client):
        response = client.get(
            "/?q=&source=&pick=c8281e&share_c8281e=60&pick=fafafa&avoid=fafafa"
            "&add=&near=number&near_number=9&sort=relevance&per_page=24"
        )

        assert response.status_code == 302
        assert response["Location"] == "/?color=c8281e~60&tolerance=9&not_color=fafafa"

    def test_a_fragment_is_answered_at_once_with_its_address(self, client):
        ingest([harvard(1, palette=RED)])

        response = client.get("/?pick=c8281e&near=12", headers={"HX-Request": "true"})

        assert response.status_code == 200
        assert response["HX-Push-Url"] == "/?color=c8281e"
        assert b'id="color-form"' in response.content

    def test_what_is_no_color_is_named_beside_its_field(self, client):
        page = client.get("/?add=sunset").content.decode()

        assert "“sunset” is no colour" in page
        assert 'id="add" name="add" form="search" value="sunset"' in page

    def test_the_form_shows_what_is_asked_for(self, client):
        ingest([harvard(1, palette=RED)])

        page = client.get("/?color=c8281e~40&not_color=7d7d7d&tolerance=9").content.decode()

        assert 'id="pick-c8281e" value="c8281e" form="search" checked' in page
        assert 'id="avoid-7d7d7d" value="7d7d7d" form="search" checked' in page
        assert 'id="share-c8281e" form="search" value="40"' in page
        assert 'id="near-number" value="number" form="search" checked' in page

    def test_with_five_colors_there_is_no_room_for_a_sixth(self, client):
        ingest([harvard(1, palette=RED)])
        five = "&".join(
            f"color={code}" for code in ("c8281e", "e6821e", "f0d232", "6e6e28", "3c8c46")
        )

        page = client.get(f"/?{five}").content.decode()

        assert 'id="pick-c8281e" value="c8281e" form="search" checked' in page
        assert 'id="pick-1e8c8c" value="1e8c8c" form="search" disabled' in page
        assert "There is no room for more" in page


class TestResults:
    def test_say_why_they_were_found(self, client):
        ingest([harvard(1, palette=RED), harvard(2, palette=GREY), harvard(3, palette=())])

        page = client.get("/?color=c83232").content.decode()

        assert page.count('<li class="card') == 1
        assert "60% · ΔE 0.0 · near Crimson" in page
        assert '<rect class="bar__frame" width="60" height="1"/>' in page

    def test_say_what_is_left_out_and_what_would_find_more(self, client):
        ingest([harvard(1, palette=RED), harvard(2, palette=GREY), harvard(3, palette=())])

        page = client.get("/?color=00ff00&tolerance=4&q=horse").content.decode()

        assert page.count('<li class="card') == 0
        assert "1 picture whose colours are not known is left out" in page
        assert 'href="/?q=horse&amp;tolerance=4&amp;lacks=colors"' in page
        assert "1 result with ΔE 40 instead of 4" in page

    def test_facets_are_links_with_three_numbers(self, client):
        ingest([harvard(1, palette=RED), harvard(2, palette=GREY)])

        page = client.get("/").content.decode()

        assert 'href="/?word=red" id="word-red"' in page
        assert '<td class="figure">1</td><td class="figure">50%</td><td class="figure">60%' in page

    def test_a_chosen_facet_takes_itself_back(self, client):
        ingest([harvard(1, palette=RED), harvard(2, palette=GREY)])

        page = client.get("/?word=red").content.decode()

        assert 'href="/" id="word-red" aria-current="true"' in page
        assert "some red" in page


class TestDetail:
    def test_each_swatch_and_the_whole_palette_lead_to_a_search(self, client):
        ingest([harvard(1, palette=RED)])

        page = client.get("/images/harvard/1/").content.decode()

        assert 'href="/?color=c83232"' in page
        assert 'href="/?color=c83232~60&amp;color=fafafa~40"' in page
