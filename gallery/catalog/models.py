"""What the catalogue keeps: pictures, and what providers named for words."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from gallery.catalog import rows
from gallery.catalog.audit_models import RenditionAudit as RenditionAudit
from gallery.catalog.index_models import IndexArray as IndexArray
from gallery.catalog.index_models import IndexChange as IndexChange
from gallery.catalog.index_models import IndexGeneration as IndexGeneration
from gallery.catalog.querysets import ImageQuerySet
from gallery.records import ImageRecord


class Image(models.Model):
    """One picture or document of one provider.

    What a provider sends changes only through `catalog.ingest`. JSON columns are lists
    in the order of the record's dataclass fields (see `catalog.rows`).
    """

    provider = models.CharField(max_length=20)
    identifier = models.BigIntegerField()
    kind = models.CharField(max_length=10, default="image")

    title = models.TextField(blank=True, default="")
    caption = models.TextField(blank=True, default="")
    caption_html = models.TextField(blank=True, default="")
    alt_text = models.TextField(blank=True, default="")
    description = models.TextField(blank=True, default="")

    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    media_type = models.TextField(blank=True, default="")
    date = models.DateField(null=True, blank=True)
    date_text = models.TextField(blank=True, default="")

    technique = models.TextField(blank=True, default="", help_text="as the provider sent it")
    make = models.TextField(blank=True, default="")
    model = models.TextField(blank=True, default="")
    software = models.TextField(blank=True, default="")
    film = models.TextField(blank=True, default="")
    exif_orientation = models.SmallIntegerField(null=True, blank=True)

    copyright = models.TextField(blank=True, default="")
    credit = models.TextField(blank=True, default="")
    access_level = models.SmallIntegerField(null=True, blank=True)
    permission_level = models.SmallIntegerField(null=True, blank=True)

    iiif_base = models.TextField(blank=True, default="")
    file_url = models.TextField(blank=True, default="")
    landing_url = models.TextField(blank=True, default="")
    renditions = models.JSONField(blank=True, default=list)
    srcsets = models.JSONField(blank=True, default=list)
    identifiers = models.JSONField(blank=True, default=list)
    depicted = models.JSONField(blank=True, default=list)
    palette = models.JSONField(blank=True, default=list)
    palette_source = models.CharField(max_length=10, blank=True, default="")

    created_at = models.DateTimeField(null=True, blank=True, help_text="by the provider")
    updated_at = models.DateTimeField(null=True, blank=True, help_text="by the provider")

    # Derived by catalog.rows, for full text, filters and orders.
    object_titles = models.TextField(blank=True, default="")
    people = models.TextField(blank=True, default="")
    numbers = models.TextField(blank=True, default="")
    day = models.IntegerField(default=0)
    shape = models.SmallIntegerField(default=0)
    parts = models.SmallIntegerField(default=0)
    spread = models.IntegerField(default=0)

    # The catalogue's own.
    harvested_at = models.DateTimeField(help_text="first seen")
    refreshed_at = models.DateTimeField(help_text="last seen at the provider")
    objects_refreshed_at = models.DateTimeField(
        null=True, blank=True, help_text="when what it depicts was last seen there"
    )
    missing_since = models.DateTimeField(null=True, blank=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        """One row per provider and identifier.

        Orders have no index: pages are put in order in memory, and each index that new rows
        fall into at random costs an ingest a page a row.
        """

        constraints = [
            models.UniqueConstraint(
                fields=["provider", "identifier"], name="image_provider_identifier"
            )
        ]
        indexes = [
            models.Index(fields=["provider", "refreshed_at"], name="image_refreshed"),
            # All that the gaps page reads of a row, so that it reads no row; every query
            # reads all of it. In the order of rows, so that new ones are added at its end.
            models.Index(
                fields=[
                    *("id", "kind", "provider", "parts", "width", "height", "access_level"),
                    *("permission_level", "date", "make", "film"),
                ],
                name="image_gaps",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider}/{self.identifier} {self.as_record().label[:80]}".strip()

    def get_absolute_url(self) -> str:
        """Path of the picture's own page."""
        return reverse("web:image", args=[self.provider, self.identifier])

    def as_record(self) -> ImageRecord:
        """The record that this row keeps."""
        return rows.record(self)


class ProviderMatch(models.Model):
    """Which pictures one provider named for a visitor's words.

    They count as matches of these words even where our own texts hold other ones.
    """

    provider = models.CharField(max_length=20)
    words = models.CharField(max_length=400, help_text="as sent, lower case")
    identifiers = models.JSONField(default=list)
    total = models.PositiveIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        """One row per provider and words."""

        constraints = [
            models.UniqueConstraint(fields=["provider", "words"], name="match_provider_words")
        ]
        indexes = [models.Index(fields=["words"], name="match_words")]

    def __str__(self) -> str:
        return f"{self.provider}: {self.words} ({len(self.identifiers)})"
