"""The Harvard client on the sandbox's own answers, with what it asked."""

from dataclasses import dataclass
from functools import cache

import requests

from gallery import settings as shipped
from gallery.providers.harvard.client import HarvardClient
from gallery.sandbox import harvard
from gallery.sandbox.collection import Collection, build_collection
from gallery.sandbox.transport import SandboxAdapter

API = "https://api.harvardartmuseums.org"


@cache
def collection() -> Collection:
    """The shipped one, kept in the usual folder: a test's own folder is empty."""
    return build_collection(shipped.LIGHTTABLE.cache_dir, None)


class Recorder(SandboxAdapter):
    """Remembers every address that it answers."""

    def __init__(self) -> None:
        super().__init__(harvard.respond, collection, provider="harvard", prefix="")
        self.asked: list[str] = []

    def send(self, request: requests.PreparedRequest, *args, **kwargs) -> requests.Response:
        self.asked.append(request.url or "")
        return super().send(request, *args, **kwargs)


@dataclass
class Sandboxed:
    client: HarvardClient
    asked: list[str]


def harvard_client() -> Sandboxed:
    """A client with an empty cache of its own."""
    collection()  # read once a process; not to be counted against a deadline
    adapter = Recorder()
    client = HarvardClient.connect(API, "sandbox", adapter=adapter, allow_local=True)
    return Sandboxed(client, adapter.asked)
