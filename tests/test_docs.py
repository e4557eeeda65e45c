"""Documentation is part of the product: what exists is described, what is described exists."""

import ast
import re

import pytest
from django.core.management import get_commands
from django.urls import get_resolver

from gallery.sources import SOURCES
from gallery.web.urls import urlpatterns
from tests.paths import ROOT

README = (ROOT / "README.md").read_text()
DOCS = {path.name: path.read_text() for path in sorted((ROOT / "docs").glob("*.md"))}
OWN_COMMANDS = sorted(name for name, app in get_commands().items() if app.startswith("gallery."))


def headings(text):
    return set(re.findall(r"^#+ `?([^`\n]+?)`?$", text, flags=re.MULTILINE))


def settings_read():
    """Every environment variable that `gallery.conf` asks for, from its source."""
    source = ast.parse((ROOT / "gallery/conf.py").read_text())
    calls = [node for node in ast.walk(source) if isinstance(node, ast.Call) and node.args]
    strings = [
        node.args[0].value
        for node in calls
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in ("flag", "text", "url", "key", "choice", "contact")
        and isinstance(node.args[0], ast.Constant)
    ]
    return sorted({name for name in strings if name.isupper() and not name.startswith("XDG_")})


def make_targets():
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


class TestSettings:
    def test_every_setting_read_has_its_heading_and_no_other(self):
        assert headings(DOCS["settings.md"]) - {"Settings"} == set(settings_read())

    def test_the_issue_s_settings_are_all_there(self):
        assert set(settings_read()) >= {
            "HARVARD_API_KEY", "HARVARD_API_URL", "JHU_API_KEY", "JHU_API_URL",
            "LIGHTTABLE_SANDBOX", "DATABASE_URL", "CACHE_URL", "SECRET_KEY", "ALLOWED_HOSTS",
            "PUBLIC_URL", "DEBUG",
        }  # fmt: skip

    def test_the_readme_names_only_settings_that_exist(self):
        named = set(re.findall(r"`([A-Z][A-Z_]{4,})=?[^`]*`", README)) - {
            "HOST",
            "PORT",
            "PICTURES",
        }

        assert named <= set(settings_read()) | {"CHROMIUM"}


class TestCommands:
    @pytest.mark.parametrize("name", OWN_COMMANDS)
    def test_every_command_has_its_heading(self, name):
        assert f"manage.py {name}" in headings(DOCS["commands.md"])

    def test_no_heading_names_a_command_that_is_gone(self):
        described = {
            text.split()[1]
            for text in headings(DOCS["commands.md"])
            if text.startswith("manage.py ")
        }

        assert described == set(OWN_COMMANDS)

    @pytest.mark.parametrize("text", [README, *DOCS.values()], ids=["README", *DOCS])
    def test_make_targets_named_exist(self, text):
        assert set(re.findall(r"`make ([a-z-]+)", text)) <= make_targets()

    @pytest.mark.parametrize("text", [README, *DOCS.values()], ids=["README", *DOCS])
    def test_management_commands_named_exist(self, text):
        assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())


def addresses(patterns, before="/"):
    """Every address that these patterns know, with its parameters in angle brackets."""
    for one in patterns:
        path = f"{before}{one.pattern}"
        if hasattr(one, "url_patterns"):
            yield from addresses(one.url_patterns, path)
        else:
            yield path


class TestPages:
    def test_the_readme_names_only_pages_that_exist(self):
        pages = re.findall(r"\| `(/[^`]*)` \|", README)
        resolver = get_resolver()

        assert pages
        for page in pages:
            address = page.replace("<provider>", "harvard").replace("<id>", "1")
            assert resolver.resolve(address)

    def test_every_address_is_described_and_no_other(self):
        own = set(addresses(urlpatterns))
        described = re.findall(r"^\| `(/[^`]*)` \|", DOCS["pages.md"], flags=re.MULTILINE)
        parts = {"<provider:provider>": "<provider>", "<identifier:identifier>": "<id>"}

        for given, plain in parts.items():
            own = {one.replace(given, plain) for one in own}
        assert own - {"/sitemap-<slug:section>.xml"} == set(described)


class TestProviders:
    def test_each_has_its_heading(self):
        assert set(SOURCES) <= headings(DOCS["providers.md"])


class TestReadme:
    def test_it_opens_with_the_two_commands_and_a_picture(self):
        opening = "\n".join(README.splitlines()[:30])

        assert "make demo" in opening
        assert "make test" in opening
        picture, *_ = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", opening)
        assert (ROOT / picture).is_file()

    def test_it_is_short(self):
        assert len(README.splitlines()) <= 100

    @pytest.mark.parametrize("name", ["README.md", *(f"docs/{name}" for name in DOCS)])
    def test_links_between_documents_lead_somewhere(self, name):
        path = ROOT / name

        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{name} links to {target}"


class TestRequirements:
    @pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
    def test_every_line_is_pinned_with_a_reason(self, name):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line]
        packages = [line for line in lines if not line.startswith(("#", "-r"))]

        for line in packages:
            assert re.fullmatch(r"[A-Za-z0-9._\[\],-]+==[0-9][^ ]* +# \S.+", line), line
