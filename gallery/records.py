"""The one shape that every provider's pictures take inside Lighttable.

Plain frozen values without behaviour beyond what follows from them alone. Mappers in
``gallery.providers`` make them from payloads, ``gallery.catalog`` stores them and hands
them back, pages read them. Text is plain text unless a field's name ends in ``_html``.

Units: sizes in pixels, 0 where the provider does not say; shares from 0 to 1.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from gallery.technique import Technique as Technique

Kind = Literal["image", "document"]
PaletteSource = Literal["", "provider", "extracted"]

# Harvard docs, object: imagepermissionlevel 1 is "at most 256 px on the longer side".
LEVEL_1_LONGEST_SIDE = 256


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of a palette. ``color``, ``css3``, ``spectrum`` are ``#rrggbb``, lower case.

    ``css3`` and ``spectrum`` are the nearest entries of those lists, not the colour
    itself: never paint a swatch from them. ``hue`` is the museum's own word.
    """

    color: str
    share: float
    hue: str = ""
    css3: str = ""
    spectrum: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One delivered file that a provider names by URL. The URL is never re-encoded.

    ``width`` and ``height`` are what the provider declares, None where it does not.
    ``family`` groups files that show the same picture: ``scaled`` keeps the native ratio,
    ``cropped-landscape`` is a 1.5:1 crop. The two never share one ``srcset``.
    """

    name: str
    url: str
    family: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class DepictedObject:
    """What a Harvard picture shows: where title, link back and permission come from."""

    identifier: int
    title: str = ""
    url: str = ""
    people: tuple[str, ...] = ()
    dated: str = ""
    classification: str = ""
    permission_level: int | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """Who is to be named and how large the picture may be shown.

    ``access_level``: 0 restricted, 1 public (Harvard docs, image).
    ``permission_level``: 0 any size, 1 at most 256 px, 2 not shown (Harvard docs, object).
    A provider that speaks of access also grants permissions; while none is known, the
    picture is shown as small as any that may be shown (docs/adr/0004).
    """

    copyright: str = ""
    credit: str = ""
    access_level: int | None = None
    permission_level: int | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the picture itself may be shown at all."""
        return self.permission_level != 2 and self.access_level != 0

    @property
    def is_permission_unknown(self) -> bool:
        """Whether the provider has a say on the size, and it is not known yet."""
        return self.access_level is not None and self.permission_level is None

    @property
    def longest_side(self) -> int | None:
        """Largest longer side allowed in px, None for no limit, 0 for no picture."""
        if not self.is_shown:
            return 0
        is_small = self.permission_level == 1 or self.is_permission_unknown
        return LEVEL_1_LONGEST_SIDE if is_small else None


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """A picture or document of one provider.

    ``iiif_base``: base URL of a IIIF Image API service, "" where there is none.
    ``srcsets``: (family, srcset string exactly as the provider sent it) pairs.
    ``file_url``: the file of a document. ``landing_url``: the provider's page about it.
    ``identifiers``: (name, value) pairs as the provider calls them, for the record page.
    ``date`` is the day where ``date_text`` can be read as one.
    """

    provider: str
    identifier: int
    kind: Kind = "image"
    title: str = ""
    caption: str = ""
    caption_html: str = ""
    alt_text: str = ""
    description: str = ""
    width: int = 0
    height: int = 0
    media_type: str = ""
    date: dt.date | None = None
    date_text: str = ""
    technique: Technique = field(default_factory=Technique)
    rights: Rights = field(default_factory=Rights)
    iiif_base: str = ""
    renditions: tuple[Rendition, ...] = ()
    srcsets: tuple[tuple[str, str], ...] = ()
    file_url: str = ""
    landing_url: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    objects: tuple[DepictedObject, ...] = ()
    palette: tuple[Swatch, ...] = ()
    palette_source: PaletteSource = ""
    created_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone named on the depicted objects, each once, in order."""
        return tuple(dict.fromkeys(name for thing in self.objects for name in thing.people))

    @property
    def label(self) -> str:
        """The best short text there is: title, caption, alt text, else a plain number."""
        noun = "Document" if self.kind == "document" else "Picture"
        return next(filter(None, self._names), f"{noun} {self.identifier}")

    @property
    def is_named(self) -> bool:
        """Whether any words of the provider can serve as its title."""
        return any(self._names)

    @property
    def _names(self) -> tuple[str, ...]:
        return (self.title, *(thing.title for thing in self.objects), self.caption, self.alt_text)

    @property
    def lacks_alt_text(self) -> bool:
        """Whether the provider supplied no alternative text of its own."""
        return self.kind == "image" and not self.alt_text
