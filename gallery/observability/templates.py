"""Django's template engine with a stopwatch around whole pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template

from gallery.observability.timing import span


class TimedTemplate(Template):
    """Adds its rendering to the span ``render``."""

    @span("render")
    def render(
        self,
        context: dict[str, Any] | None = None,
        request: HttpRequest | None = None,
    ) -> str:
        """The page."""
        return super().render(context, request)


class TimedTemplates(DjangoTemplates):
    """As `DjangoTemplates`; includes and parents are inside the page that names them."""

    def get_template(self, template_name: str) -> TimedTemplate:
        """The template of that name."""
        found = super().get_template(template_name)
        return TimedTemplate(found.template, self)
