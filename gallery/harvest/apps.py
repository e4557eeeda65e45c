"""Django app: harvest."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    """The harvest app."""

    name = "gallery.harvest"
    label = "harvest"
