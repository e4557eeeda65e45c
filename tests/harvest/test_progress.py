import io

from gallery.catalog.ingest import IngestReport
from gallery.harvest.progress import ProgressLine, harvest_line
from gallery.harvest.run import Progress
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
        progress = Progress("jhu", "Johns Hopkins Hub", report, total=5000, elapsed=10.0)

        assert harvest_line(progress) == (
            "Johns Hopkins Hub: 1,245 of 5,000 · 124/s · "
            "1,200 new, 3 changed, 40 unchanged, 2 skipped"
        )

    def test_names_what_stopped_it(self):
        progress = Progress("jhu", "Johns Hopkins Hub", error=ProviderTimeout("jhu"))

        assert harvest_line(progress).endswith("· stopped: jhu: did not answer in time")
