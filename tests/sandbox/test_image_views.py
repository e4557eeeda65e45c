import io

import PIL.Image
import pytest
from django.test import Client
from django.urls import resolve

ONE = "/sandbox/iiif/2/urn-3:HUAM:1"
ONE_3 = "/sandbox/iiif/3/urn-3:HUAM:1"
HUB = "/sandbox/jhu/factory/sites/default/files"

pytestmark = pytest.mark.urls("tests.sandbox.delivery")


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def opened(response) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(response.content))


class TestSite:
    @pytest.mark.urls("gallery.urls")
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            (f"{ONE}/info.json", "iiif"),
            (f"{ONE_3}/full/max/0/default.jpg", "iiif"),
            (f"{HUB}/styles/hub_medium/public/2023-10/a.jpg", "hub_style"),
            (f"{HUB}/2023-10/a.pdf", "document"),
        ],
    )
    def test_has_these_addresses(self, path, name):
        assert resolve(path).func.__name__ == name


class TestImage:
    @pytest.mark.parametrize(
        ("path", "size"),
        [
            (f"{ONE}/full/full/0/default.jpg", (600, 400)),
            (f"{ONE}/full/max/0/default.jpg", (600, 400)),
            (f"{ONE}/full/150,/0/default.jpg", (150, 100)),
            (f"{ONE}/full/,100/0/default.jpg", (150, 100)),
            (f"{ONE}/full/pct:25/0/default.jpg", (150, 100)),
            (f"{ONE}/full/90,100/0/default.jpg", (90, 100)),
            (f"{ONE}/full/!90,90/0/default.jpg", (90, 60)),
            (f"{ONE}/square/max/0/default.jpg", (400, 400)),
            (f"{ONE}/10,20,30,40/max/0/default.jpg", (30, 40)),
            (f"{ONE}/590,390,30,40/max/0/default.jpg", (10, 10)),
            (f"{ONE}/pct:50,50,25,25/max/0/default.jpg", (150, 100)),
            (f"{ONE}/full/150,/90/default.jpg", (100, 150)),
            (f"{ONE_3}/full/max/0/default.jpg", (600, 400)),
            (f"{ONE_3}/full/^1200,/0/default.jpg", (1200, 800)),
            (f"{ONE_3}/full/^max/0/default.jpg", (600, 400)),
            (f"{ONE_3}/full/^!1200,1200/0/default.jpg", (1200, 800)),
            (f"{ONE_3}/full/^pct:150/0/default.jpg", (900, 600)),
            (f"{ONE_3}/full/!1200,1200/0/default.jpg", (600, 400)),
            ("/sandbox/iiif/3/tiny/full/1,1/0/default.jpg", (1, 1)),
        ],
    )
    def test_size(self, client, path, size):
        response = client.get(path)

        assert response.status_code == 200
        assert opened(response).size == size

    @pytest.mark.parametrize(
        ("format", "media_type", "kind"),
        [
            ("jpg", "image/jpeg", "JPEG"),
            ("png", "image/png", "PNG"),
            ("webp", "image/webp", "WEBP"),
            ("gif", "image/gif", "GIF"),
            ("tif", "image/tiff", "TIFF"),
        ],
    )
    @pytest.mark.parametrize("quality", ["default", "color", "gray", "bitonal"])
    @pytest.mark.parametrize("rotation", ["0", "!90", "33.3"])
    def test_format(self, client, format, media_type, kind, quality, rotation):
        response = client.get(f"{ONE}/full/60,/{rotation}/{quality}.{format}")

        image = opened(response)
        image.load()
        assert (response.status_code, response["Content-Type"]) == (200, media_type)
        assert image.format == kind

    @pytest.mark.parametrize("format", ["png", "webp", "gif", "tif"])
    def test_turned_corners_are_empty_where_the_format_can(self, client, format):
        image = opened(client.get(f"{ONE}/full/60,/45/default.{format}")).convert("RGBA")

        assert image.getpixel((1, 1))[3] == 0

    def test_turned_corners_of_a_jpeg_are_white(self, client):
        image = opened(client.get(f"{ONE}/full/60,/45/default.jpg"))

        assert min(image.getpixel((1, 1))) > 245

    def test_jpeg_is_progressive(self, client):
        assert opened(client.get(f"{ONE}/full/60,/0/default.jpg")).info["progressive"] == 1


class TestBase:
    @pytest.mark.parametrize("end", ["", "/"])
    def test_redirects_to_the_information(self, client, end):
        response = client.get(f"{ONE}{end}")

        assert response.status_code == 303
        assert response["Location"] == f"http://testserver{ONE}/info.json"

    def test_escaped_identifiers_are_undone_once(self, client):
        response = client.get("/sandbox/iiif/3/urn%2D3%3AHUAM%3A1/info.json")

        assert response.json()["id"] == f"http://testserver{ONE_3}"


class TestInformation:
    @pytest.mark.parametrize(
        ("version", "accept", "expected"),
        [
            (2, None, "application/json"),
            (2, "*/*", "application/json"),
            (2, "application/ld+json", 'application/ld+json;profile="{}2/context.json"'),
            (3, None, 'application/ld+json;profile="{}3/context.json"'),
            (3, "*/*", 'application/ld+json;profile="{}3/context.json"'),
            (3, "application/json", "application/json"),
            (3, "text/html,application/xml;q=0.9,*/*;q=0.8", "application/json"),
            (3, "application/ld+json;q=0.5, application/json", "application/json"),
            (
                3,
                'application/ld+json;profile="http://iiif.io/api/image/3/context.json"',
                'application/ld+json;profile="{}3/context.json"',
            ),
            (3, "image/png", "application/json"),
        ],
    )
    def test_media_type_is_negotiated(self, client, version, accept, expected):
        headers = {} if accept is None else {"Accept": accept}

        response = client.get(f"/sandbox/iiif/{version}/tiny/info.json", headers=headers)

        assert response["Content-Type"] == expected.format("http://iiif.io/api/image/")
        assert "Accept" in response["Vary"]

    def test_plain_json_links_its_context(self, client):
        link = client.get(f"{ONE}/info.json")["Link"]

        assert link == (
            "<http://iiif.io/api/image/2/context.json>"
            ';rel="http://www.w3.org/ns/json-ld#context";type="application/ld+json"'
        )

    def test_offered_sizes_and_tiles_can_be_had(self, client):
        info = client.get("/sandbox/iiif/3/wide/info.json").json()
        base = "/sandbox/iiif/3/wide"

        for size in info["sizes"]:
            width, height = size["width"], size["height"]
            response = client.get(f"{base}/full/{width},{height}/0/default.jpg")
            assert opened(response).size == (width, height)
            assert opened(client.get(f"{base}/full/{width},/0/default.jpg")).size == (width, height)
        last = client.get(f"{base}/2048,0,502,204/251,102/0/default.jpg")
        assert opened(last).size == (251, 102)


class TestHub:
    def test_style_ignores_its_query_string(self, client):
        response = client.get(f"{HUB}/styles/hub_medium/public/2023-10/plain.jpg?itok=Ab1")

        assert opened(response).size == (420, 280)

    def test_escaped_names(self, client):
        response = client.get(f"{HUB}/styles/hub_thumbnail/public/2023-10/tall%20%281%29.png")

        assert (response.status_code, response["Content-Type"]) == (200, "image/png")

    def test_document(self, client):
        response = client.get(f"{HUB}/2023-10/report.pdf")

        assert response.content == b"%PDF-1.4 report"
        assert response["Content-Type"] == "application/pdf"
