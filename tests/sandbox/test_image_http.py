import pytest
from django.test import Client

from tests.sandbox.delivery import small_server

ONE = "/sandbox/iiif/2/urn-3:HUAM:1"
ONE_3 = "/sandbox/iiif/3/urn-3:HUAM:1"
HUB = "/sandbox/jhu/factory/sites/default/files"

pytestmark = pytest.mark.urls("tests.sandbox.delivery")


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


class TestHeaders:
    @pytest.mark.parametrize(
        ("request_path", "canonical"),
        [
            # 2.1 §4.7: w, where the ratio is kept; full for all of it
            (f"{ONE}/full/pct:50/0/default.jpg", f"{ONE}/full/300,/0/default.jpg"),
            (f"{ONE}/0,0,600,400/600,400/00/color.jpg", f"{ONE}/full/full/0/default.jpg"),
            # 3.0 §4.8: always w,h; max for all of it
            (f"{ONE_3}/full/pct:50/0/default.jpg", f"{ONE_3}/full/300,200/0/default.jpg"),
            (f"{ONE_3}/full/600,/0.0/default.jpg", f"{ONE_3}/full/max/0/default.jpg"),
        ],
    )
    def test_links_name_the_canonical_address_and_the_profile(
        self, client, request_path, canonical
    ):
        version = request_path.split("/")[3]

        response = client.get(request_path)

        assert response["Link"] == (
            f'<http://testserver{canonical}>;rel="canonical", '
            f'<http://iiif.io/api/image/{version}/level2.json>;rel="profile"'
        )

    def test_equivalent_requests_share_one_derivative(self, client):
        tags = {
            client.get(path)["ETag"]
            for path in (
                f"{ONE}/full/120,/0/default.jpg",
                f"{ONE}/full/pct:20/0/color.jpg",
                f"{ONE}/0,0,600,400/120,80/0/default.jpg",
                f"{ONE_3}/full/!120,120/0/default.jpg",
            )
        }

        assert len(tags) == 1

    def test_carry_no_cookie_and_may_be_kept(self, client):
        response = client.get(f"{ONE}/full/60,/0/default.jpg")

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Cache-Control"].startswith("public, max-age=")

    def test_options_tell_scripts_what_they_may(self, client):
        response = client.options(f"{ONE}/info.json")

        assert response.status_code == 204
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert response["Access-Control-Allow-Headers"] == "*"


REVALIDATED = [
    f"{ONE}/full/60,/0/default.jpg",
    f"{ONE}/info.json",
    f"{HUB}/styles/hub_medium/public/2023-10/plain.jpg",
    f"{HUB}/2023-10/report.pdf",
]


class TestRevalidation:
    @pytest.mark.parametrize("path", REVALIDATED)
    def test_a_known_etag_gives_304(self, client, path):
        first = client.get(path)

        second = client.get(path, headers={"If-None-Match": first["ETag"]})

        assert (second.status_code, second.content) == (304, b"")
        assert second["ETag"] == first["ETag"]
        assert second["Access-Control-Allow-Origin"] == "*"

    def test_a_known_etag_is_answered_without_making_anything(self, client):
        path = f"{ONE}/full/61,/0/default.jpg"
        tag = client.get(path)["ETag"]
        server = small_server()
        for file in server.store.root.rglob("*"):
            if file.is_file():
                file.unlink()
        drawn = len(server.pictures.picture("urn-3:HUAM:1").renders)

        response = client.get(path, headers={"If-None-Match": tag})

        assert response.status_code == 304
        assert len(server.pictures.picture("urn-3:HUAM:1").renders) == drawn

    def test_another_etag_gives_the_picture(self, client):
        response = client.get(REVALIDATED[0], headers={"If-None-Match": '"other"'})

        assert response.status_code == 200

    def test_not_modified_since(self, client):
        first = client.get(REVALIDATED[0])

        second = client.get(REVALIDATED[0], headers={"If-Modified-Since": first["Last-Modified"]})

        assert second.status_code == 304

    @pytest.mark.parametrize("path", [*REVALIDATED, ONE, f"{ONE}/nothing"])
    def test_head_is_get_without_body(self, client, path):
        got, headed = client.get(path), client.head(path)

        assert headed.content == b""
        assert headed.status_code == got.status_code
        for name in ("Content-Length", "Content-Type", "ETag", "Link", "Location"):
            assert headed.get(name) == got.get(name)
