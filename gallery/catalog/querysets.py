"""Questions to the catalogue that read as phrases."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import connections, models
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Lower, Mod, NullIf

from gallery.catalog import text_index
from gallery.catalog.marks import MARKS
from gallery.catalog.rows import LARGEST_SPREAD, PARTS, SHAPES
from gallery.catalog.words import Words, read_words

if TYPE_CHECKING:
    from gallery.catalog.models import Image as Row
else:
    Row = models.Model

# What a picture goes by, best first (as `ImageRecord.label` chooses).
TITLES = ("title", "object_titles", "caption", "alt_text")


class ImageQuerySet(QuerySet[Row]):
    """Pictures and documents; every method narrows or orders and returns a queryset."""

    def of_provider(self, name: str) -> Self:
        """Those of one provider; all of them where `name` is empty."""
        return self.filter(provider=name) if name else self

    def of_keys(self, keys: Iterable[int]) -> Self:
        """Those with these row keys, however many: sent as one value."""
        if connections[self.db].vendor == "sqlite":
            listed = json.dumps(list(keys))
            return self.filter(pk__in=RawSQL("SELECT value FROM json_each(%s)", [listed]))
        return self.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [list(keys)]))

    def present(self) -> Self:
        """Those that the provider still had when last asked."""
        return self.filter(missing_since=None)

    def pictures(self) -> Self:
        """Those that are pictures, not documents."""
        return self.filter(kind="image")

    def matching(self, words: str | Words, *, also: dict[str, list[int]] | None = None) -> Self:
        """Those whose texts match; see `catalog.words` for what a visitor may type.

        `also`: identifiers by provider that match whatever our own texts say, unless
        they hold an unwanted word.
        """
        terms = read_words(words) if isinstance(words, str) else words
        found = self
        if terms.wanted:
            condition = Q(pk__in=text_index.matching_ids(terms.wanted, self.db))
            for provider, identifiers in (also or {}).items():
                condition |= Q(provider=provider, identifier__in=identifiers)
            found = found.filter(condition)
        if terms.unwanted:
            unwanted = text_index.matching_ids(terms.unwanted, self.db, anyone=True)
            found = found.exclude(pk__in=unwanted)
        return found

    def shaped(self, shape: str) -> Self:
        """Those of one of the SHAPES."""
        return self.filter(shape=SHAPES.index(shape)) if shape else self

    def at_least_wide(self, pixels: int) -> Self:
        """Those whose width is known and at least `pixels`."""
        return self.filter(width__gte=pixels) if pixels else self

    def made_with(
        self, *, make: str = "", model: str = "", software: str = "", film: str = ""
    ) -> Self:
        """Those whose technique names exactly these; empty ones do not narrow."""
        asked = {"make": make, "model": model, "software": software, "film": film}
        return self.filter(**{name: value for name, value in asked.items() if value})

    def in_format(self, media_type: str) -> Self:
        """Those of one media type, as in ``image/jpeg``."""
        return self.filter(media_type=media_type) if media_type else self

    def having(self, *parts: str) -> Self:
        """Those that have every one of these PARTS."""
        mask = sum(PARTS[part] for part in set(parts))
        return self.filter(parts__in=[n for n in range(16) if n & mask == mask]) if mask else self

    def lacking(self, *parts: str) -> Self:
        """Pictures that have none of these PARTS; documents are not expected to."""
        mask = sum(PARTS[part] for part in set(parts))
        if not mask:
            return self
        return self.pictures().filter(parts__in=[n for n in range(16) if not n & mask])

    def marked(self, *names: str) -> Self:
        """Pictures that have every one of these MARKS."""
        found = self.pictures() if names else self
        for name in names:
            found = found.filter(MARKS[name])
        return found

    def dated_between(self, first: dt.date | None, last: dt.date | None) -> Self:
        """Those dated in this span, both days included; undated ones are in no span."""
        found = self.filter(date__gte=first) if first else self
        return found.filter(date__lte=last) if last else found

    def newest_first(self) -> Self:
        """By day (of the picture, else of its record), undated last, then by row."""
        return self.order_by("-day", "-id")

    def oldest_first(self) -> Self:
        """By day, undated last, then by row."""
        return self.order_by(models.Case(models.When(day=0, then=1), default=0), "day", "id")

    def widest_first(self) -> Self:
        """By width in px, then by row."""
        return self.order_by("-width", "-id")

    def narrowest_first(self) -> Self:
        """By width in px, those of unknown width last, then by row."""
        return self.order_by(models.Case(models.When(width=0, then=1), default=0), "width", "-id")

    def by_title(self) -> Self:
        """By the text a picture goes by, without case, those without one last, then by row."""
        texts = [NullIf(name, models.Value("")) for name in TITLES]
        return self.order_by(Lower(Coalesce(*texts)).asc(nulls_last=True), "id")

    def by_make(self) -> Self:
        """By make and model, those without a make last, then by row."""
        without = models.Case(models.When(make="", then=1), default=0)
        return self.order_by(without, Lower("make"), Lower("model"), "id")

    def mixed(self) -> Self:
        """Providers and times evenly mixed, always in the same order."""
        return self.order_by("spread", "id")

    def shuffled(self, seed: str) -> Self:
        """An order that only `seed` decides, the same on every page and every engine."""
        digest = hashlib.blake2b(seed.encode(), digest_size=8).digest()
        factor = int.from_bytes(digest[:4], "big") & LARGEST_SPREAD | 1
        start = int.from_bytes(digest[4:], "big") & LARGEST_SPREAD
        whole = models.BigIntegerField()
        # Widened first: PostgreSQL multiplies two 32-bit numbers in 32 bits.
        product = Cast("spread", whole) * models.Value(factor, whole) + models.Value(start, whole)
        order = Mod(product, models.Value(LARGEST_SPREAD, whole), output_field=whole)
        return self.order_by(order, "id")
