"""The markup of every kind of page and fragment: parsed strictly, and by the Nu HTML checker.

The checker needs Java and the npm package vnu-jar: `make nu` installs it beside the other
working files and runs this. Without them only the strict parser runs.
"""

import json
import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import html5lib
import pytest

from tests.e2e.server import Site
from tests.paths import ROOT

pytestmark = pytest.mark.e2e

JAR = Path(
    os.environ.get("VNU_JAR", ROOT / "var/node/node_modules/vnu-jar/build/dist/vnu.jar")
).resolve()
PAGES = [
    "/", "/?q=sun&page=2", "/?q=zzzz", "/?source=x&from=zz&min_width=abc&color=nope",
    "/?color=b22222~50&color=4169e1~50&not_color=808080", "/?view=contact", "/?view=table",
    "{harvard}", "{hub}", "{document}", "{hub}renditions/", "{harvard}renditions/", "{hub}crop/",
    "{harvard}look/", "/compare/", "/compare/?pick={pick}&pick={other}", "/table/",
    "/table/?pick={pick}&pick={other}", "/gaps/", "/colors/", "/colors/?q=sun", "/status/",
    "/nowhere/",
]  # fmt: skip
FRAGMENTS = [
    "/", "/?q=sun&page=2", "/?q=zzzz", "/?color=b22222", "/?view=contact", "/?view=table",
    "/fresh/",
]  # fmt: skip
# HTML's link type "expect" (4.6.8.8), which the checker does not know yet.
NOT_KNOWN_YET = "A “link” element with a “blocking” attribute must have a “rel” attribute"
# The field belongs to a form of the page that the fragment goes into.
OF_THE_PAGE = "The “form” attribute must refer to a form element."


def fetch(site: Site, path: str, **headers: str) -> str:
    pick, other = (":".join(it.strip("/").split("/")[1:3]) for it in (site.harvard, site.hub))
    address = path.format(
        harvard=site.harvard, hub=site.hub, document=site.document, pick=pick, other=other
    )
    request = urllib.request.Request(site.url + address, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def fragment(site: Site, path: str) -> str:
    """The fragment in a page of its own; htmx takes its title to the head."""
    text = fetch(site, path, **{"HX-Request": "true"})
    title = re.search(r"<title>.*?</title>", text, re.DOTALL)
    body = text.replace(title[0], "", 1) if title else text
    head = title[0] if title else "<title>Fragment</title>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


@pytest.fixture(scope="module")
def documents(site: Site) -> dict[str, str]:
    found = {path: fetch(site, path) for path in PAGES}
    return found | {f"fragment of {path}": fragment(site, path) for path in FRAGMENTS}


def test_a_strict_parser_reads_them_all_and_no_id_stands_twice(documents):
    for path, text in documents.items():
        html5lib.HTMLParser(strict=True).parse(text)
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert sorted(ids) == sorted(set(ids)), path


@pytest.mark.skipif(not shutil.which("java"), reason="the Nu HTML checker needs Java")
@pytest.mark.skipif(not JAR.is_file(), reason="vnu-jar is not there: `make nu` brings it")
def test_the_nu_checker_finds_no_error(documents, tmp_path):
    names = {}
    for number, (path, text) in enumerate(documents.items()):
        file = tmp_path / f"{number}.html"
        file.write_text(text)
        names[file.name] = path

    done = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", tmp_path],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    messages = json.loads(done.stderr)["messages"]
    errors = [
        (path, it["message"], it.get("extract"))
        for it in messages
        if it["type"] != "info"
        for path in [names[it["url"].rpartition("/")[2]]]
        if not it["message"].startswith(NOT_KNOWN_YET)
        and not (it["message"] == OF_THE_PAGE and path.startswith("fragment"))
    ]
    assert errors == []
