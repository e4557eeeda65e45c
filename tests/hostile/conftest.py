"""The hostile upstream, and a Harvard client that asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gallery.providers.cache import open_cache
from gallery.providers.harvard.client import HarvardClient
from tests.hostile.upstream import HostileUpstream

KEY = "0b1c2d3e-4f5a-6789-very-secret"


@pytest.fixture
def upstream() -> Iterator[HostileUpstream]:
    server = HostileUpstream()
    yield server
    server.close()


@pytest.fixture
def cache(tmp_path):
    return open_cache(f"sqlite:///{tmp_path}/answers.sqlite3", "hostile")


@pytest.fixture
def client(upstream, cache) -> Iterator[HarvardClient]:
    client = HarvardClient.connect(upstream.url, KEY, cache=cache, join_objects=False)
    yield client
    client.session.close()
