import re
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection

from gallery.catalog.ingest import ingest
from gallery.observability.timing import recording, server_timing, span
from gallery.records import Swatch
from tests.catalog.records import harvard

pytestmark = pytest.mark.django_db


class TestServerTiming:
    def test_says_where_a_page_s_time_went(self, client):
        ingest([harvard(11)])

        value = client.get("/images/harvard/11/")["Server-Timing"]

        assert re.fullmatch(r"(\w+;dur=[0-9.]+(, )?)+", value)
        assert {"render", "total"} <= {part.split(";")[0] for part in value.split(", ")}

    def test_a_search_by_colour_says_what_its_colours_took(self, client):
        ingest([harvard(11, palette=(Swatch("#e02020", 1.0),))])

        value = client.get("/?color=e02020")["Server-Timing"]

        names = [part.split(";")[0] for part in value.split(", ")]
        assert sorted(names) == ["catalogue", "colours", "render", "total", "upstreams"]

    def test_adds_up_what_has_one_name(self):
        with recording() as spans:
            for _ in range(3):
                with span("catalogue"):
                    pass

        assert list(spans) == ["catalogue"]
        assert server_timing({"render": 0.0125}, 0.5) == "render;dur=12.5, total;dur=500.0"

    def test_outside_of_a_request_nothing_is_kept(self):
        with span("catalogue"):
            pass

        with recording() as spans:
            assert spans == {}


class TestRequestId:
    def test_of_a_proxy_is_kept(self, client):
        answer = client.get("/healthz", headers={"X-Request-Id": "trace-0123456789"})

        assert answer["X-Request-Id"] == "trace-0123456789"

    def test_differs_between_requests(self, client):
        assert client.get("/healthz")["X-Request-Id"] != client.get("/healthz")["X-Request-Id"]


class TestReadiness:
    def test_is_ready_where_everything_answers(self, client):
        answer = client.get("/readyz")

        assert (answer.status_code, answer.content) == (200, b"ready\n")

    def test_names_a_cache_that_is_gone_and_is_alive_without(self, client, settings):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://127.0.0.1:1",
            }
        }

        answer = client.get("/readyz")

        assert (answer.status_code, answer.content) == (503, b"cache: ConnectionError\n")
        assert client.get("/healthz").status_code == 200
        assert client.get("/status/").status_code == 200

    def test_names_a_database_that_is_gone(self, client):
        def refuse(*_):
            raise DatabaseError

        with connection.execute_wrapper(refuse):
            answer = client.get("/readyz")

        assert (answer.status_code, answer.content) == (503, b"database: DatabaseError\n")


class TestSecurityTxt:
    def test_is_there_where_there_is_somebody_to_tell(self, client, settings):
        settings.LIGHTTABLE = replace(
            settings.LIGHTTABLE, security_contact="mailto:security@example.org"
        )

        text = client.get("/.well-known/security.txt").content.decode()

        assert text.startswith("Contact: mailto:security@example.org\nExpires: 20")

    def test_is_not_where_there_is_nobody(self, client):
        assert client.get("/.well-known/security.txt").status_code == 404
