"""Headers of every answer: pages, errors, static files, and refused requests alike."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Every feature that a browser would otherwise offer to scripts; the gallery uses none but
# the clipboard (the bench's copy buttons) and full screen.
REFUSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(
    [f"{name}=()" for name in REFUSED_FEATURES] + ["clipboard-write=(self)", "fullscreen=(self)"]
)
# What a page may have of its own, as the bench and its frame do.
PAGE_POLICIES = ("Content-Security-Policy", "X-Frame-Options")


class HeadersMiddleware:
    """Sets what is not set yet, from outside everything that may refuse a request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its headers complete."""
        response = self.get_response(request)
        for name, value in self._wanted(request, response):
            response.headers.setdefault(name, value)
        if response.status_code == 304:
            # RFC 9111 §3.2: a 304's headers replace those that were kept with the page, and
            # nobody knows here any more which policy that page has of its own.
            for name in PAGE_POLICIES:
                response.headers.pop(name, None)
        return response

    def _wanted(self, request: HttpRequest, response: HttpResponseBase) -> list[tuple[str, str]]:
        # What other programs may read by CORS, their pages may show too: the sandbox's pictures.
        is_shared = response.headers.get("Access-Control-Allow-Origin") == "*"
        wanted = [
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", settings.X_FRAME_OPTIONS),
            ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
            ("Permissions-Policy", PERMISSIONS),
            ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
            ("Cross-Origin-Resource-Policy", "cross-origin" if is_shared else "same-origin"),
            ("Cache-Control", _caching(request, response)),
        ]
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            value = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
            wanted.append(("Strict-Transport-Security", value))
        return wanted


def _caching(request: HttpRequest, response: HttpResponseBase) -> str:
    """Pages are asked for again by their ETag; what was refused or signed in is not kept."""
    is_kept = request.method in ("GET", "HEAD") and response.status_code in (200, 304)
    if not is_kept or response.cookies or request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        return "no-store"
    return "no-cache"
