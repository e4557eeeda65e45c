"""Both APIs over HTTP, for curl and for other programs. The answers are `respond`'s."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from gallery.sandbox import harvard, jhu
from gallery.sandbox.fault_effects import disturb
from gallery.sandbox.fault_views import is_local
from gallery.sandbox.faults import PROVIDERS, SWITCHES, Fault, FaultError
from gallery.sandbox.holdings import Holdings
from gallery.sandbox.responses import SandboxResponse, as_text
from gallery.sandbox.transport import Respond

METHODS = "GET, HEAD, OPTIONS"
FAULT_HEADER = "X-Sandbox-Fault"
_RESPOND: dict[str, Respond] = {"harvard": harvard.respond, "jhu": jhu.respond}

GetHoldings = Callable[[], Holdings]


def default_holdings() -> Holdings:
    """The sandbox's own collection."""
    # Imported late: the drawing code is only loaded by a process that answers from it.
    from gallery.sandbox.collection import load_collection

    return load_collection()


@csrf_exempt  # so that a POST hears 405 and not that a token is missing
def api(
    request: HttpRequest,
    provider: str,
    path: str,
    get_holdings: GetHoldings = default_holdings,
) -> HttpResponse:
    """One answer of an API; reading only, open to every origin, never kept."""
    if request.method == "OPTIONS":
        return _headed(HttpResponse(status=204))
    if request.method not in ("GET", "HEAD"):
        refused = as_text(f"Only {METHODS} are answered here.", status=405)
        return _headed(_plain(replace(refused, headers={**refused.headers, "Allow": METHODS})))
    try:
        fault = _fault(request, provider)
    except FaultError as error:
        return _headed(_plain(as_text(str(error), status=400)))
    answer = _RESPOND[provider](
        f"/{path}",
        [(name, value) for name, values in request.GET.lists() for value in values],
        collection=get_holdings(),
        base_url=f"{request.scheme}://{request.get_host()}",
    )
    time.sleep(fault.delay)
    return _headed(_plain(disturb(answer, fault)))


def _fault(request: HttpRequest, provider: str) -> Fault:
    """The fault that this request asks for itself, else the one that is switched on.

    Only someone on this machine may ask. What needs the connection itself (stall,
    trickle, reset) happens to the in-process clients only.
    """
    asked = request.headers.get(FAULT_HEADER, "")
    if asked and is_local(request):
        return Fault.parse(asked)
    return (SWITCHES.take(provider) if provider in PROVIDERS else None) or Fault()


def _plain(answer: SandboxResponse) -> HttpResponse:
    # A length of its own would promise more bytes than follow; that is for the adapter.
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    return HttpResponse(answer.body, status=answer.status, headers=headers)


def _headed(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Cache-Control"] = "no-store"
    return response
