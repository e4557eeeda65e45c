"""A small collection to deliver from, and the site that delivers it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from socketserver import ThreadingMixIn
from tempfile import mkdtemp
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import PIL.Image
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

from gallery.sandbox.image_server import ImageServer
from gallery.sandbox.image_store import DerivativeStore
from gallery.sandbox.image_urls import picture_urls
from gallery.sandbox.mezzanine import MezzanineCache
from gallery.sandbox.validator_picture import VALIDATOR_ID, ValidatorPicture

RED, GREEN, BLUE, YELLOW = (230, 20, 20), (20, 180, 40), (20, 40, 220), (240, 220, 30)


class Quarters:
    """Red, green / blue, yellow: every flip, turn and crop of it looks different."""

    def __init__(self, id: str, width: int, height: int, version: str = "1") -> None:
        self.id, self.width, self.height, self.version = id, width, height, version
        self.renders: list[tuple[int, int]] = []

    def render(self, width: int, height: int) -> PIL.Image.Image:
        self.renders.append((width, height))
        image = PIL.Image.new("RGB", (width, height), RED)
        across, down = width // 2, height // 2
        image.paste(GREEN, (across, 0, width, down))
        image.paste(BLUE, (0, down, across, height))
        image.paste(YELLOW, (across, down, width, height))
        return image


class GonePicture(Quarters):
    """A file that was deleted since the collection was read."""

    def render(self, width: int, height: int) -> PIL.Image.Image:
        return PIL.Image.open("/nonexistent/gone.jpg")


class SmallCollection:
    """Pictures by identifier, Hub pictures and documents by path."""

    def __init__(self) -> None:
        self.pictures = {
            each.id: each
            for each in (
                Quarters("urn-3:HUAM:1", 600, 400),
                Quarters("wide", 2550, 204),
                Quarters("tiny", 3, 2),
                Quarters("long", 17_000, 2),
                GonePicture("gone", 60, 40),
            )
        }
        self.hub = {
            "2023-10/plain.jpg": Quarters("hub-1", 3000, 2000),
            "2023-10/tall (1).png": Quarters("hub-2", 900, 1600),
            "2023-10/small.jpg": Quarters("hub-3", 200, 300),
        }
        self.documents = {"2023-10/report.pdf": b"%PDF-1.4 report"}

    def picture(self, picture_id: str) -> Quarters | ValidatorPicture | None:
        if picture_id == VALIDATOR_ID:
            return ValidatorPicture()
        return self.pictures.get(picture_id)

    def hub_picture(self, path: str) -> Quarters | None:
        return self.hub.get(path)

    def document(self, path: str) -> bytes | None:
        return self.documents.get(path)


@cache
def small_server() -> ImageServer:
    store = DerivativeStore(Path(mkdtemp()) / "derivatives")
    return ImageServer(SmallCollection(), store, MezzanineCache())


# As a root urlconf of tests: the addresses are the site's own.
urlpatterns = [
    path("sandbox/", include(picture_urls(small_server))),
    path("", include("gallery.web.urls")),  # our own error pages link to the others
]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running() -> Iterator[str]:
    """The site on a free port of this machine, for as long as the block lasts: its host."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
