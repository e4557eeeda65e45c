"""Totals, results and every facet count, against the plain and slow way."""

import datetime as dt
import random

import pytest

from gallery.catalog.index_build import rebuild
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.color.labels import label
from gallery.records import Swatch, Technique
from gallery.search.answer import answer, find
from gallery.search.params import ColorTerm
from gallery.search.query import SearchQuery
from tests.catalog.records import harvard, hub
from tests.search import plain

pytestmark = pytest.mark.django_db

WORDS = ("horse", "river", "portrait", "study", "city")
COLORS = ("#c81932", "#1932c8", "#7d7d7d", "#e1e1c8", "#196464", "#000000", "#af967d", "#fafafa")
TECHNIQUES = (
    Technique(),
    Technique("Nikon D70", "Nikon", "D70"),
    Technique("Nikon D7", "Nikon", "D7", film="Kodak"),
    Technique("Canon, Photoshop", "Canon", "5D", "Photoshop"),
)


def palette(chance):
    colors = chance.sample(COLORS, chance.randint(0, 5))
    cuts = sorted(chance.randint(0, 255) for _ in colors)
    shares = [after - before for before, after in zip([0, *cuts], cuts, strict=False)]
    return tuple(
        Swatch(color, share / 255, label(color).hue)
        for color, share in zip(colors, shares, strict=True)
        if share
    )


def record(number, chance):
    wide, high = chance.choice([(0, 0), (900, 600), (1500, 1500), (2550, 1200), (3000, 4200)])
    make = chance.choice([harvard, hub])
    colors = palette(chance)
    return make(
        number,
        kind=chance.choice(["image"] * 5 + ["document"]),
        title=" ".join(chance.sample(WORDS, 2)),
        caption=chance.choice(["", "a caption"]),
        alt_text=chance.choice(["", "an alternative"]),
        description="",
        objects=(),
        width=wide,
        height=high,
        media_type=chance.choice(["image/jpeg", "image/png", ""]),
        technique=chance.choice(TECHNIQUES),
        date=chance.choice([None, dt.date(1999, 12, 31), dt.date(2000, 1, 1), dt.date(2004, 6, 3)]),
        palette=colors,
        palette_source="provider" if colors else "",
        updated_at=None,
    )


def question(chance):
    """A query of a few filters."""
    some = {
        "q": lambda: chance.choice([*WORDS, "horse -river", "-study"]),
        "source": lambda: chance.choice(["harvard", "jhu"]),
        "colors": lambda: tuple(
            ColorTerm(it, chance.choice([None, 30]))
            for it in chance.sample(COLORS, chance.randint(1, 3))
        ),
        "not_colors": lambda: (ColorTerm(chance.choice(COLORS)),),
        "word": lambda: chance.choice(["red", "grey", "teal", "black"]),
        "hue": lambda: chance.choice(["red", "grey", "blue"]),
        "orientation": lambda: chance.choice(["square", "landscape", "portrait", "panorama"]),
        "size": lambda: chance.choice(["small", "medium", "large", "huge"]),
        "min_width": lambda: chance.choice([1000, 2550]),
        "make": lambda: chance.choice(["Nikon", "Canon", "Leica"]),
        "model": lambda: chance.choice(["D7", "D70"]),
        "film": lambda: "Kodak",
        "format": lambda: chance.choice(["image/jpeg", "image/png"]),
        "has": lambda: tuple(chance.sample(["alt", "colors"], chance.randint(1, 2))),
        "lacks": lambda: (chance.choice(["caption", "technique"]),),
        "date_from": lambda: dt.date(2000, 1, 1),
        "date_to": lambda: dt.date(2000, 1, 1),
        "decade": lambda: chance.choice([1990, 2000, 1870]),
    }
    chosen = chance.sample(sorted(some), chance.choice([0, 1, 1, 2, 2, 3]))
    return SearchQuery(**{name: some[name]() for name in chosen})


@pytest.fixture(params=["unbuilt", "built", "built, then changed", "merged"])
def records(request):
    """A catalogue by key, in each of the states that it can be read from."""
    chance = random.Random(11)
    made = [record(number, chance) for number in range(1, 181)]
    ingest(made[:120])
    if request.param == "built":
        ingest(made[120:])
    if request.param != "unbuilt":
        rebuild()
        find(SearchQuery())
    again = [record(number, chance) for number in range(30, 60)]
    if "changed" in request.param or request.param == "merged":
        ingest(again)
        Image.objects.filter(identifier__lt=12).delete()
    ingest(made[120:])
    if request.param == "merged":
        rebuild(full=False)
    return [image.as_record() for image in Image.objects.order_by("pk")]


def options(query):
    """(query with this option chosen instead, the option) of every facet."""
    for facet in answer(query).facets:
        for option in facet.options:
            if facet.name in ("has", "lacks"):
                other = "lacks" if facet.name == "has" else "has"
                both = {
                    facet.name: tuple({*getattr(query, facet.name), option.value}),
                    other: tuple(it for it in getattr(query, other) if it != option.value),
                }
                yield query.but(**both), facet, option
            else:
                value = int(option.value) if facet.name == "decade" else option.value
                yield query.but(**{facet.name: value}), facet, option


class TestAgainstThePlainWay:
    def test_totals_and_rows(self, records):
        chance = random.Random(5)

        for query in (question(chance) for _ in range(50)):
            wanted = {(it.provider, it.identifier) for it in records if plain.passes(it, query)}
            page = answer(query.but(per_page=100))

            assert page.total == len(wanted), query
            found = {(hit.record.provider, hit.record.identifier) for hit in page.hits}
            assert found <= wanted
            assert len(found) == min(100, len(wanted)), query

    def test_facet_counts(self, records):
        chance = random.Random(6)

        for query in (question(chance) for _ in range(5)):
            for asked, facet, option in options(query):
                count = sum(plain.passes(it, asked) for it in records)

                assert option.count == count, (query, facet.name, option)

    def test_no_option_is_missing(self, records):
        chance = random.Random(8)

        for query in (question(chance) for _ in range(12)):
            offered = {
                (facet.name, option.value)
                for facet in answer(query).facets
                for option in facet.options
            }
            for record in (it for it in records if plain.passes(it, query)):
                has = {("source", record.provider), ("orientation", plain.shape(record))}
                has |= {("size", plain.size(record)), ("make", record.technique.make)}
                has |= {("word", word) for word in plain.word_areas(record)}
                has |= {("has", part) for part in plain.parts(record)}
                assert {pair for pair in has if pair[1]} <= offered

    def test_the_three_numbers_of_a_colour_word(self, records):
        chance = random.Random(7)

        for query in (question(chance) for _ in range(12)):
            bare = query.but(word="")
            passed = [it for it in records if plain.passes(it, bare)]
            words = next((it for it in answer(query).facets if it.name == "word"), None)
            for option in words.options if words else ():
                areas = [plain.word_areas(it).get(option.value, 0) for it in passed]
                with_it = [area for area in areas if area]
                assert option.count == len(with_it)
                assert option.share == pytest.approx(len(with_it) / max(1, len(passed)))
                if with_it:
                    assert option.area == pytest.approx(sum(with_it) / len(with_it) / 255)
