"""The one place that knows live from sandbox: settings → configured providers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import redis
from django.conf import settings

from gallery.conf import Config
from gallery.observability.metrics import count_call
from gallery.providers import cache as answers
from gallery.providers.base import Provider
from gallery.providers.breaker import Breaker
from gallery.providers.budget import Budget
from gallery.providers.budget import Standing as Standing
from gallery.providers.files import FileRefusedError, FileStart, PictureFiles
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.harvard.params import is_about_one_picture, is_of_a_harvest
from gallery.providers.jhu.client import JhuClient
from gallery.providers.ledger import open_ledger
from gallery.providers.pauses import Pause, open_pauses
from gallery.providers.wire import Guards
from gallery.sources import SOURCES

if TYPE_CHECKING:
    from gallery.sandbox.image_server import ImageServer

# Harvard's terms: 2,500 calls a day. The margin is for calls that our count has missed.
HARVARD_DAILY_CALLS = 2_500
HARVARD_MARGIN = 50
HARVARD_RESERVE = 250
HARVARD_VISITS = 500  # searches that a harvest leaves to visitors
REDIS_PATIENCE: Mapping[str, Any] = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
SANDBOX_KEY = "sandbox"
CHUNK = 8 * 1024


@cache
def guards() -> Mapping[str, Guards]:
    """What stands before every call, by provider; made once a process.

    Breaker and count are Redis's where CACHE_URL names it, else of this machine.
    """
    config: Config = settings.LIGHTTABLE
    is_redis = config.cache_url.startswith("redis") and not config.is_sandboxed
    shared = redis.Redis.from_url(config.cache_url, **REDIS_PATIENCE) if is_redis else None
    counted = "memory://" if config.is_sandboxed else _calls_url(config)
    ledger, pauses = open_ledger(counted), open_pauses(counted)
    harvard = Budget(
        HarvardClient.name,
        ledger,
        limit=None if config.is_sandboxed else HARVARD_DAILY_CALLS,
        reserve=HARVARD_RESERVE,
        visits=HARVARD_VISITS,
        margin=HARVARD_MARGIN,
        is_detail=is_about_one_picture,
        is_harvest=is_of_a_harvest,
    )
    budgets = {HarvardClient.name: harvard, JhuClient.name: Budget(JhuClient.name, ledger)}
    return {
        name: Guards(Breaker(name, shared), budget, count_call, Pause(name, pauses))
        for name, budget in budgets.items()
    }


def paused() -> frozenset[str]:
    """The providers that are left alone for a moment, after failing again and again."""
    found = {name: one.breaker for name, one in guards().items() if name in providers()}
    return frozenset(name for name, breaker in found.items() if breaker and breaker.is_open)


def standings() -> dict[str, Standing]:
    """How much of its day's calls each configured provider has got."""
    return {
        name: budget.standing()
        for name, found in guards().items()
        if name in providers() and (budget := found.budget)
    }


@cache
def providers() -> Mapping[str, Provider]:
    """The providers that can be asked, by name; made once a process."""
    config: Config = settings.LIGHTTABLE
    return sandboxed(config) if config.is_sandboxed else live(config)


def live(config: Config) -> dict[str, Provider]:
    """One client for each provider that has a key."""
    found: dict[str, Provider] = {}
    if config.harvard_api_key:
        found[HarvardClient.name] = HarvardClient.connect(
            config.harvard_api_url,
            config.harvard_api_key,
            cache=answers.open_cache(_answers_url(config), HarvardClient.name),
            image_hosts=settings.IMAGE_HOSTS[HarvardClient.name],
            guards=guards()[HarvardClient.name],
        )
    if config.jhu_api_key:
        found[JhuClient.name] = JhuClient.connect(
            config.jhu_api_url,
            config.jhu_api_key,
            cache=answers.open_cache(_answers_url(config), JhuClient.name),
            image_hosts=settings.IMAGE_HOSTS[JhuClient.name],
            guards=guards()[JhuClient.name],
        )
    return found


def sandboxed(config: Config) -> dict[str, Provider]:
    """Both clients, answered inside the process; their answers are kept in memory only."""
    from gallery.sandbox import harvard, jhu
    from gallery.sandbox.collection import load_collection
    from gallery.sandbox.transport import SandboxAdapter

    def adapter(name: str, respond: object, url: str) -> SandboxAdapter:
        prefix = urlsplit(url).path
        return SandboxAdapter(respond, load_collection, provider=name, prefix=prefix)  # type: ignore[arg-type]

    return {
        HarvardClient.name: HarvardClient.connect(
            config.harvard_api_url,
            SANDBOX_KEY,
            adapter=adapter(HarvardClient.name, harvard.respond, config.harvard_api_url),
            allow_local=True,
            guards=guards()[HarvardClient.name],
        ),
        JhuClient.name: JhuClient.connect(
            config.jhu_api_url,
            SANDBOX_KEY,
            adapter=adapter(JhuClient.name, jhu.respond, config.jhu_api_url),
            allow_local=True,
            guards=guards()[JhuClient.name],
        ),
    }


def gauges() -> dict[tuple[str, str], dict[str, float]]:
    """Figures about the providers as they are now: (name, help) → provider → value."""
    stand, resting = standings(), paused()
    return {
        ("lighttable_upstream_paused", "1 while a provider is left alone after failures"): {
            name: float(name in resting) for name in stand
        },
        ("lighttable_upstream_calls_day", "Calls in the last 24 hours, all processes"): {
            name: one.spent for name, one in stand.items()
        },
        ("lighttable_upstream_calls_limit", "Calls that the provider allows a day"): {
            name: one.limit for name, one in stand.items() if one.limit is not None
        },
    }


def readable_providers() -> tuple[str, ...]:
    """The live providers whose picture files the server itself may read.

    Harvard's only where the owner says so: its hosts refuse data centres, and its terms
    want pictures loaded by browsers.
    """
    config: Config = settings.LIGHTTABLE
    allowed = {HarvardClient.name} if config.reads_harvard_pictures else set()
    return tuple(it.name for it in SOURCES.values() if it.lets_servers_read or it.name in allowed)


def readable_hosts() -> frozenset[str]:
    """Every host that the server itself may read picture files from: the one list there is."""
    return frozenset(host for name in readable_providers() for host in SOURCES[name].image_hosts)


def fetch_picture(url: str) -> bytes:
    """The bytes of a picture file that the server may read.

    The sandbox's own files are made inside the process. Raises OSError for what cannot
    be had, as `requests` does.
    """
    path = _sandboxed_path(url)
    return _fetch_sandboxed(path).data if path else _files(readable_hosts()).fetch(url)


def fetch_picture_start(url: str, has_enough: Callable[[bytes], bool]) -> FileStart:
    """The first bytes of a picture file, as many chunks as `has_enough` asks for.

    Raises as `fetch_picture` does.
    """
    path = _sandboxed_path(url)
    if not path:
        return _files(readable_hosts()).fetch_start(url, has_enough)
    found = _fetch_sandboxed(path)
    for start in range(0, len(found.data), CHUNK):
        if has_enough(found.data[start : start + CHUNK]):
            break
    return found


def fetch_picture_end(url: str, count: int) -> bytes | None:
    """The last `count` bytes of a picture file, None where its host gives no parts.

    Raises as `fetch_picture` does.
    """
    path = _sandboxed_path(url)
    if path:
        return _fetch_sandboxed(path).data[-count:]
    return _files(readable_hosts()).fetch_end(url, count)


def image_info(base: str) -> str | None:
    """The info.json of a IIIF service, None where only the visitor's browser may ask for it."""
    path = _sandboxed_path(base)
    version, _, identifier = path.removeprefix("/sandbox/iiif/").partition("/")
    if not path.startswith("/sandbox/iiif/") or version not in ("2", "3"):
        return None
    from gallery.sandbox.info_json import image_info as describe

    picture = _sandbox_server().pictures.picture(unquote(identifier))
    if picture is None:
        return None
    return json.dumps(describe(int(version), base, picture.width, picture.height))


def _sandboxed_path(url: str) -> str:
    """The path of one of the sandbox's own files, else ""."""
    local = url.removeprefix(settings.LIGHTTABLE.public_url)
    is_own = settings.LIGHTTABLE.is_sandboxed and local.startswith("/sandbox/")
    return urlsplit(local).path if is_own else ""


@cache
def _files(hosts: frozenset[str]) -> PictureFiles:
    return PictureFiles(hosts)


def _sandbox_server() -> ImageServer:
    from gallery.sandbox.image_views import default_server

    return default_server()


def _fetch_sandboxed(path: str) -> FileStart:
    from gallery.sandbox.image_server import ImageError
    from gallery.sandbox.image_urls import HUB_FILES

    server, iiif = _sandbox_server(), "/sandbox/iiif/"
    try:
        if path.startswith(iiif):
            version, _, rest = path.removeprefix(iiif).partition("/")
            # What is undone here once is what a web server undoes.
            address = server.find(unquote(rest))
            if version not in ("2", "3") or address.parameters is None:
                raise ImageError(404, "This is no picture.")
            found = server.image(int(version), address, "")
        else:
            style, _, name = path.removeprefix(f"/sandbox/{HUB_FILES}/styles/").partition(
                "/public/"
            )
            found = server.hub_style(unquote(style), unquote(name))
        data = found.load().data
    except ImageError as error:
        raise FileRefusedError(f"{path}: {error.message}", status=error.status) from error
    return FileStart(data, len(data), found.media_type)


def _calls_url(config: Config) -> str:
    if config.cache_url.startswith("redis"):
        return config.cache_url
    return f"sqlite:///{config.cache_dir / 'calls.sqlite3'}"


def _answers_url(config: Config) -> str:
    if config.cache_url.startswith("redis"):
        return config.cache_url
    return f"sqlite:///{config.cache_dir / 'answers'}"


def prune_answers() -> int:
    """Drop the live providers' answers that are older than two weeks; how many there were.

    Also where the sandbox stands in now, or a key is gone: what was kept then is still there.
    """
    url = _answers_url(settings.LIGHTTABLE)
    return sum(answers.prune_kept(url, name) for name in (HarvardClient.name, JhuClient.name))


def calls_left(name: str) -> int | None:
    """How many more calls a harvest may make today, None where the provider sets no limit."""
    standing = standings().get(name)
    return standing.left_for_harvests if standing else None
