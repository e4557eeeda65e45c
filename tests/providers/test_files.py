"""Picture files are read from allowed hosts only, within a time and a size."""

import io

import pytest
import requests
import urllib3
from requests.adapters import BaseAdapter

from gallery.providers.files import FileRefusedError, PictureFiles

HOST = "api.hub.jhu.edu"


class Answers(BaseAdapter):
    """A transport that gives prepared answers and remembers what was asked."""

    def __init__(self, *answers):
        super().__init__()
        self.answers = list(answers)
        self.asked = []
        self.headers = []

    def send(self, request, **_settings):
        self.asked.append(request.url)
        self.headers.append(request.headers)
        status, headers, body = self.answers.pop(0)
        response = requests.Response()
        response.status_code, response.url = status, request.url
        response.headers.update(headers)
        response.raw = urllib3.HTTPResponse(io.BytesIO(body), status=status, preload_content=False)
        return response

    def close(self):
        pass


def files(*answers):
    adapter = Answers(*answers)
    return PictureFiles([HOST], adapter), adapter


class TestFetch:
    def test_gives_the_bytes(self):
        reader, _ = files((200, {}, b"picture"))

        assert reader.fetch(f"https://{HOST}/a.jpg") == b"picture"

    def test_follows_a_redirect_on_its_own_host(self):
        reader, adapter = files((302, {"Location": "/b.jpg"}, b""), (200, {}, b"picture"))

        assert reader.fetch(f"https://{HOST}/a.jpg") == b"picture"
        assert adapter.asked == [f"https://{HOST}/a.jpg", f"https://{HOST}/b.jpg"]

    @pytest.mark.parametrize(
        "location",
        ["http://127.0.0.1/", "https://169.254.169.254/latest", "file:///etc/passwd", "https://[x"],
    )
    def test_follows_none_elsewhere(self, location):
        reader, adapter = files((302, {"Location": location}, b""))

        with pytest.raises(FileRefusedError, match="not an address"):
            reader.fetch(f"https://{HOST}/a.jpg")
        assert len(adapter.asked) == 1

    def test_ends_circles(self):
        reader, _ = files(*[(302, {"Location": "/a.jpg"}, b"")] * 3)

        with pytest.raises(FileRefusedError, match="circles"):
            reader.fetch(f"https://{HOST}/a.jpg")

    def test_refuses_what_is_too_large(self):
        reader, _ = files((200, {}, b"x" * 2**21))

        with pytest.raises(FileRefusedError, match="over 1 MB"):
            reader.fetch(f"https://{HOST}/a.jpg", most_bytes=2**20)

    def test_names_a_status(self):
        reader, _ = files((404, {}, b""))

        with pytest.raises(FileRefusedError, match="status 404"):
            reader.fetch(f"https://{HOST}/a.jpg")

    def test_has_no_time_left(self):
        reader, adapter = files((200, {}, b"picture"))

        with pytest.raises(FileRefusedError, match="not read within"):
            reader.fetch(f"https://{HOST}/a.jpg", seconds=0)
        assert adapter.asked == []


class TestFetchStart:
    def test_reads_no_further_than_asked(self):
        reader, _ = files(
            (200, {"Content-Length": "100000", "Content-Type": "image/jpeg"}, b"x" * 100_000)
        )
        seen = []

        found = reader.fetch_start(
            f"https://{HOST}/a.jpg", lambda chunk: seen.append(chunk) or len(seen) == 2
        )

        assert len(found.data) == 2 * 8 * 1024
        assert (found.length, found.media_type) == (100_000, "image/jpeg")

    def test_a_compressed_transfer_tells_no_length(self):
        headers = {"Content-Length": "9", "Content-Encoding": "br"}
        reader, _ = files((200, headers, b"picture"))

        assert reader.fetch_start(f"https://{HOST}/a.jpg", lambda chunk: True).length is None

    def test_refuses_as_fetch_does(self):
        reader, _ = files((404, {}, b""))

        with pytest.raises(FileRefusedError, match="status 404"):
            reader.fetch_start(f"https://{HOST}/a.jpg", lambda chunk: True)


class TestFetchEnd:
    def test_asks_for_a_part_and_gives_it(self):
        reader, adapter = files((206, {"Content-Range": "bytes 6-9/10"}, b"tail"))

        assert reader.fetch_end(f"https://{HOST}/a.jpg", 4) == b"tail"
        assert adapter.headers[0]["Range"] == "bytes=-4"

    @pytest.mark.parametrize("status", [200, 416])
    def test_reads_nothing_of_a_host_that_gives_no_parts(self, status):
        reader, _ = files((status, {}, b"the whole picture"))

        assert reader.fetch_end(f"https://{HOST}/a.jpg", 4) is None

    def test_refuses_more_than_was_asked_for(self):
        reader, _ = files((206, {}, b"x" * 2**17))

        with pytest.raises(FileRefusedError, match="over"):
            reader.fetch_end(f"https://{HOST}/a.jpg", 4)

    def test_tells_the_status(self):
        reader, _ = files((404, {}, b""))

        with pytest.raises(FileRefusedError) as caught:
            reader.fetch_end(f"https://{HOST}/a.jpg", 4)
        assert caught.value.status == 404
