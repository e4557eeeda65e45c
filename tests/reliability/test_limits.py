import dataclasses

import pytest
from django.core.cache import cache

from gallery.limits import Limit, client_of
from tests.services import REDIS_URL, needs_redis, own_name

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


class TestLimit:
    def test_lets_as_many_through_as_it_says(self):
        limit = Limit("test", 3, 60)

        waits = [limit.wait("203.0.113.9", 6000.0) for _ in range(4)]

        assert waits == [0, 0, 0, 60]

    def test_begins_anew_with_each_window(self):
        limit = Limit("test", 1, 60)
        limit.wait("203.0.113.9", 6000.0)

        assert limit.wait("203.0.113.9", 6059.0) == 1
        assert limit.wait("203.0.113.9", 6060.0) == 0

    def test_counts_clients_and_things_apart(self):
        Limit("test", 1).wait("203.0.113.9", 6000.0)

        assert Limit("test", 1).wait("203.0.113.10", 6000.0) == 0
        assert Limit("other", 1).wait("203.0.113.9", 6000.0) == 0

    @needs_redis
    def test_machines_count_together(self, settings):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": REDIS_URL,
                "KEY_PREFIX": own_name(),
            }
        }
        here = Limit("test", 2)

        assert [here.wait("203.0.113.9", 6000.0) for _ in range(3)] == [0, 0, 60]
        assert cache.get("limit:test:203.0.113.9:100") == 3

    def test_a_cache_that_is_down_shuts_nobody_out(self, settings):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://127.0.0.1:1",
            }
        }

        assert [Limit("test", 1).wait("203.0.113.9", 6000.0) for _ in range(3)] == [0, 0, 0]


class TestClient:
    @pytest.mark.parametrize(
        ("address", "client"),
        [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("", "unknown"),
            ("unix:", "unknown"),
        ],
    )
    def test_is_the_address_that_connected(self, rf, address, client):
        request = rf.get("/", REMOTE_ADDR=address, headers={"X-Forwarded-For": "198.51.100.1"})

        assert client_of(request) == client

    def test_behind_a_proxy_is_the_one_that_the_proxy_saw(self, rf, settings):
        settings.LIGHTTABLE = dataclasses.replace(
            settings.LIGHTTABLE, public_url="https://gallery.example.org"
        )
        forged = "198.51.100.1, 203.0.113.9"
        request = rf.get("/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": forged})

        assert client_of(request) == "203.0.113.9"


class TestPages:
    def test_exports_are_limited_with_our_own_page(self, client, asked):
        statuses = [client.get("/export.csv").status_code for _ in range(30)]

        refused = client.get("/export.json")

        assert statuses == [200] * 30
        assert refused.status_code == 429
        assert 1 <= int(refused["Retry-After"]) <= 60
        assert "A little too fast" in refused.content.decode()

    def test_every_export_counts_as_one(self, client, asked):
        paths = [
            "/export.csv", "/export.json", "/manifest.json",
            "/table/export.csv?pick=harvard:11", "/table/manifest.json?pick=harvard:11",
        ]  # fmt: skip
        statuses = [client.get(paths[number % 5]).status_code for number in range(30)]

        assert statuses == [200] * 30
        assert [client.get(path).status_code for path in paths] == [429] * 5

    def test_uploads_are_limited_and_their_form_is_not(self, client, asked):
        sent = [client.post("/colors/from-picture/").status_code for _ in range(21)]

        assert 429 not in sent[:20]
        assert sent[20] == 429
        assert client.get("/colors/from-picture/").status_code == 200

    def test_reading_the_sandbox_is_not_limited(self, client, asked):
        assert {client.get("/status/").status_code for _ in range(300)} == {200}

    def test_live_questions_are(self, client, asked, settings):
        settings.LIGHTTABLE = dataclasses.replace(
            settings.LIGHTTABLE, harvard_api_key="0b1c2d3e-4f5a", sandbox_mode="off"
        )

        statuses = [client.get("/fresh/").status_code for _ in range(241)]

        assert statuses[:240] == [302] * 240
        assert statuses[240] == 429
