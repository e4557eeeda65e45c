"""Palettes of files at hand. No test here may touch the database: none is marked for it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.paths import DATA, needs_shared

PICTURES = DATA / "pictures"
DRAGONFLY = PICTURES / "dragonfly-bolly.jpg"


def run(*arguments):
    """What the command prints, what it complains of, and its exit status."""
    out, errors, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("extract_palettes", *map(str, arguments), stdout=out, stderr=errors)
    except SystemExit as end:
        status = end.code
    return out.getvalue(), errors.getvalue(), status


@needs_shared
class TestFiles:
    def test_as_json_by_file_name(self):
        out, errors, status = run("--files", DRAGONFLY, "--json")

        palettes = json.loads(out)
        assert (list(palettes), errors, status) == (["dragonfly-bolly.jpg"], "", 0)
        first = palettes["dragonfly-bolly.jpg"][0]
        assert list(first) == ["color", "percent", "hue", "css3", "spectrum", "word"]
        oracle = json.loads((DATA / "oracle" / "palettes_pictures.json").read_text())
        assert first["color"] == oracle["dragonfly-bolly.jpg"][0]["color"]
        assert first["percent"] == pytest.approx(
            oracle["dragonfly-bolly.jpg"][0]["percent"], abs=0.02
        )

    def test_for_people(self):
        out, _errors, _status = run("--files", DRAGONFLY)

        assert out.startswith("dragonfly-bolly.jpg: #191900 27% olive, ")

    def test_one_that_cannot_be_read_spoils_the_status_and_no_other(self, tmp_path):
        broken = tmp_path / "broken.jpg"
        broken.write_bytes(DRAGONFLY.read_bytes()[:600])

        out, errors, status = run("--files", broken, tmp_path / "none.jpg", DRAGONFLY, "--json")

        assert list(json.loads(out)) == ["dragonfly-bolly.jpg"]
        assert "broken.jpg: " in errors
        assert "none.jpg: No such file or directory" in errors
        assert status == 1

    def test_namesakes_are_told_apart_by_their_folders(self, tmp_path):
        twin = tmp_path / DRAGONFLY.name
        twin.write_bytes(DRAGONFLY.read_bytes())

        out, _errors, _status = run("--files", DRAGONFLY, twin, "--json")

        assert set(json.loads(out)) == {str(DRAGONFLY), str(twin)}


def test_json_without_files_is_a_mistake():
    with pytest.raises(CommandError, match="--files"):
        run("--json")
