import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from gallery.catalog.audits import AuditedFile, keep_audit
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import ImageRecord, Rights, Technique
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


def numbers(images):
    return [image.identifier for image in images]


class TestNarrowing:
    def test_reads_as_a_phrase(self):
        ingest([harvard(1), harvard(2, date=dt.date(2010, 1, 1)), hub(3, caption="A horse")])

        found = Image.objects.of_provider("harvard").matching("horse").newest_first()

        assert numbers(found) == [2, 1]

    def test_by_shape(self):
        ingest([hub(1, width=900, height=300), hub(2, width=3, height=4), hub(3, width=0)])

        assert numbers(Image.objects.shaped("panorama")) == [1]
        assert numbers(Image.objects.shaped("portrait")) == [2]
        assert Image.objects.shaped("").count() == 3

    def test_by_width(self):
        ingest([hub(1, width=999), hub(2, width=1000), hub(3, width=0)])

        assert numbers(Image.objects.at_least_wide(1000)) == [2]
        assert Image.objects.at_least_wide(0).count() == 3

    def test_a_model_is_not_its_successor(self):
        ingest(
            [
                harvard(1, technique=Technique("Canon EOS 7D", "Canon", "EOS 7D")),
                harvard(2, technique=Technique("Canon EOS 7D Mark II", "Canon", "EOS 7D Mark II")),
            ]
        )

        assert numbers(Image.objects.made_with(model="EOS 7D")) == [1]
        assert numbers(Image.objects.made_with(make="Canon", model="EOS 7D Mark II")) == [2]
        assert not Image.objects.made_with(make="Nikon").exists()

    def test_by_format(self):
        ingest([hub(1, media_type="image/png"), hub(2)])

        assert numbers(Image.objects.in_format("image/png")) == [1]

    def test_by_what_there_is_and_is_not(self):
        ingest(
            [
                harvard(1),
                harvard(2, alt_text=""),
                hub(3, caption=""),
                ImageRecord("jhu", 4, kind="document"),
            ]
        )

        assert numbers(Image.objects.having("alt", "caption").order_by("id")) == [1]
        assert numbers(Image.objects.lacking("alt")) == [2]
        assert numbers(Image.objects.lacking("caption", "colors")) == [3]
        assert Image.objects.having().count() == Image.objects.lacking().count() == 4

    def test_by_date_both_days_included(self):
        ingest([harvard(day, date=dt.date(2004, 6, day)) for day in (1, 2, 3, 4)] + [hub(9)])

        found = Image.objects.dated_between(dt.date(2004, 6, 2), dt.date(2004, 6, 3))

        assert set(numbers(found)) == {2, 3}
        assert set(numbers(Image.objects.dated_between(None, dt.date(2004, 6, 1)))) == {1}

    def test_present_are_those_not_missing(self):
        ingest([hub(1), hub(2)])
        Image.objects.filter(identifier=1).update(missing_since=dt.datetime.now(dt.UTC))

        assert numbers(Image.objects.present()) == [2]


class TestOrders:
    @pytest.fixture(autouse=True)
    def _pictures(self):
        ingest(
            [
                harvard(1, date=dt.date(2001, 1, 1), width=10),
                harvard(2, date=dt.date(2003, 1, 1), width=30),
                harvard(3, date=None, created_at=dt.datetime(2002, 1, 1, tzinfo=dt.UTC), width=20),
                hub(4, width=0),
            ]
        )

    def test_newest_and_oldest_leave_the_undated_for_the_end(self):
        assert numbers(Image.objects.newest_first()) == [2, 3, 1, 4]
        assert numbers(Image.objects.oldest_first()) == [1, 3, 2, 4]

    def test_widest(self):
        assert numbers(Image.objects.widest_first()) == [2, 3, 1, 4]


class TestShuffles:
    def test_a_seed_always_gives_the_same_order(self):
        ingest([hub(number) for number in range(1, 31)])

        once, again = (numbers(Image.objects.shuffled("7")) for _ in range(2))
        other = numbers(Image.objects.shuffled("8"))

        assert once == again != other
        assert sorted(once) == sorted(other) == list(range(1, 31))

    def test_the_order_of_a_seed_is_the_same_on_every_engine(self):
        ingest([hub(number) for number in range(1, 9)])

        assert numbers(Image.objects.shuffled("abc")) == SHUFFLED_ABC

    def test_mixed_has_both_providers_near_the_front(self):
        ingest([harvard(n) for n in range(1, 101)] + [hub(n) for n in range(1, 101)])

        first = [image.provider for image in Image.objects.mixed()[:24]]

        assert {"harvard", "jhu"} == set(first)


SHUFFLED_ABC = [3, 1, 7, 8, 4, 5, 6, 2]


class TestMarked:
    @pytest.mark.parametrize(
        ("mark", "changes"),
        [
            ("small", {"width": 999, "height": 700}),
            ("unsized", {"width": 0, "height": 0}),
            ("undated", {"date": None}),
            ("restricted", {"rights": Rights(permission_level=1)}),
            ("restricted", {"rights": Rights(permission_level=2)}),
            ("restricted", {"rights": Rights(access_level=0)}),
        ],
    )
    def test_finds_what_has_the_mark_and_nothing_else(self, mark, changes):
        ingest([harvard(1), harvard(2, **changes), ImageRecord("jhu", 3, kind="document")])

        assert numbers(Image.objects.order_by("identifier").marked(mark)) == [2]

    def test_finds_by_any_bit_of_an_audit(self):
        ingest([harvard(1), harvard(2), harvard(3)])
        keys = dict(Image.objects.values_list("identifier", "pk"))
        for identifier, findings in ((1, ("broken", "capped")), (2, ("capped",))):
            files = [AuditedFile("w", "iiif", "/x", findings=findings)]
            keep_audit(keys[identifier], "", files, timezone.now(), is_complete=True)

        assert numbers(Image.objects.order_by("identifier").marked("broken")) == [1]
        assert numbers(Image.objects.order_by("identifier").marked("capped")) == [1, 2]
        assert numbers(Image.objects.order_by("identifier").marked("capped", "broken")) == [1]
        assert numbers(Image.objects.order_by("identifier").marked("too-heavy")) == []


class TestOrdersOfTheTable:
    def test_by_title_without_case_and_those_without_one_last(self):
        nothing = {"title": "", "caption": "", "alt_text": ""}
        ingest(
            [
                hub(1, **nothing),
                hub(2, **nothing | {"caption": "boats"}),
                hub(3, **nothing | {"title": "Anchors"}),
                hub(4, **nothing | {"alt_text": "Cranes"}),
            ]
        )

        assert numbers(Image.objects.by_title()) == [3, 2, 4, 1]

    def test_by_width_from_below_with_the_unknown_last(self):
        ingest([hub(1, width=0), hub(2, width=900), hub(3, width=300)])

        assert numbers(Image.objects.narrowest_first()) == [3, 2, 1]

    def test_by_make_and_model(self):
        ingest(
            [
                hub(1),
                hub(2, technique=Technique("x", "Sinar", "B")),
                hub(3, technique=Technique("x", "Canon", "D")),
                hub(4, technique=Technique("x", "Sinar", "A")),
            ]
        )

        assert numbers(Image.objects.by_make()) == [3, 4, 2, 1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads few rows as they are")
def test_marks_are_looked_up_in_an_index_not_in_the_rows():
    plan = Image.objects.marked("small", "undated", "restricted").values_list("pk").explain()

    assert "COVERING INDEX image_gaps" in plan
