import re
from dataclasses import replace

import pytest
from django.template.loader import get_template

from gallery.bench import rendering
from gallery.catalog.ingest import ingest
from gallery.records import Swatch
from gallery.search.results import ColorMatch
from gallery.web.presenters.cards import cards
from gallery.web.presenters.facets import Facets
from tests.catalog.records import harvard

PALETTE = (Swatch("#4b3219", 0.5), Swatch("#c83232", 0.3))
RECORDS = [
    harvard(number, title=f"Title <{number}>", palette=PALETTE, width=2000, height=1500)
    for number in range(1, 30)
]


def html(shown, can_be_picked=False):
    return [it.markup.html(it, can_be_picked=can_be_picked) for it in shown]


class TestMarkup:
    def test_one_record_at_three_places_of_a_wall(self):
        wall = html(cards(RECORDS))

        assert 'fetchpriority="high"' in wall[0]
        assert "loading=" not in wall[1]
        assert "fetchpriority=" not in wall[1]
        assert 'loading="lazy"' in wall[28]
        assert 'sizes="auto, ' in wall[28]

    def test_what_is_kept_of_a_record_knows_no_place(self):
        first = html(cards(RECORDS))[0]
        later = html(cards(RECORDS, all_lazy=True))[0]
        again = html(cards(RECORDS))[0]

        assert 'loading="lazy"' in later
        assert first == again != later

    def test_is_rendered_once_for_a_record(self):
        first, second = (cards(RECORDS)[3] for _time in range(2))

        assert first.markup is second.markup

    def test_an_equal_record_of_another_reading_is_rendered_anew(self):
        other = replace(RECORDS[3], title="Another title")

        assert "Another title" in html(cards([other]))[0]
        assert "Another title" not in html(cards([RECORDS[3]]))[0]

    def test_titles_are_escaped(self):
        (shown,) = html(cards(RECORDS[:1]))

        assert "Title &lt;1&gt;" in shown
        assert "Title <1>" not in shown

    @pytest.mark.parametrize("can_be_picked", [True, False])
    def test_a_box_to_tick_only_where_it_is_wanted(self, can_be_picked):
        (shown,) = html(cards(RECORDS[:1]), can_be_picked)

        assert ('name="pick" value="harvard:1"' in shown) is can_be_picked

    def test_a_match_is_this_search_s_and_not_the_next_one_s(self):
        match = ColorMatch(0.3, 0.0, "Firebrick", (1,))

        (found,) = html(cards(RECORDS[:1], matches=[match]))
        (plain,) = html(cards(RECORDS[:1]))

        assert "bar--matched" in found
        assert "near Firebrick" in found
        assert re.findall(r'fill="(#\w+)"', plain[plain.index("bar") :])[:2] == [
            "#4b3219",
            "#c83232",
        ]
        assert "Firebrick" not in plain


class TestBaseline:
    """What `manage.py bench page` holds our rendering against prints the same cards."""

    @pytest.mark.django_db
    def test_prints_the_same_addresses_and_texts(self):
        ingest([harvard(number, title=f"Of {number} & more") for number in range(1, 4)])
        shown = rendering._records(3)
        plain = [rendering._plain(*pair) for pair in zip(cards(shown), shown, strict=True)]
        facets = Facets((), ())

        nested = get_template("bench/nested.html").render({"cards": plain, "facets": facets})
        ours = get_template("bench/ours.html").render(
            {"page": rendering._page(cards(shown), facets)}
        )

        found = [
            re.findall(r'(?:src|srcset|sizes|alt|href|title|value|loading)="[^"]*"', text)
            for text in (nested, ours)
        ]
        assert sorted(found[0]) == sorted(found[1])
        assert len(found[0]) > 3 * 8
