"""Where no secret may ever stand: command lines, files, logs, answers."""

from contextlib import suppress
from pathlib import Path

HARVARD_KEY = "0b1c2d3e-of-the-soak"
HUB_KEY = "9f8e7d6c-of-the-soak"


def in_command_lines(sessions: set[int], secrets: list[str]) -> tuple[list[str], int]:
    """Command lines with a secret in them, of processes of `sessions`; how many were read."""
    found, count = [], 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):  # it has ended meanwhile
            session = (folder / "stat").read_text().rpartition(")")[2].split()[3]
            if int(session) not in sessions:
                continue
            command = (folder / "cmdline").read_text(errors="replace")
            count += 1
            found += [f"{secret} in the process list" for secret in secrets if secret in command]
    return found, count


def in_files(folder: Path, secrets: list[str]) -> tuple[list[str], int]:
    """Files of a folder with a secret in them, however deep; how many bytes were read."""
    found, size = [], 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):
            content = path.read_bytes()
            size += len(content)
            found += [
                f"{secret} in {path.relative_to(folder)}"
                for secret in secrets
                if secret.encode() in content
            ]
    return found, size
