"""The lines of the status page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gallery.search.query import SOURCES
from gallery.web.presenters.notes import age_text


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One provider: ``mode`` is live, sandbox or absent; ages are "2 h ago" or ""."""

    name: str
    label: str
    mode: str
    pictures: int
    documents: int
    without_palette: int
    newest: str
    oldest: str


def provider_lines(
    counts: Mapping[str, Mapping[str, Any]],
    *,
    names: frozenset[str],
    is_sandboxed: bool,
    now: dt.datetime,
) -> list[ProviderLine]:
    """One line per provider that exists; `counts` by name, `names` are the configured ones."""
    mode = "sandbox" if is_sandboxed else "live"
    return [
        ProviderLine(
            name=name,
            label=label,
            mode=mode if name in names else "absent",
            pictures=counts.get(name, {}).get("pictures", 0),
            documents=counts.get(name, {}).get("documents", 0),
            without_palette=counts.get(name, {}).get("without_palette", 0),
            newest=_ago(counts.get(name, {}).get("newest"), now),
            oldest=_ago(counts.get(name, {}).get("oldest"), now),
        )
        for name, label in SOURCES.items()
    ]


def _ago(moment: dt.datetime | None, now: dt.datetime) -> str:
    return f"{age_text((now - moment).total_seconds())} ago" if moment else ""
