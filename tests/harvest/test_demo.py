"""What `make demo` does before it serves."""

import io
import os
import socket
import sys
from dataclasses import replace

import PIL.Image
import pytest
from django.core.management import CommandError, call_command

from gallery import serving, upstreams
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.harvest import demo
from gallery.harvest.models import HarvestRun
from gallery.harvest.progress import ProgressLine
from gallery.harvest.run import harvest
from gallery.providers.errors import ProviderRefused
from tests.catalog.records import harvard, hub
from tests.search.shelf import Shelf, shelves

pytestmark = pytest.mark.django_db


@pytest.fixture
def out():
    return io.StringIO()


@pytest.fixture
def line(out):
    return ProgressLine(out)


@pytest.fixture
def connected(monkeypatch):
    """Connects shelves in place of the providers."""

    def connect(*given):
        monkeypatch.setattr(upstreams, "providers", lambda: shelves(*given))

    return connect


@pytest.fixture
def var(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "VAR_DIR", tmp_path / "var")
    demo.VAR_DIR.mkdir()
    return demo.VAR_DIR


@pytest.fixture
def pictures(tmp_path, settings):
    """Two pictures and a broken one, as `make demo PICTURES=DIR` names them."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    PIL.Image.new("RGB", (60, 40), "teal").save(folder / "a.png")
    PIL.Image.new("RGB", (40, 60), "maroon").save(folder / "b.jpg")
    (folder / "c.jpg").write_bytes(b"no picture")
    settings.LIGHTTABLE = replace(
        settings.LIGHTTABLE, cache_dir=tmp_path / "cache", pictures=folder
    )
    return folder


class TestHangSandbox:
    def test_says_how_many_and_names_what_is_broken(self, var, pictures, line, out):
        demo.hang_sandbox(line)

        assert "Sandbox: 2 pictures and documents\n" in out.getvalue()
        assert "  skipped c.jpg: " in out.getvalue()

    @pytest.mark.parametrize(("is_own", "rows"), [(True, 0), (False, 1)])
    def test_another_collection_empties_the_demo_s_own_catalogue(
        self, var, pictures, line, out, tmp_path, settings, is_own, rows
    ):
        name = str(demo.SANDBOX_DATABASE) if is_own else "shared"
        settings.LIGHTTABLE = replace(settings.LIGHTTABLE, database={"NAME": name})
        demo.hang_sandbox(line)
        ingest([harvard(1)])
        other = tmp_path / "other"
        other.mkdir()
        PIL.Image.new("RGB", (50, 50), "gold").save(other / "d.png")
        settings.LIGHTTABLE = replace(settings.LIGHTTABLE, pictures=other)

        demo.hang_sandbox(line)

        assert Image.objects.count() == rows
        assert ("DATABASE_URL keeps its rows" in out.getvalue()) is not is_own

    def test_a_folder_without_pictures_is_refused_by_name(self, var, pictures, line, out):
        (pictures / "a.png").unlink()
        (pictures / "b.jpg").unlink()

        with pytest.raises(CommandError, match=f"No picture in {pictures} can be used"):
            demo.hang_sandbox(line)

        assert "skipped c.jpg" in out.getvalue()

    def test_the_same_one_leaves_it(self, var, pictures, line):
        demo.hang_sandbox(line)
        ingest([harvard(1)])

        demo.hang_sandbox(line)

        assert Image.objects.count() == 1


class TestFillCatalogue:
    def test_harvests_both_and_says_so_where_there_is_no_terminal(self, connected, line, out):
        connected(Shelf("harvard", [harvard(1)]), Shelf("jhu", [hub(1), hub(2)]))

        errors = demo.fill_catalogue(line)

        assert errors == []
        assert Image.objects.count() == 3
        assert "Johns Hopkins Hub: 2 of 2" in out.getvalue()

    def test_a_second_time_nobody_is_asked(self, connected, line):
        shelf = Shelf("harvard", [harvard(1)])
        connected(shelf)
        demo.fill_catalogue(line)
        asked = len(shelf.asked)

        demo.fill_catalogue(line)

        assert len(shelf.asked) == asked

    def test_one_that_was_interrupted_goes_on_where_it_stopped(self, connected, line):
        shelf = Shelf("harvard", [harvard(number) for number in range(1, 251)])
        connected(shelf)
        steps = harvest(shelf)
        next(steps)
        steps.close()

        demo.fill_catalogue(line)

        assert Image.objects.count() == 250
        assert [request.page for request in shelf.asked] == [1, 2, 3]
        assert HarvestRun.objects.get().finished_at

    def test_one_provider_in_trouble_is_told_and_the_other_is_filled(self, connected, line):
        trouble = Shelf("harvard", failures=[ProviderRefused("harvard", status=401)])
        connected(trouble, Shelf("jhu", [hub(1)]))

        errors = demo.fill_catalogue(line)

        assert Image.objects.count() == 1
        assert "harvard" in errors[0]


class TestNamesOfThisMachine:
    def test_loopback_needs_none(self):
        assert demo.names_of_this_machine("127.0.0.1") == []

    def test_an_address_is_its_own(self):
        assert demo.names_of_this_machine("192.168.7.9") == ["192.168.7.9"]

    def test_bound_to_all_it_has_its_name(self):
        assert socket.gethostname() in demo.names_of_this_machine("0.0.0.0")


class TestPort:
    def test_a_taken_one_is_said_before_anything_is_done(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]

            with pytest.raises(CommandError, match=rf"Port {port} on 127.0.0.1 is taken.*PORT="):
                call_command("demo", "--port", str(port))

    def test_one_that_cannot_be_is_refused(self):
        with pytest.raises(CommandError, match="PORT="):
            call_command("demo", "--port", "70000")


class TestTheServer:
    def test_is_another_program_in_this_process(
        self, var, pictures, connected, monkeypatch, settings
    ):
        """What it forks must inherit no pool of threads, no open database."""
        connected(Shelf("harvard", [harvard(1)]), Shelf("jhu"))
        monkeypatch.setattr(demo, "STAMP", var / "static.stamp")
        settings.STATICFILES_DIRS = []
        settings.STATIC_ROOT = var / "static"
        monkeypatch.setenv("ALLOWED_HOSTS", "")
        monkeypatch.setenv("SECRET_KEY", "")
        became = []
        monkeypatch.setattr(os, "execv", lambda path, words: became.append((path, words)))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])

        call_command("demo", "--host", "0.0.0.0", "--port", port, stdout=io.StringIO())

        ((path, words),) = became
        assert path == sys.executable
        assert words[2:] == ["serve", "--host", "0.0.0.0", "--port", port]
        assert socket.gethostname() in os.environ["ALLOWED_HOSTS"].split(",")
        assert os.environ["SECRET_KEY"] == settings.SECRET_KEY
        assert Image.objects.count() == 1


class TestAddress:
    @pytest.mark.parametrize(
        ("host", "address"),
        [
            ("127.0.0.1", "http://127.0.0.1:8001"),
            ("0.0.0.0", "http://127.0.0.1:8001"),
            ("::", "http://[::1]:8001"),
            ("gallery.local", "http://gallery.local:8001"),
        ],
    )
    def test_is_one_that_a_browser_opens(self, host, address):
        assert serving.address(host, 8001) == address


class TestCollectStatic:
    def test_is_done_once_and_again_after_a_change(self, var, tmp_path, settings, monkeypatch):
        source = tmp_path / "static"
        source.mkdir()
        (source / "a.css").write_text("a{}")
        settings.STATICFILES_DIRS = [source]
        settings.STATIC_ROOT = tmp_path / "root"
        monkeypatch.setattr(demo, "STAMP", var / "static.stamp")
        said = []

        for _ in range(2):
            demo.collect_static(said.append)
        (source / "a.css").write_text("a{color:red}")
        demo.collect_static(said.append)

        assert said == ["Compressing static files …"] * 2
        assert "red" in (tmp_path / "root" / "a.css").read_text()
