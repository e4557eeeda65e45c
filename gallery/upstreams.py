"""The one place that knows live from sandbox: settings → configured providers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import unquote, urlsplit

from django.conf import settings

from gallery.conf import Config
from gallery.providers import cache as answers
from gallery.providers.base import Provider
from gallery.providers.files import PictureFiles
from gallery.providers.harvard.client import HarvardClient
from gallery.providers.jhu.client import JhuClient

SANDBOX_KEY = "sandbox"


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
        )
    if config.jhu_api_key:
        found[JhuClient.name] = JhuClient.connect(
            config.jhu_api_url,
            config.jhu_api_key,
            cache=answers.open_cache(_answers_url(config), JhuClient.name),
            image_hosts=settings.IMAGE_HOSTS[JhuClient.name],
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
        ),
        JhuClient.name: JhuClient.connect(
            config.jhu_api_url,
            SANDBOX_KEY,
            adapter=adapter(JhuClient.name, jhu.respond, config.jhu_api_url),
            allow_local=True,
        ),
    }


def fetch_picture(url: str) -> bytes:
    """The bytes of a picture file that the server may read.

    The sandbox's own files are made inside the process. Raises OSError for what cannot
    be had, as `requests` does.
    """
    local = url.removeprefix(settings.LIGHTTABLE.public_url)
    if settings.LIGHTTABLE.is_sandboxed and local.startswith("/sandbox/"):
        return _fetch_sandboxed(urlsplit(local).path)
    return _files().fetch(url)


@cache
def _files() -> PictureFiles:
    # Harvard's hosts refuse data centres, and its terms want pictures loaded by browsers.
    return PictureFiles(settings.IMAGE_HOSTS[JhuClient.name])


def _fetch_sandboxed(path: str) -> bytes:
    from gallery.sandbox.image_server import ImageError
    from gallery.sandbox.image_urls import HUB_FILES
    from gallery.sandbox.image_views import default_server

    style, _, name = path.removeprefix(f"/sandbox/{HUB_FILES}/styles/").partition("/public/")
    try:
        return default_server().hub_style(unquote(style), unquote(name)).load().data
    except ImageError as error:
        raise OSError(f"{path}: {error.message}") from error


def _answers_url(config: Config) -> str:
    if config.cache_url.startswith("redis"):
        return config.cache_url
    return f"sqlite:///{config.cache_dir / 'answers'}"
