import pytest
from django.test import override_settings

from gallery.catalog.ingest import ingest
from tests.catalog.records import harvard

pytestmark = pytest.mark.django_db

# A page, a picture's page, a static file, and refusals at every depth of the middleware.
ANSWERS = {
    "/": 200,
    "/images/harvard/11/": 200,
    "/status/": 200,
    "/healthz": 200,
    "/static/css/base.css": 200,
    "/robots.txt": 200,
    "/no-such-page": 404,
    "/static/no-such.css": 404,
    "/%00": 400,
    "/?q=%zz": 400,
    "/admin": 301,
}


@pytest.fixture(autouse=True)
def site(settings):
    settings.WHITENOISE_USE_FINDERS = True
    ingest([harvard(11)])


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
class TestEveryAnswer:
    def test_carries_every_header(self, client, path, status):
        answer = client.get(path)

        assert answer.status_code == status
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["Cache-Control"]
        assert len(answer["X-Request-Id"]) == 16

    def test_has_a_policy_that_begins_with_nothing(self, client, path, status):
        policy = {
            name: values
            for name, *values in map(
                str.split, client.get(path)["Content-Security-Policy"].split(";")
            )
        }

        assert policy["default-src"] == ["'none'"]
        assert policy["script-src"] == policy["style-src"] == ["'self'"]
        assert policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
        assert policy["img-src"] == [
            "'self'",
            "https://nrs.harvard.edu",
            "https://ids.lib.harvard.edu",
            "https://mps.lib.harvard.edu",
            "https://api.hub.jhu.edu",
        ]
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "data:"} & {
            value for values in policy.values() for value in values
        }

    def test_sets_no_cookie(self, client, path, status):
        assert not client.get(path).cookies


class TestTransport:
    def test_over_tls_browsers_are_told_to_stay_there(self, client):
        with override_settings(
            SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
            SECURE_HSTS_SECONDS=63_072_000,
            SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
            SECURE_HSTS_PRELOAD=True,
        ):
            for path in ("/", "/%00", "/no-such-page", "/static/css/base.css"):
                answer = client.get(path, headers={"X-Forwarded-Proto": "https"})

                assert answer["Strict-Transport-Security"] == (
                    "max-age=63072000; includeSubDomains; preload"
                )

    def test_over_plain_http_they_are_not(self, client):
        with override_settings(SECURE_HSTS_SECONDS=63_072_000):
            assert "Strict-Transport-Security" not in client.get("/")


class TestKeeping:
    def test_a_page_is_asked_for_again_by_its_etag(self, client):
        first = client.get("/images/harvard/11/")

        again = client.get("/images/harvard/11/", headers={"If-None-Match": first["ETag"]})

        assert first["Cache-Control"] == "no-cache"
        assert (again.status_code, again.content) == (304, b"")

    def test_what_is_refused_is_not_kept(self, client):
        assert client.get("/no-such-page")["Cache-Control"] == "no-store"

    def test_what_a_signed_in_visitor_sees_is_not_kept(self, admin_client):
        assert admin_client.get("/")["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("coding", ["zstd", "br", "gzip"])
    def test_pages_are_compressed_as_asked(self, client, coding):
        plain = client.get("/status/")

        small = client.get("/status/", headers={"Accept-Encoding": coding})

        assert small["Content-Encoding"] == coding
        assert len(small.content) < len(plain.content) / 2
        assert "accept-encoding" in small["Vary"].lower()

    def test_other_programs_may_show_what_they_may_read(self, client):
        answer = client.get("/sandbox/iiif/2/no-such-picture/info.json")

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
