"""What stands before calls, as the settings make it."""

import dataclasses

import pytest

from gallery import upstreams
from gallery.providers.errors import ProviderUnavailable

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(settings, tmp_path):
    """A gallery with a Harvard key, nothing remembered before or after."""
    settings.LIGHTTABLE = dataclasses.replace(
        settings.LIGHTTABLE,
        harvard_api_key="0b1c2d3e-4f5a-6789",
        sandbox_mode="off",
        cache_dir=tmp_path,
    )
    made = (upstreams.guards, upstreams.providers)
    for one in made:
        one.cache_clear()
    yield
    for one in made:
        one.cache_clear()


def status_page(client):
    return client.get("/status/").content.decode()


class TestLive:
    def test_calls_are_counted_in_a_file_and_shown(self, live, client, tmp_path):
        for _ in range(3):
            upstreams.guards()["harvard"].budget.spend("https://api.example.org/image")

        assert "3 of 2,500" in status_page(client)
        assert (tmp_path / "calls.sqlite3").is_file()

    def test_1700_calls_for_harvests_2200_for_searches_2450_in_all(self, live):
        budget = upstreams.guards()["harvard"].budget

        assert budget._ceiling("https://api.example.org/image?q=id:>=1&page=3") == 1700
        assert budget._ceiling("https://api.example.org/image?q=x") == 2200
        assert budget._ceiling("https://api.example.org/image/470629") == 2450

    def test_a_harvest_is_told_what_is_left_to_it(self, live):
        for _ in range(3):
            upstreams.guards()["harvard"].budget.spend("https://api.example.org/image")

        assert upstreams.calls_left("harvard") == 1697  # it stops at the margin before that

    def test_a_provider_that_rests_is_shown_to_rest(self, live, client):
        breaker = upstreams.guards()["harvard"].breaker
        for _ in range(5):
            breaker.record(ProviderUnavailable("harvard", status=503), 0.1)

        assert "live, resting" in status_page(client)

    def test_figures_for_prometheus(self, live, client):
        upstreams.guards()["harvard"].budget.spend("https://api.example.org/image")

        text = client.get("/metrics").content.decode()

        assert 'lighttable_upstream_calls_day{provider="harvard"} 1.0' in text
        assert 'lighttable_upstream_calls_limit{provider="harvard"} 2500.0' in text
        assert 'lighttable_upstream_paused{provider="harvard"} 0.0' in text


class TestMetrics:
    def test_are_for_this_machine(self, client):
        client.get("/status/")

        text = client.get("/metrics").content.decode()

        assert 'lighttable_requests_total{method="GET",status="200",view="web:status"}' in text

    @pytest.mark.parametrize(
        "headers", [{"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}]
    )
    def test_are_for_nobody_behind_a_proxy(self, client, headers):
        assert client.get("/metrics", headers=headers).status_code == 403

    def test_are_for_nobody_else(self, client):
        assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403

    def test_with_a_token_are_for_who_knows_it(self, client, settings):
        settings.LIGHTTABLE = dataclasses.replace(settings.LIGHTTABLE, metrics_token="let-me-in-1")

        statuses = [
            client.get("/metrics", headers={"Authorization": given}).status_code
            for given in ("Bearer let-me-in-1", "Bearer let-me-in-2", "let-me-in-1", "")
        ]

        assert statuses == [200, 403, 403, 403]
