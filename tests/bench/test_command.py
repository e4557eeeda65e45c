"""The command: what it prints, and what it refuses."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from gallery.bench import colors, subjects
from gallery.bench.figures import Figure

KEYS = {"name", "subject_ms", "baseline", "baseline_ms", "ratio", "p50", "p95"}


class TestCommand:
    def test_prints_one_json_object_and_nothing_else(self, monkeypatch, tmp_path):
        monkeypatch.setattr(colors, "QUERIES", 1)
        out, path = io.StringIO(), tmp_path / "figures.md"

        call_command("bench", "colors", "--records", "1000", "--json", write=path, stdout=out)

        printed = json.loads(out.getvalue())
        assert list(printed) == ["results"]
        assert len(printed["results"]) == 14
        assert all(it.keys() >= KEYS for it in printed["results"])
        assert "## colors, 1,000 records\n" in path.read_text()

    @pytest.mark.parametrize(
        ("arguments", "status", "message"),
        [
            (["colours"], 1, "Error: argument subject: invalid choice: 'colours'"),
            ([], 1, "Error: the following arguments are required: subject"),
            (["colors", "--records", "999"], 1, "At least 1,000 records: fewer say nothing."),
        ],
    )
    def test_refuses_what_cannot_be_measured(self, arguments, status, message):
        with pytest.raises(CommandError) as refused:
            call_command("bench", *arguments)

        assert str(refused.value).startswith(message)
        assert refused.value.returncode == status


class TestSubjects:
    def test_promises_for_a_million_are_not_held_against_fewer(self, monkeypatch):
        promised = [Figure("a", 9, "b", 1, 9, 9, 0.5), Figure("c", 9, "d", 1, 9, 9, 0.5)]
        monkeypatch.setattr(subjects.colors, "figures", lambda *_: iter(promised[:1]))
        always = Figure("e", 9, "f", 1, 9, 9, 1.3, is_of_any_size=True)
        monkeypatch.setattr(subjects.palettes, "figures", lambda *_: iter([always]))

        def limits(subject, records):
            return [it.limit for it in subjects.figures(subject, records, None, print)]

        assert limits("colors", 1_000) == [None]
        assert limits("colors", 1_000_000) == [0.5]
        assert limits("palettes", 1_000) == [1.3]
