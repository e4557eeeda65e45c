"""Figures for Prometheus. Worker processes share them through files, see `share`."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # prometheus-client's name for it
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 4, 8)

requests_seconds = Histogram(
    "lighttable_request_seconds",
    "Time to answer a request, by view",
    ["view"],
    buckets=SECONDS,
)
requests_total = Counter(
    "lighttable_requests",
    "Requests answered, by view, method and status",
    ["view", "method", "status"],
)
upstream_seconds = Histogram(
    "lighttable_upstream_seconds", "Time of a call to a provider", ["provider"], buckets=SECONDS
)
upstream_total = Counter(
    "lighttable_upstream_calls", "Calls to providers, by outcome", ["provider", "outcome"]
)

KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


def share() -> None:
    """Let this process's future children count together; before they start.

    Without it each worker process would answer `/metrics` with its own share only.
    """
    if not os.environ.get(FOLDER):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="lighttable-metrics-")
        atexit.register(shutil.rmtree, os.environ[FOLDER], ignore_errors=True)
    # The library looks for the folder when it is imported, long before a server is started.
    values.ValueClass = values.get_value_class()


def count_request(view: str, method: str, status: int, seconds: float) -> None:
    """Count one answer. `view` is the name of its address, bounded as the addresses are."""
    requests_seconds.labels(view).observe(seconds)
    requests_total.labels(view, method if method in KNOWN_METHODS else "other", status).inc()


def count_call(provider: str, outcome: str, seconds: float) -> None:
    """Count one call to a provider; `outcome` is ``ok`` or the name of the error."""
    upstream_seconds.labels(provider).observe(seconds)
    upstream_total.labels(provider, outcome).inc()


class _Gauges(Collector):
    """Values that are looked up when they are asked for: (name, help, provider) → value."""

    def __init__(self, figures: dict[tuple[str, str], dict[str, float]]) -> None:
        self._figures = figures

    def collect(self) -> Iterable[Metric]:
        """One family for each name."""
        for (name, text), by_provider in self._figures.items():
            family = GaugeMetricFamily(name, text, labels=["provider"])
            for provider, value in by_provider.items():
                family.add_metric([provider], value)
            yield family


def exposition(gauges: dict[tuple[str, str], dict[str, float]]) -> bytes:
    """The text that Prometheus reads: all processes' counts, and `gauges` as they are now."""
    registry = CollectorRegistry()
    registry.register(_Gauges(gauges))
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(REGISTRY)
