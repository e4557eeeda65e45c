import pytest

from gallery import upstreams
from gallery.catalog.ingest import ingest
from tests.catalog.records import harvard, hub
from tests.search.shelf import Shelf, shelves


@pytest.fixture
def asked(monkeypatch, db):
    """A catalogue of two pictures; the shelves that note every question to a provider."""
    found = shelves(Shelf("harvard"), Shelf("jhu"))
    monkeypatch.setattr(upstreams, "providers", lambda: found)
    ingest([harvard(11), hub(12)])
    return found
