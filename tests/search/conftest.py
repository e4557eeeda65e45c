from dataclasses import replace

import pytest


@pytest.fixture(autouse=True)
def _own_cache_folder(settings, tmp_path):
    """Files of an index that a test builds go where they are removed with it."""
    settings.LIGHTTABLE = replace(settings.LIGHTTABLE, cache_dir=tmp_path / "cache")
