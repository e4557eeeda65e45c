"""Reads the environment once, into values that `settings` can use as they are.

Nothing here raises: a wrong value falls back to a safe one and is remembered as a
:class:`Problem`, which `gallery.checks` turns into a system check that names the
variable and the fix. So `manage.py check` can report every mistake at once.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

HARVARD_API_URL = "https://api.harvardartmuseums.org"
JHU_API_URL = "https://api.hub.jhu.edu"
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1", "[::1]")
SANDBOX_MODES = ("auto", "on", "off")
TRUE_WORDS = ("1", "true", "yes", "on")
FALSE_WORDS = ("", "0", "false", "no", "off")
SHORTEST_SECRET = 8  # characters; a shorter one is a word, and replacing it spoils every line
MIN_SECRET_LENGTH = 50  # what `check --deploy` asks for (security.W009)


@dataclass(frozen=True)
class Problem:
    """One wrong environment variable: its name, what is wrong, how to mend it."""

    variable: str
    message: str
    fix: str


@dataclass(frozen=True)
class Config:
    """Every setting of Lighttable, checked. See docs/settings.md."""

    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    public_url: str
    harvard_api_key: str = field(repr=False)
    harvard_api_url: str
    jhu_api_key: str = field(repr=False)
    jhu_api_url: str
    sandbox_mode: str
    database: dict[str, Any] = field(repr=False)
    cache_url: str = field(repr=False)
    cache_dir: Path
    pictures: Path | None
    reads_harvard_pictures: bool
    metrics_token: str = field(repr=False)
    security_contact: str
    problems: tuple[Problem, ...]

    @property
    def is_sandboxed(self) -> bool:
        """Whether the sandbox stands in for both providers."""
        return stands_in(self.sandbox_mode, self.harvard_api_key, self.jhu_api_key)

    @property
    def is_production(self) -> bool:
        """Whether anybody but this machine can be meant to reach it."""
        return any(host not in LOOPBACK_HOSTS for host in self.allowed_hosts)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that may appear in no log line."""
        password = str(self.database.get("PASSWORD") or "")
        values = (
            self.harvard_api_key, self.jhu_api_key, self.secret_key, self.metrics_token,
            password, urlsplit(self.cache_url).password or "",
        )  # fmt: skip
        return tuple(value for value in values if len(value) >= SHORTEST_SECRET)

    @property
    def is_https(self) -> bool:
        """Whether visitors arrive over TLS, ended at a proxy in front."""
        return self.public_url.startswith("https://")


def stands_in(sandbox_mode: str, *keys: str) -> bool:
    """Whether the sandbox stands in for providers with these keys, "" where there is none."""
    return sandbox_mode == "on" or (sandbox_mode == "auto" and not any(keys))


class _Reader:
    """Reads variables from one mapping and collects the problems on the way."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[Problem] = []

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(name, "").strip() or default

    def wrong(self, name: str, message: str, fix: str) -> None:
        self.problems.append(Problem(name, message, fix))

    def flag(self, name: str) -> bool:
        word = self.text(name).lower()
        if word not in TRUE_WORDS + FALSE_WORDS:
            self.wrong(name, f"{word!r} is neither yes nor no.", f"Set {name}=1 or {name}=0.")
        return word in TRUE_WORDS

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        word = self.text(name, choices[0]).lower()
        if word in choices:
            return word
        self.wrong(
            name, f"{word!r} is not one of {', '.join(choices)}.", f"Set {name}={choices[0]}."
        )
        return choices[0]

    def url(self, name: str, default: str, *, loopback_http_only: bool = False) -> str:
        value = self.text(name, default).rstrip("/")
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            host, _port = parts.hostname or "", parts.port
        except ValueError:
            parts, host = urlsplit(""), ""
        fine = parts.scheme in ("http", "https") and host and not (parts.query or parts.fragment)
        if fine and (parts.username or parts.password):
            fine = False
        if not fine:
            example = default or "https://gallery.example.org"
            self.wrong(name, "It is not a plain web address.", f"Set {name} to one like {example}.")
            return default
        if loopback_http_only and parts.scheme == "http" and host not in LOOPBACK_HOSTS:
            self.wrong(
                name,
                f"Plain http to {host} would send the key readable over the network.",
                f"Use https:// in {name}, or http:// only on 127.0.0.1.",
            )
            return default
        return value

    def key(self, name: str) -> str:
        value = self.text(name)
        if value and not (value.isascii() and value.isprintable() and " " not in value):
            self.wrong(
                name, "It holds characters that no key has.", f"Copy the key into {name} again."
            )
            return ""
        return value

    def contact(self, name: str) -> str:
        value = self.text(name)
        if value and not (
            value.startswith(("mailto:", "https://")) and value.isascii() and value.isprintable()
        ):
            fix = f"Set {name} to one like mailto:security@example.org."
            self.wrong(name, "It is neither a mailto: nor an https: address.", fix)
            return ""
        return value

    def database(self, *, is_sandboxed: bool) -> dict[str, Any]:
        # Drawn pictures have numbers like the museums': in one catalogue they would mix.
        name = "sandbox.sqlite3" if is_sandboxed else "lighttable.sqlite3"
        default = f"sqlite:///{VAR_DIR / name}"
        value = self.text("DATABASE_URL", default)
        try:
            found = dict(dj_database_url.parse(value))
        except (ValueError, KeyError):
            found = {}
        engine = str(found.get("ENGINE", ""))
        if not engine.endswith((".sqlite3", ".postgresql")):
            fix = "Use sqlite:////absolute/path.sqlite3 or postgres://user:password@host:5432/name."
            self.wrong("DATABASE_URL", "It names neither SQLite nor PostgreSQL.", fix)
            found = dict(dj_database_url.parse(default))
        return found

    def cache_url(self) -> str:
        value = self.text("CACHE_URL", "locmem://")
        try:
            parts = urlsplit(value)
            is_redis = parts.scheme in ("redis", "rediss") and parts.port != 0
        except ValueError:  # a port that is no number
            is_redis = False
        if is_redis or value.startswith("locmem://"):
            return value
        fix = "Use redis://host:6379/0, or leave it out."
        self.wrong("CACHE_URL", "It names neither Redis nor locmem.", fix)
        return "locmem://"

    def cache_dir(self) -> Path:
        home = Path(self.text("XDG_CACHE_HOME") or Path.home() / ".cache")
        return Path(self.text("LIGHTTABLE_CACHE_DIR") or home / "lighttable").expanduser()

    def pictures(self) -> Path | None:
        value = self.text("LIGHTTABLE_PICTURES")
        if not value:
            return None
        folder = Path(value).expanduser().resolve()
        if not folder.is_dir():
            fix = "Name a folder of JPEG, PNG, WebP or TIFF files, or leave it out."
            self.wrong("LIGHTTABLE_PICTURES", f"There is no folder {value}.", fix)
            return None
        return folder

    def hosts(self, public_url: str) -> tuple[str, ...]:
        given = [host.strip() for host in self.text("ALLOWED_HOSTS").split(",") if host.strip()]
        for host in given:
            if not _is_host_pattern(host):
                self.wrong(
                    "ALLOWED_HOSTS",
                    f"{host!r} is not a host name.",
                    "List the host names visitors use, with commas: gallery.example.org.",
                )
        good = [host for host in given if _is_host_pattern(host)]
        public_host = urlsplit(public_url).hostname
        return tuple(
            dict.fromkeys([*LOOPBACK_HOSTS, *good, *([public_host] if public_host else [])])
        )

    def secret(self, *, is_production: bool) -> str:
        value = self.text("SECRET_KEY")
        if value:
            if is_production and (len(value) < MIN_SECRET_LENGTH or len(set(value)) < 5):
                fix = f"Use at least {MIN_SECRET_LENGTH} random characters."
                self.wrong("SECRET_KEY", "It is too easy to guess.", fix)
            return value
        if is_production:
            self.wrong(
                "SECRET_KEY",
                "It is not set, and ALLOWED_HOSTS or PUBLIC_URL says that others reach this server.",
                "Set it to the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(60))'",
            )
            return secrets.token_urlsafe(60)
        return kept_secret()


def _is_host_pattern(host: str) -> bool:
    """Whether Django can match it: a name, ``.example.org`` with all below, or an address.

    A port, a scheme or a star would be taken as it stands and match nothing, or everything.
    """
    if host.startswith("[") and host.endswith("]"):
        return True
    return not any(sign in host for sign in "*/:@ ")


def kept_secret() -> str:
    """The demo's own key: made at the first start, kept in ``var/secret_key``."""
    path = VAR_DIR / "secret_key"
    try:
        kept = path.read_text().strip()
    except FileNotFoundError:
        kept = ""
    if len(kept) >= MIN_SECRET_LENGTH:
        return kept
    value = secrets.token_urlsafe(60)
    VAR_DIR.mkdir(exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(value)
    return value


def read(environ: Mapping[str, str]) -> Config:
    """All settings from `environ`; what is wrong is in ``Config.problems``."""
    reader = _Reader(environ)
    public_url = reader.url("PUBLIC_URL", "")
    hosts = reader.hosts(public_url)
    production = any(host not in LOOPBACK_HOSTS for host in hosts)
    debug = reader.flag("DEBUG")
    keys = (reader.key("HARVARD_API_KEY"), reader.key("JHU_API_KEY"))
    mode = reader.choice("LIGHTTABLE_SANDBOX", SANDBOX_MODES)
    values: dict[str, Any] = {
        "harvard_api_key": keys[0],
        "jhu_api_key": keys[1],
        "sandbox_mode": mode,
        "debug": debug,
        "secret_key": reader.secret(is_production=production),
        "allowed_hosts": hosts,
        "public_url": public_url,
        "harvard_api_url": reader.url("HARVARD_API_URL", HARVARD_API_URL, loopback_http_only=True),
        "jhu_api_url": reader.url("JHU_API_URL", JHU_API_URL, loopback_http_only=True),
        "database": reader.database(is_sandboxed=stands_in(mode, *keys)),
        "cache_url": reader.cache_url(),
        "cache_dir": reader.cache_dir(),
        "pictures": reader.pictures(),
        "reads_harvard_pictures": reader.flag("LIGHTTABLE_READ_HARVARD_PICTURES"),
        "metrics_token": reader.key("METRICS_TOKEN"),
        "security_contact": reader.contact("SECURITY_CONTACT"),
    }
    config = Config(problems=(), **values)
    if config.sandbox_mode == "off" and not (config.harvard_api_key or config.jhu_api_key):
        reader.wrong(
            "LIGHTTABLE_SANDBOX",
            "It is off and neither provider has a key, so there is nothing to show.",
            "Set HARVARD_API_KEY or JHU_API_KEY, or LIGHTTABLE_SANDBOX=auto.",
        )
    if production and config.debug:
        reader.wrong("DEBUG", "It is on for a server that others reach.", "Set DEBUG=0.")
    return Config(problems=tuple(reader.problems), **values)
