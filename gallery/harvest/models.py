"""What harvests remember: how far each one is, who runs it, which pictures cannot be read."""

from __future__ import annotations

from django.db import models


class HarvestRun(models.Model):
    """How far the last run of a kind over one provider got; a stopped one resumes from here.

    `cursor` is the provider's own (`HarvestPage`), "" at the beginning and while the run
    looks for what it did not see. A run that came to its end has ``finished_at``.
    """

    WHOLE, RECENT = "whole", "recent"

    provider = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=[(WHOLE, WHOLE), (RECENT, RECENT)])
    since = models.DateField(null=True, blank=True)
    cursor = models.CharField(max_length=100, blank=True, default="")
    is_read = models.BooleanField(default=False, help_text="the provider was read to its end")
    started_at = models.DateTimeField()
    advanced_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(null=True, blank=True, help_text="as the provider says")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0, help_text="pictures joined with objects")
    missing = models.PositiveIntegerField(default=0, help_text="no longer at the provider")
    dropped = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        """One row per provider and kind."""

        constraints = [
            models.UniqueConstraint(fields=["provider", "kind"], name="run_provider_kind")
        ]

    def __str__(self) -> str:
        return f"{self.provider} ({self.kind}) {self.cursor}".strip()

    @property
    def seen(self) -> int:
        """Records that this run has handled."""
        return self.new + self.changed + self.unchanged + self.skipped


class Lease(models.Model):
    """Who is doing what must not be done twice at once. See `gallery.harvest.lease`."""

    work = models.CharField(max_length=40, unique=True)
    token = models.CharField(max_length=32)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.work}: process {self.pid} on {self.host}"


class UnreadPicture(models.Model):
    """A picture whose file could not be had or read, and when to try again.

    `files` is what the picture's files were called then: others are tried at once.
    """

    image = models.OneToOneField(
        "catalog.Image", on_delete=models.CASCADE, primary_key=True, related_name="unread"
    )
    files = models.CharField(max_length=32)
    failures = models.PositiveSmallIntegerField(default=1)
    failed_at = models.DateTimeField()
    retry_at = models.DateTimeField(db_index=True)
    reason = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.image_id}: {self.reason}"
