"""What can go wrong at a provider.

ProviderError
 ├ ProviderUnavailable     no answer, or one that says to come back: worth asking again later
 │  ├ ProviderTimeout      not (wholly) answered within the deadline
 │  ├ RateLimited          429; ``retry_after`` seconds, where the provider says so
 │  ├ BudgetSpent          the day's number of calls is used up; nothing was asked
 │  └ ProviderPaused       it failed several times in a row; nothing was asked
 ├ ProviderRefused         400, 401, 403, 404 …: asking again the same way will not help
 │  └ RecordNotFound       404 or 410 for one record
 └ UnexpectedPayload       an answer that is not what the contract says

Every error names its provider and the URL asked. The URL never holds the key, nor does
``str()`` of any of them, nor their ``__cause__``: they are raised ``from None``, because
the messages of urllib3 repeat the whole URL.
"""

from __future__ import annotations

import re
from typing import Self
from urllib.parse import urlsplit, urlunsplit

# Harvard calls its key `apikey`, the Hub calls it `key`.
_KEY = re.compile(r"(?i)((?:^|[?&;]|%3f|%26)(?:api_?key|key)(?:=|%3d))[^&;#\s\"'<>]*")


def without_key(url: str) -> str:
    """`url` as it may be shown: the value of any key replaced, user and password dropped."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "(unreadable address)"
    netloc = parts.netloc.rpartition("@")[2]
    return hide_keys(urlunsplit(parts._replace(netloc=netloc)))


def hide_keys(text: str) -> str:
    """`text` with the value of every key parameter in it replaced."""
    return _KEY.sub(r"\1REDACTED", text)


class ProviderError(Exception):
    """Something went wrong at `provider` while asking for `url` (kept without its key)."""

    reason = "did not answer as expected"

    def __init__(
        self, provider: str, url: str = "", reason: str = "", *, status: int | None = None
    ) -> None:
        self.provider = provider
        self.url = without_key(url)
        self.reason = hide_keys(reason) or type(self).reason
        self.status = status
        super().__init__(provider, self.url, self.reason, status)

    def copy(self) -> Self:
        """The same error without a traceback, for another place that raises it."""
        twin = type(self).__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin.args = self.args
        return twin

    def __str__(self) -> str:
        where = f" ({self.url})" if self.url else ""
        return f"{self.provider}: {self.reason}{where}"


class ProviderUnavailable(ProviderError):  # noqa: N818 - the words of docs/architecture
    """No usable answer now; the same question may well be answered later."""

    reason = "is not reachable"


class ProviderTimeout(ProviderUnavailable):
    """The answer was not complete when the deadline passed."""

    reason = "did not answer in time"


class RateLimited(ProviderUnavailable):
    """The provider asks for a pause of `retry_after` seconds (None: it does not say)."""

    reason = "asks us to pause"

    def __init__(
        self, provider: str, url: str = "", reason: str = "", *, retry_after: float | None = None
    ) -> None:
        super().__init__(provider, url, reason, status=429)
        self.retry_after = retry_after


class BudgetSpent(ProviderUnavailable):
    """The day's number of calls is used up; the provider was not asked."""

    reason = "has no calls left today"


class ProviderPaused(ProviderUnavailable):
    """It failed several times in a row and is left alone for a while; it was not asked."""

    reason = "is left alone for a while after several failures"


class ProviderRefused(ProviderError):  # noqa: N818 - the words of docs/architecture
    """The provider understood and says no: bad key, bad question, no such thing."""

    reason = "refused the request"


class RecordNotFound(ProviderRefused):
    """The provider has no record of this number (any more)."""

    reason = "has no such record"


class UnexpectedPayload(ProviderError):  # noqa: N818 - the words of docs/architecture
    """The answer is not the JSON that the contract describes."""

    reason = "sent something other than its contract says"
