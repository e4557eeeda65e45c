"""Finds a Chromium that Playwright can drive, and installs one where there is none.

Order: the one named by CHROMIUM, one on the PATH, Debian's package (as root, or with a
password-less sudo), Playwright's own download. `python -m tests.chromium` installs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Path of a browser to drive, or None."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return named if Path(named).is_file() else None
    on_path = next((path for path in map(shutil.which, NAMES) if path), None)
    return on_path or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _with_apt() -> bool:
    apt = shutil.which("apt-get")
    if not apt:
        return False
    is_root = os.geteuid() == 0
    sudo = shutil.which("sudo")
    if not is_root and not sudo:
        return False
    prefix = [] if is_root else [str(sudo), "-n"]
    install = [
        apt,
        "install",
        "-y",
        "-q",
        "--no-install-recommends",
        "chromium",
        "fonts-dejavu-core",
    ]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([apt, "update", "-q"], install):
        if subprocess.run([*prefix, *command], env=environment, check=False).returncode:
            return False
    return True


def _with_playwright() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    """Make sure that there is a browser; exit status 1 where there can be none."""
    if os.environ.get("CHROMIUM") and not find():
        print(f"CHROMIUM names {os.environ['CHROMIUM']}, which is no file.", file=sys.stderr)
        return 1
    for install in (lambda: True, _with_apt, _with_playwright):
        if install() and (path := find()):
            print(f"Browser for the tests: {path}")
            return 0
    print(
        "No Chromium could be installed. Install one and name it with CHROMIUM=/path.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
