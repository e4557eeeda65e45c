"""A plugin of pytest, ``-p tests.catalog.database_only``: leaves out tests that ask no database."""

import pytest

DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what bears the mark, or uses a fixture that asks the database."""
    asks = [
        bool(item.get_closest_marker("django_db")) or not DATABASE.isdisjoint(_fixtures(item))
        for item in items
    ]
    left_out = [item for item, does in zip(items, asks, strict=True) if not does]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item, does in zip(items, asks, strict=True) if does]


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])
