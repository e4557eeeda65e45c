from pathlib import Path

import pytest
from django.core.management import CommandError

from gallery.web.management.commands.serve import Command


def ship(settings, folder):
    """Static files as shipped: pages need the list of their hashes."""
    settings.STATIC_ROOT = folder
    settings.STATICFILES_DIRS = []
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "gallery.staticfiles.StaticFilesStorage"},
    }


class TestStaticFiles:
    def test_are_collected_where_they_are_not(self, settings, tmp_path, capsys):
        ship(settings, tmp_path / "static")

        Command().collect()

        assert "Static files are not collected yet" in capsys.readouterr().out
        assert (tmp_path / "static" / "staticfiles.json").is_file()

    def test_a_folder_that_nobody_may_write_is_named(self, settings, tmp_path):
        blocked = tmp_path / "a-file"
        blocked.write_text("in the way")
        ship(settings, Path(blocked) / "static")

        with pytest.raises(CommandError, match=r"a-file/static.* cannot be used"):
            Command().collect()

    def test_are_left_alone_where_pages_need_no_hashes(self, capsys):
        Command().collect()

        assert capsys.readouterr().out == ""
