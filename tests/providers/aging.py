"""Makes kept answers older, so that tests need not wait."""

import datetime as dt

from requests_cache.backends.base import BaseCache


def age(cache: BaseCache, seconds: float) -> None:
    """As if everything in `cache` had been kept `seconds` earlier."""
    for key in list(cache.responses.keys()):
        response = cache.responses[key]
        response.created_at -= dt.timedelta(seconds=seconds)
        response.expires -= dt.timedelta(seconds=seconds)
        cache.responses[key] = response
