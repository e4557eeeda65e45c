"""How often one client may ask for what is costly, counted in Django's cache.

With CACHE_URL=redis all machines count together; else each process counts its own part.
"""

from __future__ import annotations

import ipaddress
import logging
import time
from dataclasses import dataclass

import redis
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

log = logging.getLogger(__name__)

NEIGHBOURS = {4: 32, 6: 64}  # bits that tell clients apart: a line gets a whole IPv6 /64


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` requests in each `seconds`; those with one `name` count together."""

    name: str
    most: int
    seconds: int = 60

    def wait(self, client: str, now: float) -> int:
        """Count a request of `client`; seconds until the next may come, 0 if this one may."""
        window = int(now // self.seconds)
        key = f"limit:{self.name}:{client}:{window}"
        try:
            cache.add(key, 0, self.seconds + 5)
            count = cache.incr(key)
        except (redis.RedisError, OSError) as error:  # a cache that is down shuts nobody out
            log.warning("requests are not counted: %s", type(error).__name__)
            return 0
        except ValueError:  # it was dropped between the two lines
            return 0
        return max(1, round((window + 1) * self.seconds - now)) if count > self.most else 0


def client_of(request: HttpRequest) -> str:
    """The address that counts as one client, as text that any cache takes for a key.

    Behind a TLS proxy the last entry of X-Forwarded-For is the proxy's own word; what
    stands before it is the client's, and proves nothing.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.LIGHTTABLE.is_https:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        address = forwarded or address
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    network = ipaddress.ip_network((found, NEIGHBOURS[found.version]), strict=False)
    return str(network.network_address)


def wait_of(limit: Limit, request: HttpRequest) -> int:
    """Seconds that this request's client has to wait, 0 where it may go on."""
    return limit.wait(client_of(request), time.time())
