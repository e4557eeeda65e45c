"""`manage.py audit_renditions` over the sandbox's own files."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from gallery.catalog.audits import AuditedFile, audit_of, keep_audit
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.harvest.audit import AuditProgress
from gallery.records import Rendition
from gallery.web.audit_report import AuditTable, finding_lines, progress_line
from tests.catalog.records import hub

pytestmark = pytest.mark.django_db
HERE = "/sandbox/jhu/factory/sites/default/files/styles/hub_medium/public/nowhere.jpg"


def run(*arguments, **options):
    out = io.StringIO()
    call_command("audit_renditions", *arguments, stdout=out, **options)
    return out.getvalue()


class TestCommand:
    def test_finds_a_file_that_is_not_there_and_writes_it_down(self, tmp_path):
        missing = (Rendition("medium", HERE, "scaled", 420),)
        ingest([hub(1, renditions=missing, srcsets=()), hub(2, renditions=(), srcsets=())])

        text = run("?source=jhu", csv=tmp_path / "files.csv")

        assert "jhu/1 scaled medium: broken" in text
        assert "2 of 2 pictures · 1 files read · 1 broken" in text
        with (tmp_path / "files.csv").open(newline="") as file:
            (row,) = csv.DictReader(file)
        assert (row["identifier"], row["findings"]) == ("1", "broken")
        assert audit_of(Image.objects.get(identifier=1)).findings == ("broken",)

    def test_looks_only_at_what_is_asked_for(self):
        ingest([hub(1), hub(2, alt_text="")])

        assert "of 0 pictures" in run("q=nothing+like+it")

    def test_a_wrong_query_is_named(self):
        with pytest.raises(CommandError, match="sort: “price”"):
            run("sort=price")

    def test_a_file_that_cannot_be_written_is_named(self, tmp_path):
        with pytest.raises(CommandError, match="cannot be written"):
            run(csv=tmp_path / "none" / "files.csv")


class TestReport:
    def progress(self):
        ingest([hub(1)])
        image = Image.objects.get()
        files = [
            AuditedFile("a", "scaled", "/a", 420, None, 403, 269, "image/jpeg", 9, ("mislabelled",),
                        "declared 420 px wide, it is 403"),
            AuditedFile("b", "scaled", "/b", 2880, None, findings=("capped",)),
        ]  # fmt: skip
        from django.utils import timezone

        audit = keep_audit(image.pk, "", files, timezone.now(), is_complete=True)
        return AuditProgress(1, 1, files=2, image=image, audit=audit)

    def test_what_needs_no_action_is_not_listed(self):
        assert list(finding_lines(self.progress())) == [
            "jhu/1 scaled a: mislabelled (declared 420 px wide, it is 403)"
        ]

    def test_the_table_holds_every_file(self):
        out = io.StringIO()
        AuditTable(out).add(self.progress())

        assert [row["width"] for row in csv.DictReader(io.StringIO(out.getvalue()))] == ["403", ""]

    def test_progress_is_one_line(self):
        assert progress_line(AuditProgress(424, 12, fresh=2, files=130, closed=7)) == (
            "12 of 424 pictures · 130 files read · 2 looked at lately · 7 closed to servers"
        )
