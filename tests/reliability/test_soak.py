import subprocess
import sys

import pytest

from tests.reliability.secrecy import in_command_lines, in_files
from tests.reliability.soak import Process, soak

SECONDS = 15.0


class TestSoak:
    @pytest.mark.long
    def test_memory_and_files_stay_flat_while_faults_flap(self):
        found = soak(SECONDS, every=0.25)

        print(found.report())  # shown where it fails
        assert found.problems() == []
        assert {one.name.rpartition(" ")[0] for one in found.processes} >= {
            "serve", "serve child", "serve decoder", "worker",
        }  # fmt: skip
        assert sum(found.injected.values()) > 30
        assert len(found.injected) > 10  # kinds of faults
        assert sum(found.notes.values()) > 150

        commands, bytes_of_files = found.looked_through
        assert commands > 50
        assert bytes_of_files > 100_000

    def test_a_secret_is_found_in_a_process_list_and_in_a_file(self, tmp_path):
        (tmp_path / "cache").mkdir()
        (tmp_path / "cache" / "answer.json").write_bytes(b"\x00 apikey=a-key-of-this-test \xff")
        process = subprocess.Popen(
            [sys.executable, "-c", "input()", "a-key-of-this-test"],
            stdin=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        with process:
            told = in_command_lines({process.pid}, ["a-key-of-this-test", "another"])
            process.kill()

        assert told == (["a-key-of-this-test in the process list"], 1)
        assert in_files(tmp_path, ["a-key-of-this-test", "another"])[0] == [
            "a-key-of-this-test in cache/answer.json"
        ]

    def test_growth_is_found(self):
        leaking = Process("x", [100.0 + n for n in range(100)], [20 + n // 5 for n in range(100)])

        assert leaking.growth() == (60.0, 12.0)
