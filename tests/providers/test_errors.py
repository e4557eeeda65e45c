"""Errors: whose, where, and never the key."""

import pickle

import pytest

from gallery.providers import errors

KEY = "0b1c2d3e-secret-key"


class TestTree:
    @pytest.mark.parametrize(
        ("kind", "parent"),
        [
            (errors.ProviderUnavailable, errors.ProviderError),
            (errors.ProviderTimeout, errors.ProviderUnavailable),
            (errors.RateLimited, errors.ProviderUnavailable),
            (errors.BudgetSpent, errors.ProviderUnavailable),
            (errors.ProviderRefused, errors.ProviderError),
            (errors.RecordNotFound, errors.ProviderRefused),
            (errors.UnexpectedPayload, errors.ProviderError),
        ],
    )
    def test_is_that_of_the_architecture(self, kind, parent):
        assert issubclass(kind, parent)


class TestProviderError:
    @pytest.mark.parametrize(
        "url",
        [
            f"https://api.harvardartmuseums.org/image?apikey={KEY}&q=blue",
            f"https://api.hub.jhu.edu/files?page=2&key={KEY}",
            f"https://api.hub.jhu.edu/files?KEY={KEY}#top",
            f"https://somebody:{KEY}@api.hub.jhu.edu/files",
            f"https://api.hub.jhu.edu/r?to=%2Ffiles%3Fkey%3D{KEY}",
        ],
    )
    def test_shows_its_url_without_the_key(self, url):
        error = errors.ProviderUnavailable("harvard", url)

        assert KEY not in str(error) + repr(error) + error.url + str(error.args)
        assert "REDACTED" in error.url or "somebody" not in error.url

    def test_hides_a_key_in_its_reason(self):
        error = errors.ProviderError("jhu", "", f"failed at /files?v=1&key={KEY}")

        assert KEY not in str(error)

    def test_keeps_what_is_no_key(self):
        error = errors.ProviderRefused("jhu", "https://api.hub.jhu.edu/files?monkey=1&v=1")

        assert error.url == "https://api.hub.jhu.edu/files?monkey=1&v=1"

    def test_says_who_and_why(self):
        error = errors.ProviderTimeout("harvard", "https://api.harvardartmuseums.org/image")

        assert str(error) == (
            "harvard: did not answer in time (https://api.harvardartmuseums.org/image)"
        )

    def test_a_copy_has_everything_but_the_traceback(self):
        try:
            raise errors.RateLimited("harvard", "https://x.example/", retry_after=5.0)
        except errors.RateLimited as error:
            twin = error.copy()

        assert (twin.provider, twin.retry_after, twin.status) == ("harvard", 5.0, 429)
        assert twin.__traceback__ is None

    def test_an_unreadable_address_is_not_shown(self):
        assert errors.without_key("https://[::1") == "(unreadable address)"

    def test_survives_pickling_without_the_key(self):
        error = errors.ProviderUnavailable("jhu", f"https://api.hub.jhu.edu/files?key={KEY}")

        assert KEY.encode() not in pickle.dumps(error)
