"""Addresses of the sandbox: both APIs and their picture delivery."""

from django.urls import URLPattern

app_name = "sandbox"
urlpatterns: list[URLPattern] = []
