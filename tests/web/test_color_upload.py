import io
import struct
import zlib

import PIL.Image
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gallery.web import uploads

pytestmark = pytest.mark.django_db

PATH = "/colors/from-picture/"


@pytest.fixture(autouse=True)
def nobody_has_sent_too_many():
    cache.clear()


def picture(kind="PNG", size=(120, 60), **options):
    """Three quarters of it #c83232, a quarter #fafafa: both on the museums' grid."""
    image = PIL.Image.new("RGB", size, "#c83232")
    image.paste("#fafafa", (0, 0, size[0] // 4, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def bomb(side=20_000):
    """A PNG that declares 400 megapixels and holds almost no data."""

    def chunk(name, data):
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def send(client, data, name="mine.png", query="", **headers):
    file = SimpleUploadedFile(name, data, "image/png")
    return client.post(f"{PATH}{query}", {"picture": file}, headers=headers)


class TestAPicture:
    @pytest.mark.parametrize(
        ("kind", "options"), [("PNG", {}), ("WEBP", {"lossless": True}), ("JPEG", {"quality": 95})]
    )
    def test_becomes_the_search_for_its_palette(self, client, kind, options):
        response = send(client, picture(kind, **options))

        assert (response.status_code, response["Location"]) == (
            302,
            "/?color=c83232~75&color=fafafa~25",
        )

    def test_keeps_the_rest_of_the_search(self, client):
        response = send(client, picture(), query="?q=horse&source=jhu&color=00ff00")

        assert response["Location"] == "/?q=horse&source=jhu&color=c83232~75&color=fafafa~25"

    def test_is_never_written_to_disk(self, client, monkeypatch):
        def refuse(*args, **kwargs):
            raise AssertionError("a temporary file was opened")

        monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
        monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)
        large = picture("PNG", (2000, 1500), compress_level=0)

        response = send(client, large)

        assert len(large) > 8_000_000
        assert response.status_code == 302

    def test_needs_and_sets_no_cookie(self):
        strict = Client(enforce_csrf_checks=True)

        assert strict.get(PATH).cookies == {}
        assert send(strict, picture()).status_code == 302


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "status", "said"),
        [
            (b"", 422, "No picture came"),
            (b"GIF89a" + b"\0" * 64, 415, "send a JPEG, PNG or WebP"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "send a JPEG, PNG or WebP"),
            (b"MZ\x90\0" + b"\0" * 500, 415, "send a JPEG, PNG or WebP"),
            (b"\xff\xd8\xff\xe0\0\x10%!PS-Adobe-3.0 EPSF", 415, "of the kind EPS; send a JPEG"),
            (b"\x89PNG\r\n\x1a\n<?php system('id')", 415, "of the kind PHP; send a JPEG"),
            (picture("JPEG")[:700], 422, "damaged or ends early"),
            (picture("PNG")[:120], 422, "damaged or ends early"),
            (bomb(), 422, "more than 40 megapixels"),
        ],
        ids=[
            "empty",
            "gif",
            "svg",
            "program",
            "eps-in-jpeg",
            "php-in-png",
            "cut-jpeg",
            "cut-png",
            "bomb",
        ],
    )
    def test_are_clear(self, client, data, status, said):
        response = send(client, data)

        page = response.content.decode()
        assert response.status_code == status
        assert said in page
        assert 'aria-describedby="picture-problem picture-terms"' in page

    def test_a_tiff_in_disguise_is_not_decoded(self, client):
        assert send(client, picture("TIFF"), name="photo.jpg").status_code == 415

    def test_a_body_too_long_is_refused_before_it_is_read(self, client):
        response = client.generic(
            "POST",
            PATH,
            b"",
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(uploads.MOST_BYTES + 1_000_000),
        )

        assert response.status_code == 413
        assert "more than 15 MB" in response.content.decode()

    def test_a_file_too_long_is_refused(self, client, monkeypatch):
        monkeypatch.setattr(uploads, "MOST_BYTES", 1_000)

        assert send(client, picture() + b"\0" * 2_000).status_code == 413

    def test_a_form_without_a_file(self, client):
        assert client.post(PATH, {"other": "x"}).status_code == 422

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 302),
            ({"Origin": "https://elsewhere.example"}, 403),
            ({"Origin": "null"}, 403),
            ({"Origin": "http://testserver"}, 302),
            ({}, 302),
        ],
    )
    def test_other_sites_may_not_send_it(self, client, headers, status):
        assert send(client, picture(), **headers).status_code == status


class TestTheForm:
    def test_stands_on_its_own_page_and_in_the_panel(self, client):
        alone, panel = client.get(PATH).content.decode(), client.get("/?q=horse").content.decode()

        for page in (alone, panel):
            assert 'enctype="multipart/form-data"' in page
            assert 'accept="image/jpeg,image/png,image/webp"' in page
        assert f'action="{PATH}?q=horse"' in panel
