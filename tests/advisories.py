"""Asks the advisory service whether a pinned package has a known hole: ``python -m tests.advisories``.

Part of `make test` where the network allows it; where it does not, that is said and nothing
fails, since a gallery without a network is no less safe than before.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.paths import ROOT

SECONDS = 10.0
REQUIREMENTS = ROOT / "requirements.txt"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to print, and whether it is a reason to fail."""

    text: str
    has_failed: bool = False


def ask(requirements: Path = REQUIREMENTS, seconds: float = SECONDS, *more: str) -> Verdict:
    """Audit the pins of `requirements` within `seconds`; `more` options go to pip-audit."""
    command = [
        sys.executable, "-m", "pip_audit", "-r", str(requirements), "--no-deps", "--disable-pip",
        "--format", "json", "--progress-spinner", "off", "--timeout", "5", *more,
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
        return verdict(json.loads(done.stdout)["dependencies"])
    except subprocess.TimeoutExpired:
        return Verdict(f"skipped: no advisory service answered within {seconds:g} s")
    except (ValueError, KeyError):  # it says why on its error stream, at length
        return Verdict("skipped: no advisory service reachable")


def verdict(dependencies: list[dict[str, Any]]) -> Verdict:
    """What pip-audit's list of packages means; it calls a package that nobody knew "skipped"."""
    known = [one for one in dependencies if "skip_reason" not in one]
    if not known:
        return Verdict("skipped: no advisory service reachable")
    holes = [
        f"{one['name']} {one['version']}: {hole['id']}, mended in "
        f"{', '.join(hole.get('fix_versions') or ['no version yet'])}"
        for one in known
        for hole in one.get("vulns") or ()
    ]
    if holes:
        return Verdict("known holes:\n" + "\n".join(holes), has_failed=True)
    unknown = len(dependencies) - len(known)
    rest = f", {unknown} unknown to the service" if unknown else ""
    return Verdict(f"{len(known)} packages without a known hole{rest}")


if __name__ == "__main__":
    found = ask()
    print(f"advisories: {found.text}")
    sys.exit(found.has_failed)
