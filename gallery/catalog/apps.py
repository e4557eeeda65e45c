"""Django app: catalog."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """The catalog app."""

    name = "gallery.catalog"
    label = "catalog"
