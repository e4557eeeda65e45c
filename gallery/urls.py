"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("gallery.web.urls")),
    path("admin/", admin.site.urls),
]
if settings.LIGHTTABLE.is_sandboxed:
    urlpatterns.append(path("sandbox/", include("gallery.sandbox.urls")))

handler400 = "gallery.web.views.errors.bad_request"
handler403 = "gallery.web.views.errors.forbidden"
handler404 = "gallery.web.views.errors.not_found"
handler500 = "gallery.web.views.errors.server_error"
