import datetime as dt
import io
import os

import pytest
from django.core.management import CommandError, call_command

from gallery import upstreams
from gallery.catalog.models import Image
from gallery.conf import read
from gallery.harvest.asking import polite_pause
from gallery.harvest.lease import hold
from gallery.harvest.models import HarvestRun
from gallery.providers.budget import Standing
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


class Terminal(io.StringIO):
    def isatty(self):
        return True


class TestHarvestImages:
    def test_reads_both_providers_and_says_so(self, connected):
        connected(Shelf("harvard", [harvard(1)]), Shelf("jhu", [hub(1), hub(2)]))

        lines = run("harvest_images")

        assert Image.objects.count() == 3
        assert lines[-1].startswith("Johns Hopkins Hub: 2 of 2 · ")
        assert lines[-1].endswith(" · 2 new, 0 changed, 0 unchanged")

    def test_in_a_terminal_one_line_changes(self, connected):
        connected(Shelf("jhu", [hub(number) for number in range(1, 251)]))
        terminal = Terminal()

        call_command("harvest_images", stdout=terminal)

        assert terminal.getvalue().count("\r") == 5  # three pages, the end, what stays standing
        assert terminal.getvalue().count("\n") == 1
        assert "Hub: 250 of 250 · " in terminal.getvalue().rpartition("\r")[2]

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

    def test_what_changed_since_a_day(self, connected):
        museum = Shelf("jhu", [hub(1)])
        connected(museum)

        lines = run("harvest_images", "--since", "2026-11-01")

        assert HarvestRun.objects.get().since == dt.date(2026, 11, 1)
        assert lines[-1].startswith("Johns Hopkins Hub: 1 of 1 · ")

    def test_full_begins_anew(self, connected):
        newsroom = Shelf("jhu", [hub(number) for number in range(1, 151)])
        connected(newsroom)
        run("harvest_images", "--limit", "100")

        run("harvest_images", "--full")

        assert [it.page for it in newsroom.asked] == [1, 1, 2]

    def test_a_second_one_is_told_who_is_at_it(self, connected):
        connected(Shelf("jhu", [hub(1)]))

        with hold("harvest of jhu"), pytest.raises(CommandError, match=f"process {os.getpid()} on"):
            run("harvest_images")

        assert not Image.objects.exists()

    def test_the_calls_left_are_shown_where_there_is_a_limit(self, connected, monkeypatch):
        monkeypatch.setattr(upstreams, "standings", lambda: {"jhu": Standing(400, 2500, 250)})
        connected(Shelf("jhu", [hub(1)]))

        assert run("harvest_images")[-1].endswith(" · 1,850 calls left today")

    @pytest.mark.parametrize(("given", "seconds"), [(None, 0.0), (2.5, 2.5), (-1.0, 0.0)])
    def test_pauses_as_told_and_not_at_all_in_the_sandbox(self, given, seconds):
        assert polite_pause(given) == seconds

    def test_is_polite_to_a_live_provider(self, settings):
        settings.LIGHTTABLE = read({"JHU_API_KEY": "k"})

        assert polite_pause(None) == 0.25

    def test_without_the_provider(self, connected):
        connected(Shelf("jhu"))

        with pytest.raises(CommandError, match="harvard is not connected"):
            run("harvest_images", "harvard")


@needs_shared
class TestExtractPalettes:
    def test_says_how_many(self, connected, monkeypatch):
        file = DATA / "pictures" / "dragonfly-bolly.jpg"
        monkeypatch.setattr(upstreams, "fetch_picture", lambda url: file.read_bytes())
        connected(Shelf("jhu", [hub(1), hub(2, renditions=(), srcsets=())]))
        run("harvest_images")

        lines = run("extract_palettes")

        assert lines[-1].startswith("Palettes: 1 of 2 · 1 failed (last: ")
        assert "jhu/2" in lines[-1]
