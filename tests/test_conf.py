"""Settings from the environment: what is taken, what is refused, what is said."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from gallery import checks, conf

LONG_KEY = "k3y-" + "abcdefghij" * 6


def problems(**environ):
    return {found.variable: found for found in conf.read(environ).problems}


class TestSandbox:
    @pytest.mark.parametrize(
        ("environ", "is_sandboxed"),
        [
            ({}, True),
            ({"HARVARD_API_KEY": "abc"}, False),
            ({"JHU_API_KEY": "abc"}, False),
            ({"HARVARD_API_KEY": "abc", "LIGHTTABLE_SANDBOX": "on"}, True),
            ({"HARVARD_API_KEY": "abc", "LIGHTTABLE_SANDBOX": "off"}, False),
            ({"HARVARD_API_KEY": "  "}, True),
        ],
    )
    def test_stands_in_only_where_there_is_no_key(self, environ, is_sandboxed):
        assert conf.read(environ).is_sandboxed is is_sandboxed

    def test_off_without_any_key_is_refused(self):
        found = problems(LIGHTTABLE_SANDBOX="off")

        assert "nothing to show" in found["LIGHTTABLE_SANDBOX"].message
        assert "HARVARD_API_KEY" in found["LIGHTTABLE_SANDBOX"].fix


class TestWrongValues:
    @pytest.mark.parametrize(
        ("name", "value", "part_of_fix"),
        [
            ("DEBUG", "maybe", "DEBUG=1"),
            ("LIGHTTABLE_SANDBOX", "perhaps", "LIGHTTABLE_SANDBOX=auto"),
            (
                "LIGHTTABLE_READ_HARVARD_PICTURES",
                "sometimes",
                "LIGHTTABLE_READ_HARVARD_PICTURES=0",
            ),
            (
                "HARVARD_API_URL",
                "ftp://api.harvardartmuseums.org",
                "https://api.harvardartmuseums.org",
            ),
            ("HARVARD_API_URL", "http://api.harvardartmuseums.org", "https://"),
            ("HARVARD_API_URL", "https://user:secret@example.org", "https://api"),
            ("JHU_API_URL", "http://10.0.0.7", "127.0.0.1"),
            ("JHU_API_URL", "https://[bad", "https://api.hub.jhu.edu"),
            ("JHU_API_URL", "https://api.hub.jhu.edu:port", "https://api.hub.jhu.edu"),
            ("PUBLIC_URL", "gallery.example.org", "https://gallery.example.org"),
            ("DATABASE_URL", "mysql://localhost/x", "postgres://"),
            ("DATABASE_URL", "nonsense", "sqlite:///"),
            ("CACHE_URL", "memcached://localhost", "redis://"),
            ("CACHE_URL", "redis://cache.example.org:port", "redis://"),
            ("CACHE_URL", "redis", "redis://"),
            ("ALLOWED_HOSTS", "*", "host names"),
            ("ALLOWED_HOSTS", "https://gallery.example.org", "host names"),
            ("ALLOWED_HOSTS", "gallery.example.org:8000", "host names"),
            ("ALLOWED_HOSTS", "*.example.org", "host names"),
            ("LIGHTTABLE_PICTURES", "/no/such/folder", "folder"),
            ("HARVARD_API_KEY", "two words", "again"),
            ("JHU_API_KEY", "k\u00e9y", "again"),
        ],
    )
    def test_names_the_variable_and_the_fix(self, name, value, part_of_fix):
        found = problems(SECRET_KEY=LONG_KEY, **{name: value})

        assert list(found) == [name]
        assert part_of_fix in found[name].fix

    def test_all_are_reported_at_once(self):
        found = problems(DEBUG="maybe", LIGHTTABLE_SANDBOX="perhaps", CACHE_URL="x")

        assert list(found) == ["DEBUG", "LIGHTTABLE_SANDBOX", "CACHE_URL"]

    @pytest.mark.parametrize(
        "url", ["http://127.0.0.1:9000", "http://localhost:9000/api", "http://[::1]:1"]
    )
    def test_plain_http_is_fine_on_loopback(self, url):
        assert conf.read({"HARVARD_API_URL": url}).harvard_api_url == url

    @pytest.mark.parametrize(
        "host", ["gallery.example.org", ".example.org", "10.0.0.7", "[fe80::1]"]
    )
    def test_names_and_addresses_are_hosts(self, host):
        config = conf.read({"SECRET_KEY": LONG_KEY, "ALLOWED_HOSTS": host})

        assert config.problems == ()
        assert host in config.allowed_hosts

    def test_keys_stay_out_of_the_repr(self):
        config = conf.read(
            {
                "HARVARD_API_KEY": "hush",
                "JHU_API_KEY": "hush",
                "DATABASE_URL": "postgres://u:hush@h/n",
            }
        )

        assert "hush" not in repr(config)


class TestSecretKey:
    def test_production_without_one_is_refused(self):
        found = problems(ALLOWED_HOSTS="gallery.example.org")

        assert "token_urlsafe" in found["SECRET_KEY"].fix

    def test_a_public_address_makes_it_production(self):
        assert "SECRET_KEY" in problems(PUBLIC_URL="https://gallery.example.org")

    def test_a_short_one_is_refused_in_production(self):
        assert (
            "guess"
            in problems(PUBLIC_URL="https://a.example", SECRET_KEY="x" * 60)["SECRET_KEY"].message
        )

    def test_a_demo_makes_its_own_and_keeps_it(self, tmp_path, monkeypatch):
        monkeypatch.setattr(conf, "VAR_DIR", tmp_path / "var")

        first, second = conf.read({}).secret_key, conf.read({}).secret_key

        assert first == second
        assert len(first) >= 50
        assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0

    def test_one_of_a_start_that_was_cut_short_is_made_anew(self, tmp_path, monkeypatch):
        monkeypatch.setattr(conf, "VAR_DIR", tmp_path)
        (tmp_path / "secret_key").write_text("")

        assert len(conf.read({}).secret_key) >= 50

    def test_debug_is_refused_in_production(self):
        assert "DEBUG" in problems(PUBLIC_URL="https://a.example", SECRET_KEY=LONG_KEY, DEBUG="1")


class TestDefaultDatabase:
    def test_drawn_pictures_and_the_museums_never_share_a_catalogue(self):
        drawn, live = conf.read({}), conf.read({"JHU_API_KEY": "abc"})

        assert drawn.database["NAME"].endswith("/var/sandbox.sqlite3")
        assert live.database["NAME"].endswith("/var/lighttable.sqlite3")

    def test_one_that_is_named_is_taken_for_either(self):
        for environ in ({}, {"JHU_API_KEY": "abc"}):
            config = conf.read({"DATABASE_URL": "sqlite:////tmp/own.sqlite3", **environ})

            assert config.database["NAME"] == "/tmp/own.sqlite3"


class TestChecks:
    def test_a_problem_becomes_an_error_that_names_variable_and_fix(self, settings):
        settings.LIGHTTABLE = conf.read({"DEBUG": "maybe"})

        (error,) = checks.check_environment()

        assert error.id == "lighttable.DEBUG"
        assert error.msg == "DEBUG: 'maybe' is neither yes nor no."
        assert error.hint == "Set DEBUG=1 or DEBUG=0."

    def test_the_server_refuses_to_start(self, settings):
        settings.LIGHTTABLE = conf.read({"CACHE_URL": "x", "DEBUG": "maybe"})

        with pytest.raises(ImproperlyConfigured, match=r"(?s)DEBUG.*CACHE_URL"):
            checks.refuse_wrong_environment()

    def test_good_settings_pass(self):
        checks.refuse_wrong_environment()
