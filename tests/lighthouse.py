"""Lighthouse's scores of the shipped gallery: `make lighthouse`.

The median of three runs for `/` and a picture's page, as a phone and as a laptop, with the
times that decide them. Lighthouse is an npm package (the Makefile pins it); it works out its
phone from the machine's own speed, so only figures of a quiet machine mean anything. Its
"benchmark index" is printed: below 1,000 the machine was busy or slow.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests import chromium
from tests.e2e.server import running_site
from tests.paths import ROOT

TOOL = ROOT / "var" / "node" / "node_modules" / ".bin" / "lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-proxy-server"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
}
RUNS = int(os.environ.get("RUNS", "3"))


def run(url: str, form: str, path: str) -> dict[str, Any]:
    """The report of one visit, as Lighthouse writes it."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [TOOL, url, "--quiet", "--output=json", f"--output-path={file.name}"]
        command += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
        command += ["--preset=desktop"] if form == "desktop" else []
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": path})
        report: dict[str, Any] = json.loads(Path(file.name).read_text())
    return report


def line(reports: list[dict[str, Any]]) -> str:
    """The medians of the scores, 0 to 100, and of the times."""
    scores = {
        name: statistics.median(100 * it["categories"][name]["score"] for it in reports)
        for name in CATEGORIES
    }
    times = {
        short: statistics.median(it["audits"][name]["numericValue"] for it in reports)
        for name, short in TIMES.items()
    }
    speed = statistics.median(it["environment"]["benchmarkIndex"] for it in reports)
    told = ", ".join(f"{name} {score:.0f}" for name, score in scores.items())
    return f"{told}; " + ", ".join(f"{it} {n:.4g}" for it, n in times.items()) + f"; {speed:.0f}"


def missed(report: dict[str, Any]) -> set[str]:
    """Names of the audits that count and are not passed."""
    counted = {
        it["id"]
        for name in CATEGORIES
        for it in report["categories"][name]["auditRefs"]
        if it["weight"]
    }
    audits = report["audits"]
    return {
        it for it in counted if (audits[it]["score"] or 0) < 0.9 and audits[it]["score"] is not None
    }


def main() -> None:
    """Print a line for each page and form."""
    if not TOOL.exists():
        sys.exit("Lighthouse is not there: `make lighthouse` brings it with npm.")
    path = chromium.find() or ""
    with running_site() as site:
        for page in ("/", site.harvard):
            for form in ("mobile", "desktop"):
                reports = [run(site.url + page, form, path) for _ in range(RUNS)]
                print(f"{page} {form}: {line(reports)}")
                print(f"  not passed: {sorted(set().union(*map(missed, reports))) or 'nothing'}")


if __name__ == "__main__":
    main()
