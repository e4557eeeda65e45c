"""The catalogue in the admin site: all of it, searchable; what a provider sent is read-only."""

# ruff: noqa: ARG002 - Django calls these methods with all their arguments
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from gallery.catalog.models import Image, ProviderMatch

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """Rows that may be read and deleted, but neither added nor changed here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from providers."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What a provider sent is the provider's."""
        return False


@admin.register(Image)
class ImageAdmin(ReadOnlyAdmin):
    """Pictures and documents, found by the same full text as on the search page."""

    list_display = ("label", "provider", "identifier", "kind", "size", "colors", "refreshed_at")
    list_filter = ("provider", "kind", "palette_source", "access_level", "permission_level")
    search_fields = ("title",)  # shows the field; get_search_results asks the full text
    search_help_text = "Words, “phrases”, -without; or provider/number"
    ordering = ("-pk",)
    list_per_page = 50
    show_full_result_count = False
    readonly_fields = ("colors",)

    @admin.display(description="picture")
    def label(self, image: Image) -> str:
        """The best short text there is."""
        return image.as_record().label[:80]

    @admin.display(description="size, px", ordering="width")
    def size(self, image: Image) -> str:
        """Width and height, or a dash where unknown."""
        return f"{image.width} × {image.height}" if image.width else "–"

    @admin.display(description="colours")
    def colors(self, image: Image) -> SafeString | str:
        """The palette in words: hex and share."""
        swatches = ((it.color, round(it.share * 100)) for it in image.as_record().palette[:5])
        return format_html_join(", ", "{} {}%", swatches) or "–"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Rows by full text, or the one row named ``provider/number``."""
        provider, _slash, number = search_term.strip().partition("/")
        if number.isascii() and number.isdigit() and len(number) < 19:
            return queryset.filter(provider=provider, identifier=int(number)), False
        return queryset.matching(search_term), False  # type: ignore[attr-defined]


@admin.register(ProviderMatch)
class ProviderMatchAdmin(ReadOnlyAdmin):
    """Which pictures a provider named for which words."""

    list_display = ("words", "provider", "total", "asked_at")
    list_filter = ("provider",)
    search_fields = ("words",)
