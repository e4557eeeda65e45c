from collections.abc import Callable

import pytest

from gallery import upstreams
from tests.search.shelf import Shelf, shelves


@pytest.fixture
def provide(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Shelf]]:
    """Puts the given shelves where the configured providers would be."""

    def put(*given: Shelf) -> dict[str, Shelf]:
        found = shelves(*given)
        monkeypatch.setattr(upstreams, "providers", lambda: found)
        return found

    return put


@pytest.fixture(autouse=True)
def nobody(provide: Callable[..., dict[str, Shelf]]) -> None:
    """No test of a page reaches a provider that it did not name."""
    provide()
