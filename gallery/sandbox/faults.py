"""Fault switches: how tests and demonstrations make the sandbox fail as upstreams do.

A :class:`Fault` says what goes wrong, :class:`Faults` holds one for each provider. Tests
hand their own `Faults` to the adapter; a running demonstration is switched over
``/sandbox/faults/`` (see ``docs/sandbox.md`` and ``fault_views``).
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

PROVIDERS = ("harvard", "jhu")
MAX_SECONDS = 60.0

BodyFault = Literal[
    "truncate",  # half of the JSON, with the length of that half
    "cut",  # half of the JSON, with the length of all of it: the connection broke
    "wrong-json",  # valid JSON of another shape
    "wrong-types",  # the right envelope around records whose values have other types
    "html",  # a web page with status 200, as a portal or a maintenance page answers
    "empty",  # nothing at all
    "bomb",  # some kilobytes of gzip that are 64 MiB when unpacked
]
BODY_FAULTS: tuple[str, ...] = get_args(BodyFault)


class FaultError(ValueError):
    """A fault is written wrongly; the text says how it is written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with an answer. Several may go together.

    ``status`` replaces the status, and the body by a text of that status. ``delay``:
    seconds before the first byte. ``stall``: half of the body, then nothing until the
    caller's read timeout. ``trickle``: seconds before each twentieth of the body, so that
    no single read is slow and the whole is. ``reset``: the connection is refused.
    ``redirect``: 302 to that address. ``times``: how many answers it spoils, None for all.
    """

    status: int | None = None
    delay: float = 0.0
    stall: bool = False
    trickle: float = 0.0
    reset: bool = False
    redirect: str = ""
    body: BodyFault | None = None
    times: int | None = None

    @classmethod
    def parse(cls, text: str) -> Fault:
        """A fault from ``status=503, delay=2, times=1`` and the like.

        The names are this class's fields; a body fault is written by its own name
        (``truncate``). Raises :class:`FaultError`.
        """
        fault = cls()
        for part in filter(None, (part.strip() for part in text.split(","))):
            name, _, value = (piece.strip() for piece in part.partition("="))
            fault = replace(fault, **_read(name, value))
        return fault

    def __str__(self) -> str:
        words = []
        for name in (field.name for field in fields(self)):
            value = getattr(self, name)
            if name == "body" and value:
                words.append(str(value))
            elif value is True:
                words.append(name)
            elif value:
                words.append(f"{name}={value}")
        return ", ".join(words)


def _read(name: str, value: str) -> dict[str, Any]:
    if name in BODY_FAULTS and not value:
        return {"body": name}
    if name in ("stall", "reset") and not value:
        return {name: True}
    if name == "redirect" and value.startswith(("http://", "https://")):
        return {name: value}
    try:
        if name in ("status", "times"):
            number = int(value)
            if number > 0 and (name == "times" or 200 <= number <= 599):
                return {name: number}
        if name in ("delay", "trickle") and 0 <= float(value) <= MAX_SECONDS:
            return {name: float(value)}
    except ValueError:
        pass
    known = ", ".join(BODY_FAULTS)
    raise FaultError(
        f"{name!r} with {value!r} is no fault. Faults: status=200…599, delay=SECONDS, stall, "
        f"trickle=SECONDS, reset, redirect=URL, {known}; and times=N."
    )


class Faults:
    """One fault for each provider at most; safe to use from several threads."""

    def __init__(self, **by_provider: Fault) -> None:
        self._lock = threading.Lock()
        self._faults = dict(by_provider)

    def set(self, provider: str, fault: Fault) -> None:
        """From now on `fault` spoils the answers of `provider`."""
        with self._lock:
            self._faults[provider] = fault

    def clear(self, provider: str | None = None) -> None:
        """No more faults for `provider`, for None: for any."""
        with self._lock:
            for name in [provider] if provider else list(self._faults):
                self._faults.pop(name, None)

    def take(self, provider: str) -> Fault | None:
        """The fault for the answer about to be given; counts ``times`` down."""
        with self._lock:
            fault = self._faults.get(provider)
            if fault is None or fault.times is None:
                return fault
            if fault.times <= 1:
                del self._faults[provider]
            else:
                self._faults[provider] = replace(fault, times=fault.times - 1)
            return fault

    def current(self) -> dict[str, str]:
        """The faults that are set, as text, by provider."""
        with self._lock:
            return {provider: str(fault) for provider, fault in self._faults.items()}


SWITCHES = Faults()
"""The switches of this process, which the demonstration address sets."""
