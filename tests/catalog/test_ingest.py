import datetime as dt
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gallery.catalog.ingest import IngestReport, ingest
from gallery.catalog.models import Image
from gallery.catalog.rules import COMPARED, RULES
from gallery.records import ImageRecord, Rights, Swatch
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db

EXTRACTED = (Swatch("#fafafa", 0.75, "White", "#fffafa", "#955ba5"),)


def stored():
    return Image.objects.get().as_record()


class TestReport:
    def test_new_then_unchanged_then_changed(self):
        first = ingest([harvard(1), hub(2)])
        second = ingest([harvard(1), hub(2)])
        third = ingest([harvard(1, caption="recto"), hub(2), hub(3)])

        assert first == IngestReport(new=2)
        assert second == IngestReport(unchanged=2)
        assert third == IngestReport(new=1, changed=1, unchanged=1)

    def test_one_record_twice_in_a_batch_counts_once(self):
        report = ingest([hub(1, caption="old"), hub(1, caption="new")])

        assert (report, stored().caption) == (IngestReport(new=1, skipped=1), "new")

    @pytest.mark.parametrize(
        "record",
        [
            hub(2**63),
            hub(-1),
            hub(1, width=2**31),
            hub(1, height=-1),
            replace(hub(1), provider=""),
            hub(1, rights=Rights(access_level=2**15)),
        ],
        ids=["number", "negative", "width", "height", "provider", "level"],
    )
    def test_what_no_column_holds_is_skipped_and_the_rest_kept(self, record):
        report = ingest([record, hub(9)])

        assert (report, stored().identifier) == (IngestReport(new=1, skipped=1), 9)

    def test_nothing_to_keep(self):
        assert ingest([]) == IngestReport()


class TestRules:
    def test_every_column_has_a_rule(self):
        columns = {field.name for field in Image._meta.concrete_fields}

        assert columns - {"id"} == set(RULES)

    def test_a_palette_is_not_erased_by_a_record_without_one(self):
        ingest([hub(1, palette=EXTRACTED, palette_source="extracted")])

        report = ingest([hub(1)])

        assert report == IngestReport(unchanged=1)
        assert (stored().palette, stored().palette_source) == (EXTRACTED, "extracted")

    def test_an_extracted_palette_stays_when_other_things_change(self):
        ingest([hub(1, palette=EXTRACTED, palette_source="extracted")])

        ingest([hub(1, caption="new")])

        assert (stored().caption, stored().palette) == ("new", EXTRACTED)
        assert Image.objects.having("colors").count() == 1

    def test_the_providers_palette_replaces_an_extracted_one(self):
        ingest([harvard(1, palette=EXTRACTED, palette_source="extracted")])

        ingest([harvard(1)])

        assert stored().palette == harvard(1).palette
        assert stored().palette_source == "provider"

    def test_an_extracted_palette_never_replaces_the_providers(self):
        ingest([harvard(1)])

        ingest([harvard(1, palette=EXTRACTED, palette_source="extracted")])

        assert (stored().palette, stored().palette_source) == (harvard(1).palette, "provider")

    def test_a_picture_that_comes_without_its_object_keeps_title_link_and_rights(self):
        ingest([harvard(1, rights=Rights("(c)", "Gift", 1, 2))])

        ingest(
            [harvard(1, title="", objects=(), landing_url="", rights=Rights("(c)", "", 1, None))]
        )

        record = stored()
        assert record == harvard(1, rights=Rights("(c)", "Gift", 1, 2))

    def test_a_caption_that_the_provider_removed_is_removed(self):
        ingest([harvard(1)])

        ingest([harvard(1, caption="", technique=replace(harvard(1).technique, film=""))])

        assert stored().caption == ""

    def test_permission_may_fall_to_0(self):
        ingest([harvard(1, rights=Rights("", "", 0, 2))])

        ingest([harvard(1, rights=Rights("", "", 1, 0))])

        assert (stored().rights.access_level, stored().rights.permission_level) == (1, 0)

    def test_an_older_answer_overwrites_nothing_but_fills_gaps(self):
        newer = harvard(1, caption="new", description="")
        older = replace(
            harvard(1, caption="old", description="Chalk"),
            updated_at=dt.datetime(2019, 1, 1, tzinfo=dt.UTC),
        )
        ingest([newer])

        ingest([older])

        record = stored()
        assert (record.caption, record.description) == ("new", "Chalk")
        assert record.updated_at == newer.updated_at

    def test_derived_columns_follow_what_was_kept(self):
        ingest([harvard(1)])

        ingest([harvard(1, width=1000, height=2000, objects=(), alt_text="")])

        row = Image.objects.get()
        assert (row.people, row.shape, row.parts) == ("Paul Cézanne", 2, 14)

    def test_compared_columns_are_those_of_the_provider(self):
        assert "refreshed_at" not in COMPARED
        assert {"palette", "caption", "updated_at"} <= set(COMPARED)


class TestMoments:
    def test_first_seen_stays_and_last_seen_moves(self):
        ingest([hub(1)])
        past = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        Image.objects.update(harvested_at=past, refreshed_at=past, missing_since=past)

        ingest([hub(1)])
        same = Image.objects.get()
        Image.objects.update(refreshed_at=past, missing_since=past)
        ingest([hub(1, caption="new")])
        changed = Image.objects.get()

        assert same.harvested_at == changed.harvested_at == past
        assert same.refreshed_at > past
        assert changed.refreshed_at > past
        assert (same.missing_since, changed.missing_since) == (None, None)


class TestStatements:
    def test_a_batch_costs_the_same_few_statements_whatever_its_size(self):
        def statements(count):
            first = Image.objects.count() + 1
            with CaptureQueriesContext(
                connection,
            ) as seen:
                ingest([hub(first + step) for step in range(count)], batch_size=200)
            return [it["sql"].split()[0] for it in seen.captured_queries]

        assert len(statements(5)) == len(statements(150))

    @pytest.mark.parametrize(
        ("later", "written"), [(0, []), (1, ["refreshed_at", "objects_refreshed_at"])]
    )
    def test_of_what_comes_again_as_it_was_only_the_moments_that_moved_are_written(
        self, later, written
    ):
        first = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        ingest([harvard(1), harvard(2)], as_of=first)

        with CaptureQueriesContext(connection) as seen:
            ingest([harvard(1), harvard(2)], as_of=first + dt.timedelta(days=later))

        updates = [it["sql"] for it in seen.captured_queries if it["sql"].startswith("UPDATE")]
        assert [column for sql in updates for column in re.findall(r'"(\w+)" = \D', sql)] == written
        assert not any("INSERT" in it["sql"] for it in seen.captured_queries)

    def test_rows_are_written_in_their_own_order_whatever_the_order_they_come_in(self):
        ingest([harvard(number) for number in range(9, 0, -1)])

        first_seen = list(Image.objects.order_by("pk").values_list("identifier", flat=True))

        assert first_seen == [1, 2, 3, 4, 5, 6, 7, 8, 9]

    def test_documents_are_kept_as_such(self):
        document = ImageRecord("jhu", 5, kind="document", file_url="https://x/a.pdf")

        ingest([document])

        assert stored() == document
        assert not Image.objects.pictures().exists()
