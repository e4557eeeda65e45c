"""Harvests in the admin, to be looked at."""

from __future__ import annotations

from django.contrib import admin

from gallery.catalog.admin import ReadOnlyAdmin
from gallery.harvest.models import HarvestRun, Lease, UnreadPicture


@admin.register(HarvestRun)
class HarvestRunAdmin(ReadOnlyAdmin):
    """How far each harvest got."""

    list_display = ("provider", "kind", "cursor", "seen", "total", "advanced_at", "finished_at")


@admin.register(Lease)
class LeaseAdmin(ReadOnlyAdmin):
    """Who is harvesting."""

    list_display = ("work", "pid", "host", "taken_at", "beat_at")


@admin.register(UnreadPicture)
class UnreadPictureAdmin(ReadOnlyAdmin):
    """Pictures whose file could not be read, and when to try again."""

    list_display = ("image_id", "failures", "reason", "retry_at")
