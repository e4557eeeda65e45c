import io

import pytest
from django.core.management import CommandError, call_command

from gallery import upstreams
from gallery.catalog.models import Image
from gallery.providers.errors import ProviderRefused
from tests.catalog.records import harvard, hub
from tests.paths import DATA, needs_shared
from tests.search.shelf import Shelf, shelves

pytestmark = pytest.mark.django_db


@pytest.fixture
def connected(monkeypatch):
    """Connects shelves in place of the providers."""

    def connect(*given):
        monkeypatch.setattr(upstreams, "providers", lambda: shelves(*given))

    return connect


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


class TestHarvestImages:
    def test_reads_both_providers_and_says_so(self, connected):
        connected(Shelf("harvard", [harvard(1)]), Shelf("jhu", [hub(1), hub(2)]))

        lines = run("harvest_images")

        assert Image.objects.count() == 3
        assert lines[-1].startswith("Johns Hopkins Hub: 2 of 2 · ")
        assert lines[-1].endswith(" · 2 new, 0 changed, 0 unchanged")

    def test_one_of_them_and_not_too_much(self, connected):
        connected(Shelf("harvard", [harvard(1)]), Shelf("jhu", [hub(1), hub(2)]))

        run("harvest_images", "jhu", "--limit", "1")

        assert [(it.provider, it.identifier) for it in Image.objects.all()] == [("jhu", 1)]

    def test_a_provider_in_trouble_ends_it_with_the_reason_after_the_other(self, connected):
        trouble = Shelf("harvard", failures=[ProviderRefused("harvard", status=401)])
        connected(trouble, Shelf("jhu", [hub(1)]))

        with pytest.raises(CommandError, match="harvard: refused the request"):
            run("harvest_images")

        assert Image.objects.count() == 1

    def test_without_the_provider(self, connected):
        connected(Shelf("jhu"))

        with pytest.raises(CommandError, match="harvard is not connected"):
            run("harvest_images", "harvard")


@needs_shared
class TestExtractPalettes:
    def test_says_how_many(self, connected, monkeypatch):
        file = DATA / "pictures" / "dragonfly-bolly.jpg"
        monkeypatch.setattr(upstreams, "fetch_picture", lambda url: file.read_bytes())
        connected(Shelf("jhu", [hub(1), hub(2, renditions=())]))
        run("harvest_images")

        lines = run("extract_palettes")

        assert lines[-1].startswith("Palettes: 1 of 2, 1 failed (last: ")
        assert "jhu/2" in lines[-1]
