"""Picture files read from an upstream that never finishes."""

from __future__ import annotations

import time

import pytest

from gallery.providers.call import Call, CuttableAdapter, public_address
from gallery.providers.files import PictureFiles
from tests.hostile.faults import CONNECTIONS


class Plain(CuttableAdapter):
    """Sends what is asked of https://pictures.example to the hostile upstream."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request, *args, **kwargs):
        request.url = request.url.replace("https://pictures.example", self._url)
        return super().send(request, *args, **kwargs)


@pytest.fixture
def files(upstream):
    return PictureFiles(["pictures.example"], Plain(upstream.url))


class TestPictureFiles:
    @pytest.mark.parametrize(
        "name", ["silence", "headers drip", "body drips", "chunks drip", "stall in body"]
    )
    def test_end_at_their_deadline(self, upstream, files, name):
        upstream.behave, _ = CONNECTIONS[name]
        began = time.monotonic()

        with pytest.raises(OSError):  # noqa: PT011 - whatever kind, a file is not read
            files.fetch("https://pictures.example/a.jpg", seconds=0.3)

        assert time.monotonic() - began < 0.8

    def test_a_body_cut_at_the_deadline_is_not_taken_for_whole(self, upstream, files):
        def behave(connection):
            connection.head(200)  # no length: it ends where the connection ends
            connection.send(b"half a picture")
            connection.stall()

        upstream.behave = behave

        with pytest.raises(OSError):  # noqa: PT011
            files.fetch("https://pictures.example/a.jpg", seconds=0.3)


class TestAddresses:
    def test_a_name_that_leads_into_our_own_net_is_not_connected_to(self):
        with pytest.raises(OSError, match="which is no public address"):
            PictureFiles(["localhost"]).fetch("https://localhost/a.jpg", seconds=2)

    @pytest.mark.parametrize(
        "address",
        ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
         "::1", "fe80::1%lo", "fd00::1", "::ffff:10.0.0.1"],
    )  # fmt: skip
    def test_that_are_not_public(self, address):
        with pytest.raises(OSError, match="no public address"):
            public_address(address, 443)

    @pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111"])
    def test_that_are(self, address):
        assert public_address(address, 443) == address


class TestCall:
    def test_that_is_over_has_no_time_left(self):
        call = Call(time.monotonic() + 60)

        call.cut()

        assert (call.is_cut, call.remaining()) == (True, 0.0)
