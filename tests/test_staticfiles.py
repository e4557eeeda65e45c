"""The static files as visitors get them: hashed, and each module's imports with them."""

import re

import pytest
from django.core.management import call_command

from tests.paths import ROOT

IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")
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


def imports(folder):
    return [
        (path, target)
        for path in sorted(folder.rglob("*.js"))
        for target in IMPORTED.findall(path.read_text())
    ]


class TestModules:
    def test_every_import_leads_to_a_hashed_file_that_is_there(self, collected):
        found = imports(collected / "js")

        assert found
        for path, target in found:
            assert HASHED.search(target), f"{path.name} imports {target}"
            assert (path.parent / target).is_file(), f"{path.name} imports {target}"

    def test_none_is_lost_on_the_way(self, collected):
        assert len(imports(collected / "js")) == len(imports(ROOT / "static" / "js"))


class TestFiles:
    def test_only_hashed_ones_are_kept(self, collected):
        plain = [
            path.name
            for path in collected.rglob("*")
            if path.is_file() and not HASHED.search(path.name) and path.name != "staticfiles.json"
        ]

        assert plain == []
