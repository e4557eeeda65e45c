"""Settings of servers that share Redis: those of `served`, which leave CACHE_URL alone."""

from tests.reliability.served import *  # noqa: F403

for cache in CACHES.values():  # noqa: F405
    cache["KEY_PREFIX"] = DATABASES["default"]["NAME"]  # noqa: F405 - other runs count apart
