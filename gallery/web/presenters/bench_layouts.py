"""The bench's layouts: the very attributes that the pages give this picture's ``<img>``."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gallery.delivery import CROPPED, SCALED, deliver
from gallery.records import ImageRecord
from gallery.responsive.css_lengths import Viewport
from gallery.responsive.markup import ImageMarkup
from gallery.responsive.selection import Prediction, predict
from gallery.web.presenters.cards import Card, cards
from gallery.web.presenters.stages import Stage, stage
from gallery.web.presenters.wall import LAYOUTS

# The bench's own small pictures: static/css/bench.css, .bench__sample. Two thirds of the
# Hub's smallest whole file, so that nobody loads twice the pixels.
SAMPLE_SIZES = "280px"
DEFAULT_SIZES = "100vw"
FAMILIES = {SCALED: noop("The whole picture"), CROPPED: noop("The crop to 3:2")}
DENSE_FROM = 1.5


@dataclass(frozen=True, slots=True)
class BenchLayout:
    """One layout. ``sizes`` is the attribute as the page has it, ``about`` where that is.

    ``card_ratio`` is the card's box in hundredths where ``sizes`` begins with ``auto``.
    """

    name: str
    label: str
    about: str
    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    is_lazy: bool = False
    card_ratio: int = 0
    is_from_files: bool = False

    def predict(self, viewport: Viewport) -> Prediction | None:
        """The file that a browser will probably take in `viewport`."""
        laid_out = self.auto_width(viewport) if self.is_lazy else None
        return predict(
            self.srcset, self.sizes, viewport, src=self.src,
            is_lazy=self.is_lazy, layout_width=laid_out,
        )  # fmt: skip

    def auto_width(self, viewport: Viewport) -> float:
        """How wide a lone card is laid out, px: what ``auto`` stands for."""
        layout = [one for one in LAYOUTS if one.from_width <= viewport.width][-1]
        ratio = self.card_ratio
        if self.is_from_files:
            is_dense = viewport.dpr >= DENSE_FROM
            ratio = max(ratio, layout.narrowest_dense if is_dense else layout.narrowest)
        return min(ratio * layout.row / 100, viewport.width - layout.taken)

    def markup(self, native_width: int = 0) -> ImageMarkup:
        """The attributes as the lint reads them."""
        return ImageMarkup(
            src=self.src,
            srcset=self.srcset or None,
            sizes=self.sizes if self.srcset else None,
            width=self.width,
            height=self.height,
            alt=self.alt,
            loading="lazy" if self.is_lazy else None,
            native_width=native_width,
        )


def page_layouts(record: ImageRecord) -> tuple[BenchLayout, ...]:
    """Every layout that our pages show this picture in; empty where it is not shown."""
    shown = stage(record)
    if shown is None:
        return ()
    eager, lazy = cards([record])[0], cards([record], all_lazy=True)[0]
    found = [_of_stage(shown)]
    found += _of_card(
        eager, "first", _("Wall, first rows"), _("The search page’s first cards; here alone.")
    )
    found += _of_card(
        lazy, "wall", _("Wall, further down"), _("Every later card: the browser measures it.")
    )
    found.append(sample(record, "bench", _("This bench"), _("The small pictures of this page.")))
    return tuple(found)


def sample(
    record: ImageRecord, name: str, label: str, about: str, family: str = SCALED
) -> BenchLayout:
    """The bench's own small picture of a family; raises LookupError where it has no files."""
    found = deliver(record, family=family, is_small=True)
    if found is None:
        raise LookupError(family)
    alt = cards([record], all_lazy=True)[0].picture
    return BenchLayout(
        name, label, about, found.src, found.srcset, SAMPLE_SIZES, found.width, found.height,
        alt.alt if alt else "",
    )  # fmt: skip


def typed_layout(record: ImageRecord, sizes: str, family: str) -> BenchLayout | None:
    """The layout of a curator's own ``sizes``; None where the family has no files."""
    found = deliver(record, family=family)
    picture = cards([record], all_lazy=True)[0].picture
    if found is None or picture is None:
        return None
    about = _("{family}, as you typed it.").format(family=_(FAMILIES[family]))
    return BenchLayout(
        "typed", _("Your own"), about, found.src, found.srcset, sizes, found.width, found.height,
        picture.alt,
    )  # fmt: skip


def _of_stage(it: Stage) -> BenchLayout:
    return BenchLayout(
        "picture", _("Picture page"), _("The large picture beside its record."),
        it.src, it.srcset, it.sizes, it.width, it.height, it.alt,
    )  # fmt: skip


def _of_card(card: Card, name: str, label: str, about: str) -> list[BenchLayout]:
    it = card.picture
    if it is None:
        return []
    return [
        BenchLayout(
            name, label, about, it.src, it.srcset, it.sizes, it.width, it.height, it.alt,
            is_lazy=not it.is_eager, card_ratio=card.ratio, is_from_files=card.is_from_files,
        )
    ]  # fmt: skip
