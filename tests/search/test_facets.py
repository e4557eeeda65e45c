import datetime as dt

import pytest

from gallery.catalog.ingest import ingest
from gallery.records import Swatch, Technique
from gallery.search.answer import answer
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


def facet(name, **asked):
    return next((it for it in answer(SearchQuery(**asked)).facets if it.name == name), None)


def counts(name, **asked):
    return {option.value: option.count for option in facet(name, **asked).options}


@pytest.fixture(autouse=True)
def _pictures():
    ingest(
        [
            harvard(1, date=dt.date(1999, 5, 1), width=800, height=600),
            harvard(2, technique=Technique("Kodak", film="Kodak"), alt_text=""),
            hub(3, media_type="image/png"),
            hub(4, kind="document", width=0, height=0, media_type="application/pdf", alt_text=""),
        ]
    )


class TestFacets:
    def test_values_labels_and_counts(self):
        assert counts("source") == {"harvard": 2, "jhu": 2}
        assert [it.label for it in facet("source").options] == [
            "Harvard Art Museums",
            "Johns Hopkins Hub",
        ]
        assert counts("decade") == {"1990": 1, "2000": 1}
        assert [it.label for it in facet("decade").options] == ["1990s", "2000s"]
        assert counts("size") == {"small": 1, "large": 1, "huge": 1}
        assert counts("format") == {"image/jpeg": 2, "application/pdf": 1, "image/png": 1}
        assert counts("make") == {"Nikon": 1}
        assert counts("film") == {"Kodak": 1}

    def test_a_choice_does_not_narrow_its_own_facet(self):
        assert counts("source", source="jhu") == {"harvard": 2, "jhu": 2}
        assert counts("format", source="jhu") == {"application/pdf": 1, "image/png": 1}
        assert facet("source", source="jhu").chosen.value == "jhu"

    def test_has_and_lacks_of_one_part_are_one_choice(self):
        assert counts("has") == {"alt": 2, "caption": 4, "colors": 2, "technique": 2}
        assert counts("lacks") == {"alt": 1, "colors": 1, "technique": 1}
        assert counts("has", lacks=("alt",))["alt"] == 2

    def test_documents_lack_nothing(self):
        assert "alt" not in counts("lacks", source="jhu")

    def test_a_choice_that_nothing_has_can_be_taken_back(self):
        options = facet("make", make="Leica").options

        assert [(it.value, it.count, it.is_chosen) for it in options] == [
            ("Nikon", 1, False),
            ("Leica", 0, True),
        ]

    def test_colour_words_have_three_numbers(self):
        ingest([harvard(9, palette=(Swatch("#c8c8c8", 1.0, "Grey"),), palette_source="provider")])

        (grey,) = facet("word").options

        assert (grey.value, grey.label, grey.count) == ("grey", "Grey", 3)
        assert grey.share == pytest.approx(3 / 5)
        assert grey.area == pytest.approx((0.5 + 0.5 + 1) / 3, abs=0.004)

    def test_hues_are_the_museum_s_own(self):
        assert counts("hue") == {"grey": 2}

    def test_of_an_empty_catalogue(self):
        answer(SearchQuery())

        assert answer(SearchQuery(q="zebra", source="jhu")).facets == (
            facet("source", q="zebra", source="jhu"),
        )
