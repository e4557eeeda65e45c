"""Where answers are kept, and that its troubles stay its own."""

import time

import pytest

from gallery.providers import cache as caching
from gallery.providers.cache import MemoryAnswers, RedisAnswers, SqliteAnswers, open_cache, prune
from gallery.providers.session import ProviderSession
from tests.providers.aging import age
from tests.providers.canned import Canned

API = "https://api.hub.jhu.edu"


def ask(cache, upstream=None, **params):
    upstream = upstream or Canned().on("/files", {"turn": 1})
    session = ProviderSession("jhu", API, key_param="key", key="k", cache=cache, adapter=upstream)
    answer = session.get("/files", list(params.items()), deadline=time.monotonic() + 5)
    session.close()
    return answer


class TestOpenCache:
    @pytest.mark.parametrize(
        ("url", "kind"),
        [
            ("memory://", MemoryAnswers),
            ("locmem://", MemoryAnswers),
            ("redis://127.0.0.1:1/0", RedisAnswers),
        ],
    )
    def test_by_its_address(self, url, kind):
        assert type(open_cache(url, "live")) is kind

    def test_a_file(self, tmp_path):
        cache = open_cache(f"sqlite:///{tmp_path}/deep/er/answers.sqlite3", "live")

        assert type(cache) is SqliteAnswers
        assert (tmp_path / "deep" / "er" / "answers-live.sqlite3").exists()

    def test_anything_else_is_refused(self):
        with pytest.raises(ValueError, match="ftp"):
            open_cache("ftp://x", "live")

    def test_live_and_sandbox_never_mix(self, tmp_path):
        url = f"sqlite:///{tmp_path}/answers.sqlite3"

        ask(open_cache(url, "sandbox"), Canned().on("/files", {"turn": "sandbox"}))
        answer = ask(open_cache(url, "live"), Canned().on("/files", {"turn": "live"}))

        assert answer.payload == {"turn": "live"}

    def test_the_file_outlives_the_process(self, tmp_path):
        url = f"sqlite:///{tmp_path}/answers.sqlite3"

        ask(open_cache(url, "live"))

        assert ask(open_cache(url, "live")).answered.from_cache


class TestTroubles:
    def test_redis_that_is_not_there_costs_nothing_but_the_cache(self, caplog):
        answer = ask(open_cache("redis://127.0.0.1:1/0", "live"))

        assert answer.payload == {"turn": 1}
        assert "cannot be read" in caplog.text
        assert "cannot be written" in caplog.text

    def test_a_file_that_is_no_database_is_left_alone(self, tmp_path, caplog):
        (tmp_path / "answers-live.sqlite3").write_bytes(b"not a database" * 500)

        cache = open_cache(f"sqlite:///{tmp_path}/answers.sqlite3", "live")

        assert type(cache) is MemoryAnswers
        assert ask(cache).payload == {"turn": 1}
        assert "kept in memory" in caplog.text

    def test_a_folder_that_cannot_be_made(self, tmp_path):
        (tmp_path / "file").write_text("")

        assert type(open_cache(f"sqlite:///{tmp_path}/file/a.sqlite3", "live")) is MemoryAnswers

    def test_a_row_that_cannot_be_read_is_asked_for_again(self, tmp_path):
        cache = open_cache(f"sqlite:///{tmp_path}/answers.sqlite3", "live")
        ask(cache)
        with cache.responses.connection(commit=True) as connection:
            connection.execute("UPDATE responses SET value = 'garbage'")

        answer = ask(open_cache(f"sqlite:///{tmp_path}/answers.sqlite3", "live"))

        assert answer.payload == {"turn": 1}
        assert answer.answered.from_cache is False


class TestPrune:
    @pytest.fixture(params=["memory", "sqlite"])
    def cache(self, request, tmp_path):
        url = "memory://" if request.param == "memory" else f"sqlite:///{tmp_path}/a.sqlite3"
        return open_cache(url, "live")

    def test_drops_what_is_older_than_two_weeks(self, cache):
        ask(cache, page="1")
        age(cache, caching.LONGEST + 1)
        ask(cache, page="2")

        prune(cache)

        assert len(list(cache.responses.keys())) == 1

    def test_keeps_no_more_than_it_should(self, cache, monkeypatch):
        monkeypatch.setattr(caching, "MOST_ANSWERS", 3)
        for page in range(5):
            ask(cache, page=str(page))

        prune(cache)

        assert len(list(cache.responses.keys())) == 3
