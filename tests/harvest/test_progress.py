import io
from dataclasses import replace

from gallery.catalog.ingest import IngestReport
from gallery.harvest.progress import (
    PaletteProgress,
    Progress,
    ProgressLine,
    duration,
    harvest_line,
    palette_line,
)
from gallery.providers.errors import ProviderTimeout


class Terminal(io.StringIO):
    def isatty(self):
        return True


class TestProgressLine:
    def test_rewrites_its_line_on_a_terminal(self):
        out = Terminal()
        line = ProgressLine(out)

        line.show("12 of 20")
        line.show("20")
        line.end("done")

        assert out.getvalue() == "\r12 of 20\r20      \rdone\n"

    def test_says_little_where_it_is_kept_in_a_file(self):
        out = io.StringIO()
        line = ProgressLine(out)

        for step in range(100):
            line.show(f"{step}")
        line.end("done")

        assert out.getvalue() == "0\ndone\n"


class TestHarvestLine:
    def test_counts_and_rate(self):
        report = IngestReport(new=1200, changed=3, unchanged=40, skipped=2)
        progress = Progress("jhu", "Johns Hopkins Hub", report, total=5000, done=1245, elapsed=10.0)

        assert harvest_line(progress) == (
            "Johns Hopkins Hub: 1,245 of 5,000 · 124/s · "
            "1,200 new, 3 changed, 40 unchanged, 2 skipped · 30 s left"
        )

    def test_what_runs_before_did_counts_for_the_whole_and_not_for_the_rate(self):
        report = IngestReport(new=100)
        progress = Progress("x", "X", report, total=1000, resumed=500, done=600, elapsed=10.0)

        assert harvest_line(progress) == (
            "X: 600 of 1,000 · 10/s · 100 new, 0 changed, 0 unchanged · 40 s left"
        )

    def test_a_limit_comes_before_the_end(self):
        progress = Progress("x", "X", IngestReport(new=100), total=1000, done=100, elapsed=10.0)

        assert progress.seconds_left(150) == 5.0
        assert progress.seconds_left() == 90.0

    def test_titles_gone_ones_and_the_calls_left(self):
        report = IngestReport(new=100)
        progress = Progress(
            "x", "X", report, 100, done=100, joined=90, missing=2, elapsed=1.0, is_complete=True
        )

        assert harvest_line(replace(progress, calls_left=2118)) == (
            "X: 100 of 100 · 100/s · 100 new, 0 changed, 0 unchanged · 90 titled · 2 gone · "
            "2,118 calls left today"
        )

    def test_names_what_stopped_it(self):
        progress = Progress("jhu", "Johns Hopkins Hub", error=ProviderTimeout("jhu"))

        assert harvest_line(progress).endswith("· stopped: jhu: did not answer in time")


class TestPaletteLine:
    def test_a_bar_while_it_goes_on(self):
        progress = PaletteProgress(400, done=95, failed=5, last_failure="jhu/7: gone", elapsed=10.0)

        assert palette_line(progress) == (
            "Palettes: 95 of 400 [######..................] · 10/s · 30 s left · "
            "5 failed (last: jhu/7: gone)"
        )

    def test_none_at_the_end(self):
        assert palette_line(PaletteProgress(4, done=4, elapsed=1.0)) == "Palettes: 4 of 4"
        assert palette_line(PaletteProgress(0)) == "Palettes: 0 of 0"


def test_durations_as_people_say_them():
    assert [duration(it) for it in (0, 59.6, 89, 90, 600, 7500)] == [
        "0 s", "60 s", "89 s", "2 min", "10 min", "2 h 5 min",
    ]  # fmt: skip
