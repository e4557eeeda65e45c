"""Jobs for workers that no picture should bring about."""

import os
import threading
from pathlib import Path
from typing import BinaryIO


def never(_file: BinaryIO) -> None:
    threading.Event().wait()


def crash(_file: BinaryIO) -> None:
    os.abort()


def environment(_file: BinaryIO) -> list[str]:
    return sorted(os.environ)


def write(_file: BinaryIO, path: str) -> None:
    Path(path).write_text("x")


def process(_file: BinaryIO) -> int:
    return os.getpid()
