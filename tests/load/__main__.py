"""``make load``: many visitors at once on a server of this machine, and how long they waited."""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from tests.load.filling import filled
from tests.load.visitors import Visits, crowd
from tests.reliability.processes import Installation


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--url", help="a running server; without it one is started")
    parser.add_argument("--database", help="DATABASE_URL for the one started, filled already")
    parser.add_argument("--records", type=int, default=100_000, help="in the catalogue made here")
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--dead", choices=["harvard", "jhu"], help="a provider that fails")
    parser.add_argument("--most", type=float, default=500.0, help="ms that p99 may be")
    return parser.parse_args()


def started(options: argparse.Namespace, stack: ExitStack) -> str:
    """The address of a server of our own, on the sandbox."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    url = options.database or filled(options.records, folder)
    installation = Installation(url, folder)
    stack.callback(installation.close)
    if not options.database:
        installation.manage("migrate", "-v0")
        # What the providers know is in it, as in any other; a whole harvest would mark the
        # rest as gone, since they do not know it.
        installation.manage("harvest_images", "--since", "1900-01-01")
        installation.manage("rebuild_index")
    [(shown,)] = installation.rows("SELECT COUNT(*) FROM catalog_image WHERE missing_since IS NULL")
    print(f"{shown:,} pictures are shown.", flush=True)
    assert options.database or shown >= options.records
    address, _process = installation.serve(options.workers)
    return address


def kill(url: str, provider: str) -> None:
    """Have the sandbox's `provider` fail. Each process has its own switch, so ask often."""
    for _ in range(40):
        fault = urllib.request.Request(
            f"{url}/sandbox/faults/{provider}", data=b"status=503", method="PUT"
        )
        urllib.request.urlopen(fault, timeout=10).close()


def line(name: str, seconds: list[float]) -> str:
    ms = sorted(one * 1000 for one in seconds)
    cuts = statistics.quantiles(ms, n=100) if len(ms) > 1 else ms * 99
    return f"{name:8} {len(ms):6} {cuts[49]:8.0f} {cuts[94]:8.0f} {cuts[98]:8.0f} {ms[-1]:8.0f}"


def report(visits: Visits, most: float) -> bool:
    """Print the figures; whether they are good enough."""
    print(f"{'pages':8} {'views':>6} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'max ms':>8}")
    for kind, seconds in sorted(visits.seconds.items()):
        print(line(kind, seconds))
    together = [one for seconds in visits.seconds.values() for one in seconds]
    print(line("all", together))
    if visits.slowest:
        print("the slowest, when, and what their server says of its time:")
        began = min(when for _, when, _ in visits.slowest)
        for took, when, told in sorted(visits.slowest, reverse=True):
            print(f"  {took * 1000:5.0f} ms at +{when - began:4.1f} s  {told}")
    print(f"failures {len(visits.failures)}", *visits.failures[:5], sep="\n  ")
    p99 = statistics.quantiles(together, n=100)[98] * 1000
    return not visits.failures and p99 <= most


def main() -> int:
    options = arguments()
    with ExitStack() as stack:
        url = options.url or started(options, stack)
        if options.dead:
            kill(url, options.dead)
        crowd(url, 8, 6.0)  # every process has answered once
        began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        print(f"{options.visitors} visitors for {options.seconds:.0f} s on {url}", flush=True)
        visits = crowd(url, options.visitors, options.seconds)
        spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime - began
        print(f"The visitors themselves took {spent:.1f} s of a core.")
    return 0 if report(visits, options.most) else 1


if __name__ == "__main__":
    sys.exit(main())
