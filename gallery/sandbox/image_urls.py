"""Addresses of picture delivery: IIIF 2.1 and 3.0, the Hub's styles and documents."""

from django.urls import URLPattern, path

from gallery.sandbox import image_views
from gallery.sandbox.image_views import GetServer

HUB_FILES = "jhu/factory/sites/default/files"


def picture_urls(get_server: GetServer) -> list[URLPattern]:
    """Every address, answered by the server that `get_server` returns."""
    iiif, style, document = image_views.iiif, image_views.hub_style, image_views.document
    server = {"get_server": get_server}
    return [
        path("iiif/2/<path:path>", iiif, server | {"version": 2}, name="iiif_2"),
        path("iiif/3/<path:path>", iiif, server | {"version": 3}, name="iiif_3"),
        path(f"{HUB_FILES}/styles/<str:style>/public/<path:path>", style, server, name="hub_style"),
        path(f"{HUB_FILES}/<path:path>", document, server, name="hub_document"),
    ]


urlpatterns = picture_urls(image_views.default_server)
