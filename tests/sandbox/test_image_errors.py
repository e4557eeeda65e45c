from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ONE = "/sandbox/iiif/2/urn-3:HUAM:1"
ONE_3 = "/sandbox/iiif/3/urn-3:HUAM:1"
HUB = "/sandbox/jhu/factory/sites/default/files"

pytestmark = pytest.mark.urls("tests.sandbox.delivery")


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


class TestErrors:
    @pytest.mark.parametrize(
        ("path", "status", "says"),
        [
            ("/sandbox/iiif/2/nobody/full/full/0/default.jpg", 404, "no picture"),
            ("/sandbox/iiif/2/nobody/info.json", 404, "no picture"),
            ("/sandbox/iiif/2/nobody", 404, "no picture"),
            ("/sandbox/iiif/2/../../etc/passwd", 404, ""),
            ("/sandbox/iiif/2/urn-3%253AHUAM%253A1/info.json", 404, "no picture"),
            ("/sandbox/iiif/2/gone/full/full/0/default.jpg", 404, "cannot be read now"),
            ("/sandbox/iiif/2/long/full/full/0/default.webp", 400, "at most 16383 pixels"),
            (f"{ONE}/full/full/0", 400, "{region}/{size}/{rotation}/{quality}.{format}"),
            (f"{ONE}/full/full/0/default.jpg/", 400, "{region}"),
            (f"{ONE}/info.xml", 400, "info.json"),
            (f"{ONE}/600,0,10,10/full/0/default.jpg", 400, "outside the picture"),
            (f"{ONE}/0,0,0,10/full/0/default.jpg", 400, "above zero"),
            (f"{ONE}/full/0,/0/default.jpg", 400, "at least 1 pixel"),
            (f"{ONE}/full/700,/0/default.jpg", 400, "does not enlarge"),
            (f"{ONE}/full/^500,/0/default.jpg", 400, "3.0"),
            (f"{ONE}/full/full/361/default.jpg", 400, "0 and 360"),
            (f"{ONE}/full/full/-1/default.jpg", 400, "rotation"),
            (f"{ONE}/full/full/0/grey.jpg", 400, "quality 'grey'"),
            (f"{ONE}/full/full/0/default.bmp", 400, "format 'bmp'"),
            (f"{ONE}/full/full/0/default.jp2", 501, "jp2 is not offered"),
            (f"{ONE}/full/full/0/default.pdf", 501, "pdf is not offered"),
            (f"{ONE_3}/full/full/0/default.jpg", 400, "max"),
            (f"{ONE_3}/full/700,/0/default.jpg", 400, "^700,"),
            (f"{ONE_3}/full/^9000,/0/default.jpg", 400, "too large"),
            (f"{HUB}/styles/hub_huge/public/2023-10/plain.jpg", 404, "no such style"),
            (f"{HUB}/styles/hub_large/public/2023-10/gone.jpg", 404, "no such picture"),
            (f"{HUB}/styles/hub_large/public/../../../plain.jpg", 404, ""),
            (f"{HUB}/2023-10/gone.pdf", 404, "no such document"),
            (f"{HUB}/..%2F..%2Fsettings.py", 404, "no such document"),
        ],
    )
    def test_are_text_that_says_why(self, client, path, status, says):
        response = client.get(path)

        assert response.status_code == status
        if says:
            assert response["Content-Type"] == "text/plain; charset=utf-8"
            assert says in response.content.decode()
            assert response["Access-Control-Allow-Origin"] == "*"
            assert response["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
    def test_other_methods_are_refused(self, method):
        client = Client(enforce_csrf_checks=True)

        response = getattr(client, method)(f"{ONE}/info.json")

        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


# Pieces of requests, right and wrong, and whatever else comes to mind.
pieces = st.one_of(
    st.sampled_from(
        [
            *("full", "square", "max", "^max", "pct:50", "pct:0,0,50,50", "pct:", "0,0,5,5"),
            *("5,", ",5", "!5,5", "^5,5", "^!9,9", "0", "!0", "45", "!360", "default.jpg"),
            *("gray.png", "bitonal.gif", "color.webp", "default.tif", "default.", ".jpg"),
            "info.json",
        ]
    ),
    st.text(max_size=12),
)
prefixes = st.sampled_from(
    [f"{ONE}/", f"{ONE_3}/", "/sandbox/iiif/2/", f"{HUB}/", f"{HUB}/styles/"]
)


class TestAnyPath:
    @given(prefix=prefixes, parts=st.lists(pieces, max_size=6))
    @settings(
        max_examples=300,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_never_fails_inside(self, client, prefix, parts):
        path = prefix + "/".join(quote(part, safe=",:^!.") for part in parts)

        response = client.get(path)

        assert response.status_code in (200, 303, 400, 404, 501)
