"""An ``<img>`` as plain values, with what was measured of its files and its layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from gallery.responsive.css_lengths import Viewport
from gallery.responsive.source_sizes import SourceSize, evaluate_sizes
from gallery.responsive.srcset import ImageCandidate, Srcset, parse_srcset


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """One file as it really is: px, and a small picture of it to compare the content by.

    ``thumbnail``: luminance 0 to 255 of a grid of equal cells over the whole picture,
    row by row (8×8 is enough); empty where it was not looked at.
    """

    width: int
    height: int
    thumbnail: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says. ``passed`` None: it could not be measured.

    ``rule`` is a name to look up, ``measured`` the value found, passing or failing, and
    ``advice`` what to do, "" where nothing is to be done.
    """

    rule: str
    passed: bool | None
    measured: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ImageMarkup:
    """The attributes of an ``<img>`` (None: not there) and what is known about it.

    ``native_width`` of the original, px, 0 unknown. ``files``: by URL, what was measured.
    ``layout``: by viewport width, how wide the picture is laid out, both in CSS px,
    on a screen of ``dpr`` pixels to each.
    """

    src: str | None = None
    srcset: str | None = None
    sizes: str | None = None
    width: int | None = None
    height: int | None = None
    alt: str | None = None
    loading: str | None = None
    native_width: int = 0
    files: Mapping[str, MeasuredFile] = field(default_factory=lambda: MappingProxyType({}))
    layout: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({}))
    dpr: float = 1.0

    @property
    def is_lazy(self) -> bool:
        """Whether the browser waits until the picture comes near."""
        return (self.loading or "").lower() == "lazy"

    @property
    def parsed(self) -> Srcset:
        """The srcset as a browser reads it."""
        return parse_srcset(self.srcset or "")

    @property
    def candidates(self) -> tuple[ImageCandidate, ...]:
        """The candidates of the srcset."""
        return self.parsed.candidates

    def ratio(self) -> float | None:
        """Height over width: of the attributes, else of the widest measured file."""
        if self.width and self.height:
            return self.height / self.width
        widest = max(self.files.values(), key=lambda one: one.width, default=None)
        return widest.height / widest.width if widest and widest.width else None

    def source_size(self, viewport: Viewport) -> SourceSize:
        """The width that ``sizes`` gives in `viewport`, with the layout where ``auto`` asks."""
        laid_out = self.layout.get(int(viewport.width))
        return evaluate_sizes(
            self.sizes or "", viewport, is_lazy=self.is_lazy, layout_width=laid_out
        )
