import datetime as dt

import pytest

from gallery.catalog import kept
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import Swatch
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


def keys() -> list[int]:
    return list(Image.objects.order_by("id").values_list("pk", flat=True))


class TestRecords:
    def test_are_those_of_the_rows(self):
        made = dt.datetime(2024, 2, 29, 12, 30, tzinfo=dt.UTC)
        ingest(
            [
                harvard(1, date=dt.date(1999, 5, 4), palette=(Swatch("#ff0000", 0.5),)),
                hub(2, created_at=made, updated_at=made),
            ]
        )

        assert kept.records(keys()) == {it.pk: it.as_record() for it in Image.objects.all()}

    def test_a_row_that_reads_the_same_gives_the_same_object(self):
        ingest([harvard(1)])

        (first,), (second,) = (kept.records(keys()).values() for _time in range(2))

        assert first is second

    def test_a_row_changed_past_everything_gives_another(self):
        ingest([harvard(1, title="Before")])
        (key,) = keys()
        before = kept.records([key])[key]

        Image.objects.filter(pk=key).update(title="After", access_level=0)

        after = kept.records([key])[key]
        assert (before.title, after.title, after.rights.access_level) == ("Before", "After", 0)

    def test_unknown_keys_are_left_out(self):
        ingest([harvard(1)])

        assert list(kept.records([*keys(), 987_654])) == keys()
        assert kept.records([]) == {}

    def test_one_statement_however_many(self, django_assert_num_queries):
        ingest([harvard(number) for number in range(1, 30)])
        found = keys()

        with django_assert_num_queries(1):
            assert len(kept.records(found)) == 29

    def test_keeps_no_more_than_there_is_room_for(self, monkeypatch):
        monkeypatch.setattr(kept, "MOST", 3)
        ingest([harvard(number, title="For no room") for number in range(1, 6)])

        kept.records(keys())

        assert len(kept._kept) <= 3
