"""The lines of the status page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gallery.sources import SOURCES
from gallery.upstreams import Standing
from gallery.web.presenters import figures


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One provider: ``mode`` is live, sandbox or absent; ages are "2 h ago" or "".

    ``calls`` made in the last 24 hours: "312 of 2,500" or "312". ``is_paused``: it failed
    several times in a row and is left alone for a moment.
    """

    name: str
    label: str
    mode: str
    pictures: int
    documents: int
    without_palette: int
    newest: str
    oldest: str
    calls: str = ""
    is_paused: bool = False


def provider_lines(
    counts: Mapping[str, Mapping[str, Any]],
    *,
    names: frozenset[str],
    is_sandboxed: bool,
    now: dt.datetime,
    standings: Mapping[str, Standing] | None = None,
    paused: frozenset[str] = frozenset(),
) -> list[ProviderLine]:
    """One line per provider that exists; `counts` by name, `names` are the configured ones."""
    mode = pgettext("a provider", "sandbox") if is_sandboxed else pgettext("a provider", "live")
    return [
        ProviderLine(
            name=name,
            label=one.label,
            mode=mode if name in names else pgettext("a provider", "absent"),
            pictures=counts.get(name, {}).get("pictures", 0),
            documents=counts.get(name, {}).get("documents", 0),
            without_palette=counts.get(name, {}).get("without_palette", 0),
            newest=_ago(counts.get(name, {}).get("newest"), now),
            oldest=_ago(counts.get(name, {}).get("oldest"), now),
            calls=_calls((standings or {}).get(name)),
            is_paused=name in paused,
        )
        for name, one in SOURCES.items()
    ]


def _calls(standing: Standing | None) -> str:
    if standing is None:
        return ""
    spent = figures.count(standing.spent)
    if not standing.limit:
        return spent
    return _("{count} of {total}").format(count=spent, total=figures.count(standing.limit))


def _ago(moment: dt.datetime | None, now: dt.datetime) -> str:
    if not moment:
        return ""
    return _("{age} ago").format(age=figures.age((now - moment).total_seconds()))
