"""The drawn collection for tests: kept in the cache folder, so that it is built once."""

from functools import lru_cache

from django.conf import settings

from gallery.sandbox.collection import Collection, build_collection


@lru_cache(maxsize=1)
def held() -> Collection:
    return build_collection(settings.LIGHTTABLE.cache_dir)
