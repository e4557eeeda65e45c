"""Each page in its reader's language: by the address, else by ``Accept-Language``."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from gallery.web import languages
from gallery.web.middleware.headers import GetResponse


class LanguageMiddleware:
    """Takes the language off ``path_info`` and puts it before every address that is made."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer in one language; it says which, and what the choice hung on."""
        named, path = languages.split(request.path_info)
        if named and not path:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"/{named}/" + (f"?{query}" if query else ""))
        if not languages.is_spoken(path):
            return self._answer(request, path, settings.LANGUAGE_CODE, "/")
        accepted = languages.accepted(request.headers.get("Accept-Language", "")[:200])
        language = named or accepted
        response = self._answer(request, path, language, f"/{named}/" if named else "/")
        response.headers.setdefault("Content-Language", language)
        if not named:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    def _answer(
        self, request: HttpRequest, path: str, language: str, prefix: str
    ) -> HttpResponseBase:
        request.path_info = path
        request.LANGUAGE_CODE = language
        with translation.override(language), languages.prefixed(prefix):
            return self.get_response(request)
