"""Addresses of the sandbox: both APIs and their picture delivery."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "sandbox"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("gallery.sandbox.image_urls")),  # first: its Hub paths lie below jhu/ too
]
