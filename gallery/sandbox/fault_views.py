"""``/sandbox/faults/``: switches the faults of a running demonstration.

Guarded three ways: the sandbox must stand in for the providers (else the address does
not exist), the caller must be on this machine, and a change needs PUT or DELETE, which a
foreign page cannot send without a permission that is never given.

    curl -X PUT -d 'status=503, times=3' http://127.0.0.1:8000/sandbox/faults/harvard
    curl -X DELETE http://127.0.0.1:8000/sandbox/faults/harvard
    curl http://127.0.0.1:8000/sandbox/faults/
"""

from __future__ import annotations

import ipaddress

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from gallery.sandbox.faults import PROVIDERS, SWITCHES, Fault, FaultError

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")
_MAX_BODY = 1_000


def is_local(request: HttpRequest) -> bool:
    """Whether the caller is on this machine, and no proxy speaks for someone else."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@csrf_exempt  # for curl; see the guards above
def faults(request: HttpRequest, provider: str = "") -> HttpResponse:
    """Tells, sets or clears the fault switches of this process."""
    if not is_local(request):
        return _text("Faults are switched from this machine only.", 403)
    if provider and provider not in PROVIDERS:
        return _text(f"No such provider; there are {' and '.join(PROVIDERS)}.", 404)
    if request.method == "DELETE":
        SWITCHES.clear(provider or None)
    elif request.method == "PUT" and provider:
        try:
            SWITCHES.set(provider, Fault.parse(request.read(_MAX_BODY).decode("utf-8", "replace")))
        except FaultError as error:
            return _text(str(error), 400)
    elif request.method not in ("GET", "HEAD"):
        return _text("GET tells, PUT with a provider sets, DELETE clears.", 405)
    return JsonResponse(SWITCHES.current(), headers={"Cache-Control": "no-store"})


def _text(message: str, status: int) -> HttpResponse:
    kind = "text/plain; charset=utf-8"
    return HttpResponse(
        f"{message}\n", status=status, content_type=kind, headers={"Cache-Control": "no-store"}
    )
