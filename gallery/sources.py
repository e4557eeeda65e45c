"""The providers whose pictures this gallery shows: what is said of each, in one place.

A new one is an entry here, a package in gallery/providers/ and a client in
gallery/upstreams.py; docs/providers.md goes through it step by step.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a provider without asking it.

    ``label``: its name in full; ``mark``: where there is little room. ``home``: the page
    that a record without one of its own leads to; ``agent``: the address that stands for
    it in manifests. ``image_hosts``: where its pictures come from, for the
    Content-Security-Policy and for what the server may read. ``has_services``: they are
    IIIF services whose info.json a browser reads. ``has_documents``: it has files that are
    no pictures. ``has_objects``: its pictures show objects, which are records of their own.
    ``lets_servers_read``: its terms let this server open picture files, for palettes, crops
    and audits. ``kept_for``: how long its data may be kept without being refreshed; None: no limit.
    """

    name: str
    label: str
    mark: str
    home: str
    agent: str
    image_hosts: tuple[str, ...]
    has_services: bool = False
    has_documents: bool = False
    has_objects: bool = False
    lets_servers_read: bool = False
    kept_for: dt.timedelta | None = None


HARVARD = Source(
    name="harvard",
    label="Harvard Art Museums",
    mark="Harvard",
    home="https://harvardartmuseums.org/collections",
    agent="https://harvardartmuseums.org/",
    # nrs.harvard.edu redirects to the other two.
    image_hosts=("nrs.harvard.edu", "ids.lib.harvard.edu", "mps.lib.harvard.edu"),
    has_services=True,
    has_objects=True,
    # Its terms allow two weeks; a day of them is for the next harvest.
    kept_for=dt.timedelta(days=13),
)
HUB = Source(
    name="jhu",
    label="Johns Hopkins Hub",
    mark="Hub",
    home="https://hub.jhu.edu/",
    agent="https://hub.jhu.edu/",
    image_hosts=("api.hub.jhu.edu",),
    has_documents=True,
    lets_servers_read=True,
)
# In the order in which pages name them.
SOURCES: dict[str, Source] = {one.name: one for one in (HARVARD, HUB)}


def label_of(name: str) -> str:
    """The provider's name in full; of one that is not known any more, its short name."""
    return SOURCES[name].label if name in SOURCES else name.title()


def has_objects(name: str) -> bool:
    """Whether the provider's pictures show objects that it describes."""
    return name in SOURCES and SOURCES[name].has_objects


def service_hosts() -> tuple[str, ...]:
    """The hosts of IIIF services, whose info.json a visitor's browser may read."""
    return tuple(host for it in SOURCES.values() if it.has_services for host in it.image_hosts)
