"""Addresses of the sandbox: both APIs, their picture delivery, the fault switches."""

from django.urls import URLPattern, URLResolver, include, path

from gallery.sandbox import fault_views, views

app_name = "sandbox"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("gallery.sandbox.image_urls")),  # first: its Hub paths lie below jhu/ too
    path("harvard/<path:path>", views.api, {"provider": "harvard"}, name="harvard"),
    path("jhu/<path:path>", views.api, {"provider": "jhu"}, name="jhu"),
    path("faults/", fault_views.faults, name="faults"),
    path("faults/<str:provider>", fault_views.faults, name="provider_faults"),
]
