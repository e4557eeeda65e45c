"""What becomes of the workers when the process that started them is killed."""

import socket
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.reliability.processes import Installation
from tests.waiting import until


def children(pid):
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def is_alive(pid):
    with suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
def test_workers_end_and_leave_the_port_when_their_master_is_killed(tmp_path):
    installation = Installation(f"sqlite:///{tmp_path}/catalogue.sqlite3", tmp_path)
    try:
        installation.migrate()
        url, process = installation.serve(workers=2)
        workers = children(process.pid)
        assert len(workers) == 2

        process.kill()
        process.wait()

        until(lambda: not any(map(is_alive, workers)), limit=20)
        place = urlsplit(url)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((place.hostname, place.port))
    finally:
        installation.close()
