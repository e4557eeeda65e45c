"""Tables of the search index: generations, their arrays, and what changed since."""

from __future__ import annotations

from django.db import models


class IndexGeneration(models.Model):
    """One build of the index; the highest `number` that is ready counts.

    ``token`` is random: it names its files in every machine's cache. ``mark`` is the place in the change
    log from which on changes are not in it (see `catalog.change_log`).
    """

    number = models.BigAutoField(primary_key=True)
    token = models.BigIntegerField(unique=True)
    is_ready = models.BooleanField(default=False)
    mark = models.BigIntegerField(default=0)
    pictures = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    built_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"generation {self.number}: {self.pictures} pictures"


class IndexArray(models.Model):
    """A piece of one array of a generation, as ``.npy`` bytes cut into parts."""

    generation = models.ForeignKey(IndexGeneration, models.CASCADE, related_name="arrays")
    name = models.CharField(max_length=60)
    part = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        """Each part once."""

        constraints = [
            models.UniqueConstraint(
                fields=["generation", "name", "part"], name="index_array_generation_name_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.part}"


class IndexChange(models.Model):
    """A row of the catalogue that is new, changed or gone; written by triggers only.

    ``token`` is random: it tells an entry from another one with the same id, after a
    restored backup say. ``tx`` is PostgreSQL's number of the writing transaction.
    """

    image = models.BigIntegerField()
    token = models.BigIntegerField()
    tx = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk}: row {self.image}"
