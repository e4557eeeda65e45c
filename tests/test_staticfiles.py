"""The static files as visitors get them: bundled, hashed, within their budget."""

import json
import re

import pytest
from django.core.management import call_command

from tests.paths import ROOT

IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?["'](\.{1,2}/[^"']+)["']""")
HASHED = re.compile(r"\.[0-9a-f]{12}(\.|$)")


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Every package's files through the shipped storage."""
    from django.test import override_settings

    root = tmp_path_factory.mktemp("static")
    storage = {"BACKEND": "gallery.staticfiles.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=root,
        STORAGES={"staticfiles": storage},
        WHITENOISE_KEEP_ONLY_HASHED_FILES=True,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def named(collected, path):
    """The hashed file of `path`, as the manifest names it."""
    manifest = json.loads((collected / "staticfiles.json").read_text())
    return collected / manifest["paths"][path]


class TestBundles:
    def test_a_module_comes_with_what_it_imports(self, collected):
        text = named(collected, "js/search.js").read_text()
        later = named(collected, "js/slideshow.js").name

        assert IMPORTED.findall(text) == [f"./{later}"]
        assert "lighttable-wall" in text  # place.js
        assert "HX-Request" in text

    def test_what_is_loaded_later_is_a_hashed_file_that_is_there(self, collected):
        found = [
            (path, target)
            for path in sorted((collected / "js").glob("*.js"))
            for target in IMPORTED.findall(path.read_text())
        ]

        assert found
        for path, target in found:
            assert HASHED.search(target), f"{path.name} loads {target}"
            assert (path.parent / target).is_file(), f"{path.name} loads {target}"

    def test_a_style_sheet_comes_with_what_it_imports(self, collected):
        for path in (collected / "css").glob("*.css"):
            text = path.read_text()
            assert "@import" not in text, path.name
            assert "/*" not in text, path.name
        assert ".wall{" in named(collected, "css/site.css").read_text()

    def test_every_sheet_of_every_page_is_in_the_one_or_loaded_by_a_page(self):
        site = (ROOT / "static/css/site.css").read_text()
        pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
        sheets = "".join(path.read_text() for path in (ROOT / "static/css").glob("*.css"))

        for path in (ROOT / "static/css").glob("*.css"):
            assert f"css/{path.name}" in pages or f'"{path.name}"' in site + sheets, path.name


class TestFiles:
    def test_only_hashed_ones_are_kept(self, collected):
        plain = [
            path.name
            for path in collected.rglob("*")
            if path.is_file() and not HASHED.search(path.name) and path.name != "staticfiles.json"
        ]

        assert plain == []


class TestBudget:
    """Of the issue: at most 25 kB of scripts and 15 kB of style sheets of ours on any page."""

    def size(self, collected, path):
        file = named(collected, path)
        packed = file.with_name(f"{file.name}.br")
        return (packed if packed.exists() else file).stat().st_size

    @pytest.mark.parametrize(
        "entry",
        ["site", "search", "bench", "light-table", "viewer-look", "compare", "crop", "color-map"],
    )
    def test_scripts(self, collected, entry):
        files = ("js/early.js", f"js/{entry}.js", "js/slideshow.js")

        assert sum(self.size(collected, path) for path in files) <= 25_000

    @pytest.mark.parametrize("sheet", ["bench", "look", "compare", "crop", "slideshow"])
    def test_style_sheets(self, collected, sheet):
        files = ("css/site.css", f"css/{sheet}.css")

        assert sum(self.size(collected, path) for path in files) <= 15_000
