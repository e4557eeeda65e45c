"""Django app: web."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web app."""

    name = "gallery.web"
    label = "web"

    def ready(self) -> None:
        """Register the system checks, which need settings to be loaded."""
        from gallery import checks  # noqa: F401
