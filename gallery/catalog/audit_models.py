"""What `audit_renditions` found, one row for each picture it looked at."""

from __future__ import annotations

from django.db import models

# What can be wrong with a file, each one bit; the order is that of their weight.
FINDINGS = {
    "broken": 1,
    "wrong-type": 2,
    "wrong-crop": 4,
    "mislabelled": 8,
    "upscaled": 16,
    "too-heavy": 32,
    # Declared wider than the original, and delivered at the original's width: no page
    # that knows the original takes it, so it is worth a note and no alarm.
    "capped": 64,
}
ALARMS = sum(bit for name, bit in FINDINGS.items() if name != "capped")


class RenditionAudit(models.Model):
    """The files of one picture as they really were; read it with `catalog.audits`.

    ``files`` are lists in the order of `catalog.audits.AuditedFile`, ``problems`` the bits
    of FINDINGS that any file has, ``declared`` a digest of what the
    provider declared then: a record that changed since is looked at again.
    """

    image = models.OneToOneField("catalog.Image", models.CASCADE, related_name="audit")
    audited_at = models.DateTimeField()
    declared = models.CharField(max_length=16)
    is_complete = models.BooleanField(default=True, help_text="every file could be reached")
    problems = models.SmallIntegerField(default=0)
    files = models.JSONField(default=list)

    class Meta:
        """Pictures with problems are few, and asked for often."""

        indexes = [models.Index(fields=["problems", "image"], name="audit_problems")]

    def __str__(self) -> str:
        return f"audit of {self.image_id}, {self.audited_at:%Y-%m-%d}"
