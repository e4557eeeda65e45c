"""Full text on the database that DATABASE_URL names; the same assertions for both engines."""

import numpy as np
import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.catalog.text_index import matching_keys, ranks
from gallery.catalog.words import read_words
from gallery.records import DepictedObject, ImageRecord, Rights, Technique
from tests.catalog.records import harvard

pytestmark = pytest.mark.django_db


def keep(**texts):
    """One row with these texts and no other; its key."""
    count = Image.objects.count() + 1
    ingest([ImageRecord("harvard", count, **texts)])
    return Image.objects.get(identifier=count).pk


def found(typed):
    return set(Image.objects.matching(typed).values_list("pk", flat=True))


class TestMatching:
    @pytest.mark.parametrize(
        "texts",
        [
            {"title": "Zebra"},
            {"caption": "Zebra"},
            {"alt_text": "Zebra"},
            {"description": "Zebra"},
            {"technique": Technique("Zebra")},
            {"rights": Rights(credit="Zebra")},
            {"identifiers": (("renditionnumber", "Zebra"),)},
            {"objects": (DepictedObject(1, "Zebra"),)},
            {"objects": (DepictedObject(1, "", people=("Zebra",)),)},
        ],
        ids=str,
    )
    def test_every_text_is_searched(self, texts):
        key = keep(**texts)
        keep(title="Horse")

        assert found("zebra") == {key}

    @pytest.mark.parametrize(
        ("text", "typed", "matches"),
        [
            ("Paul Cézanne", "cezanne", True),
            ("Paul Cezanne", "Cézanne", True),
            ("Paul Ce\u0301zanne", "cézanne", True),
            ("Việt Nam", "viet", True),
            ("Пейзаж", "пейзаж", True),
            ("A red horse", "horse red", True),
            ("A red horse", '"horse red"', False),
            ("A red horse", '"red horse"', True),
            ("A red, horse", '"red horse"', True),
            ("Horses", "horse", True),
            ("Horses", "horse dog", False),
            ("Horses and a dog", "horse dog", False),
            ("Horses and a dog", "dog horse", True),
            ("Horses", '"horse"', False),
            ("Horse", "-horse", False),
            ("Horse", "-dog", True),
            ("Horse and dog", "horse -dog", False),
            ("Horse and cat", 'horse -"and dog"', True),
            ("48875", "48875", True),
            ("R.1997.48875", "48875", True),
            ("IMG_2047.jpg", "2047", True),
            ("black-and-white", "white black", True),
            ("black and white", "black-and-white", True),
            ("mail@example.org/path", "example", True),
            ("1/400 s", "400", True),
            ("f/2.8", '"f 2 8"', True),
            ("O’Keeffe", "o'keeffe", True),
            ("AND", "and", True),
            ("straße", "STRASSE", False),
        ],
    )
    def test_one_text(self, text, typed, matches):
        key = keep(caption=text)

        assert found(typed) == ({key} if matches else set())

    def test_a_phrase_does_not_cross_from_one_text_into_the_next(self):
        keep(title="red", caption="horse", objects=(DepictedObject(1, "horse"),))

        assert found('"red horse"') == set()
        assert len(found("red horse")) == 1

    def test_nothing_to_search_for_narrows_nothing(self):
        key = keep(title="Horse")

        assert found(" *** ") == {key}

    def test_named_by_the_provider_counts_unless_unwanted(self):
        keep(title="Horse")
        second = keep(title="Dog")

        also = {"harvard": [2], "jhu": [1]}
        assert Image.objects.matching("horse", also=also).count() == 2
        assert Image.objects.matching("zebra", also=also).get().pk == second
        assert not Image.objects.matching("zebra -dog", also=also).exists()

    @given(typed=st.text(max_size=40) | st.text("\"-*()^:+~ aORNEANDT'\\&|!<>%", max_size=30))
    @example(typed='"')
    @example(typed="\0")
    @example(typed="\ud800x")
    @example(typed="title:x OR NEAR(a b)")
    @example(typed="a' & !'b")
    @example(typed="%s %(x)s")
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_nothing_a_visitor_types_is_an_error(self, typed):
        words = read_words(typed)

        assert list(Image.objects.matching(typed)) == []
        if words.wanted:
            assert ranks(words, "default")[0].tolist() == []


class TestStaysInStep:
    def test_after_an_update(self):
        key = keep(title="Horse")

        Image.objects.filter(pk=key).update(title="Zebra")

        assert (found("horse"), found("zebra")) == (set(), {key})

    def test_after_a_save(self):
        image = Image.objects.get(pk=keep(title="Horse"))

        image.title = "Zebra"
        image.save()

        assert (found("horse"), found("zebra")) == (set(), {image.pk})

    def test_after_a_delete(self):
        key = keep(title="Horse")
        other = keep(title="Horse")

        Image.objects.filter(pk=key).delete()

        assert found("horse") == {other}

    def test_after_the_same_record_came_again_with_other_words(self):
        ingest([harvard(1, description="Pencil")])
        ingest([harvard(1, description="Chalk")])

        assert (found("pencil"), len(found("chalk"))) == (set(), 1)

    def test_the_index_agrees_with_the_rows(self):
        ingest([harvard(number, title=f"Horse {number}") for number in range(1, 30)])
        Image.objects.filter(identifier__lt=10).update(title="Zebra", description="")
        Image.objects.filter(identifier__gt=20).delete()

        if connection.vendor == "sqlite":  # PostgreSQL generates the column from the row
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO catalog_image_text(catalog_image_text, rank) "
                    "VALUES ('integrity-check', 1)"
                )
        assert len(found("zebra")) == 9

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="segments are FTS5's")
    def test_a_batch_is_written_in_one_piece_not_in_one_a_row(self):
        def pieces():
            with connection.cursor() as cursor:
                cursor.execute("SELECT DISTINCT segid FROM catalog_image_text_idx")
                return {piece for (piece,) in cursor.fetchall()}

        before = pieces()  # of rows that other tests have written and deleted
        ingest([harvard(number, title=f"Horse {number}") for number in range(1, 60)])

        assert len(pieces() - before) == 1


def best_first(typed):
    keys, costs = ranks(read_words(typed), "default")
    return keys[np.lexsort((keys, costs))].tolist()


class TestRanks:
    def test_a_title_counts_more_than_a_description(self):
        weak = keep(description="horse")
        strong = keep(title="horse")

        assert best_first("horse") == [strong, weak]

    def test_only_matches_have_a_rank(self):
        keep(title="Dog")
        matching = keep(description="horse")

        assert best_first("horse") == [matching]


class TestMatchingKeys:
    def test_all_or_any(self):
        both = keep(title="Horse and dog")
        one = keep(title="Dog")
        terms = read_words("horse dog").wanted

        assert matching_keys(terms, "default").tolist() == [both]
        assert sorted(matching_keys(terms, "default", anyone=True).tolist()) == [both, one]

    def test_none(self):
        assert matching_keys(read_words("zebra").wanted, "default").tolist() == []
