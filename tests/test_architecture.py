"""The layers of docs/architecture.md, and the sizes that style asks for."""

import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

MODULES = [
    path for path in sorted((ROOT / "gallery").rglob("*.py")) if "migrations" not in path.parts
]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_a_module_imports_only_from_below():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]

    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


def test_modules_are_small():
    sizes = [lines(path) for path in MODULES if path.name != "__init__.py"]

    assert statistics.median(sizes) <= 100
    assert statistics.quantiles(sizes, n=10)[-1] <= 250
    assert max(sizes) <= 350, [str(path) for path in MODULES if lines(path) > 350]


@pytest.mark.parametrize("word", ["utils", "helpers", "misc", "common"])
def test_no_module_is_named_for_nothing(word):
    assert [path for path in MODULES if path.stem == word] == []
