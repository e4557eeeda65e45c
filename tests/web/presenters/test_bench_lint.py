"""The lint in the bench: the record's files, and our own pages without a finding."""

import pytest

from gallery.harvest.measure import Measured
from gallery.harvest.measurements import Measurement
from gallery.records import Rights
from gallery.web.presenters.bench_layouts import page_layouts
from gallery.web.presenters.bench_lint import own_findings, page_tables, record_tables
from tests.catalog.records import harvard, hub
from tests.web.presenters.bench_records import STYLES, with_crop


def verdicts(table):
    return {row.rule: row.verdict for row in table.rows}


class TestRecord:
    def test_a_table_for_each_family(self):
        found = record_tables(with_crop(), {})

        assert [it.name for it in found] == ["record-scaled", "record-cropped-landscape"]

    def test_every_rule_has_a_verdict_and_a_value(self):
        (table,) = record_tables(harvard(1), {})

        assert len(table.rows) == 15
        assert all(row.measured for row in table.rows)

    def test_no_alternative_text_is_a_finding(self):
        (table,) = record_tables(harvard(1, alt_text=""), {})

        assert verdicts(table)["missing-alt"] == "fails"

    def test_a_leap_from_420_to_2880_is_a_finding(self):
        table = record_tables(with_crop(), {})[0]

        assert verdicts(table)["gap-too-big"] == "fails"

    def test_a_measured_file_narrower_than_declared_is_a_finding(self):
        url = f"{STYLES}/hub_medium/public/2023-10/a.jpg"
        measured = {url: Measurement(Measured(400, 267, "JPEG"))}

        table = record_tables(with_crop(), measured)[0]

        row = next(row for row in table.rows if row.rule == "wrong-width")
        assert (row.verdict, row.measured) == ("fails", "420w is 400 px")


class TestOurPages:
    @pytest.mark.parametrize(
        "record",
        [
            harvard(1),
            harvard(1, width=1200, height=2400),
            harvard(1, width=1703, height=2550),
            harvard(1, width=2550, height=140),
            harvard(1, width=150, height=100),
            harvard(1, alt_text="", caption=""),
            harvard(1, rights=Rights(permission_level=1)),
            with_crop(),
            hub(1),
        ],
        ids=[
            "landscape",
            "tall",
            "portrait",
            "panorama",
            "small",
            "no alt",
            "256 px",
            "hub",
            "one",
        ],
    )
    def test_have_no_finding(self, record):
        found = [
            (layout.name, it.rule, it.measured)
            for layout in page_layouts(record)
            for it in own_findings(record, layout, {}, {})
            if it.passed is False
        ]

        assert found == []

    def test_a_layout_that_belies_its_sizes_is_one(self):
        layouts = page_layouts(harvard(1))

        (table, *_) = page_tables(harvard(1), layouts, {}, {"picture": {1280: 300.0}})

        assert verdicts(table)["wrong-sizes"] == "fails"
        assert table.summary.startswith("1 failing")
