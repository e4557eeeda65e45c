from gallery.search.query import SearchQuery
from gallery.search.results import Facet, FacetOption
from gallery.web.presenters.facets import SHOWN_AT_ONCE, facet_links

WORDS = Facet("word", "Colour", (FacetOption("red", "Red", 120, False, 0.24, 0.125),))


def group(facet, query):
    return facet_links([facet], query).groups[0]


class TestWords:
    def test_have_three_numbers_and_a_bar(self):
        (red,) = facet_links([WORDS], SearchQuery(q="horse")).words

        assert (red.count, red.share, red.area) == (120, "24%", "12%")
        assert (red.bar, red.inner) == ("24", "3")
        assert red.href == "/?q=horse&word=red"

    def test_a_trace_is_not_called_nothing(self):
        option = FacetOption("teal", "Teal", 1, False, 0.001, 0.004)

        (teal,) = facet_links([Facet("word", "Colour", (option,))], SearchQuery()).words

        assert (teal.share, teal.area) == ("under 1%", "0.4%")


class TestGroups:
    def test_an_option_adds_itself_or_takes_itself_back(self):
        facet = Facet(
            "make",
            "Make",
            (FacetOption("Nikon", "Nikon", 9, True), FacetOption("Leica", "Leica", 2)),
        )

        found = group(facet, SearchQuery(make="Nikon", page=3))

        assert [it.href for it in found.options] == ["/", "/?make=Leica"]
        assert found.is_open
        assert found.chosen == "Nikon"

    def test_of_has_there_may_be_several(self):
        facet = Facet(
            "has",
            "Has",
            (FacetOption("alt", "With alt", 9, True), FacetOption("colors", "With", 7)),
        )

        found = group(facet, SearchQuery(has=("alt",)))

        assert [it.href for it in found.options] == ["/", "/?has=alt&has=colors"]

    def test_a_decade_is_its_first_year(self):
        facet = Facet("decade", "Decade", (FacetOption("1990", "1990s", 4),))

        assert group(facet, SearchQuery()).options[0].href == "/?decade=1990"

    def test_many_stand_behind_a_disclosure_but_never_the_chosen(self):
        options = [FacetOption(f"M{it}", f"M{it}", 99 - it, it == 30) for it in range(40)]

        found = group(Facet("model", "Model", tuple(options)), SearchQuery(model="M30"))

        assert found.options[0].label == "M30"
        assert (len(found.options), len(found.more)) == (SHOWN_AT_ONCE, 40 - SHOWN_AT_ONCE)

    def test_what_the_form_has_fields_for_is_left_to_it(self):
        assert facet_links([Facet("source", "Source", ())], SearchQuery()).groups == ()
