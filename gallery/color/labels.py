"""The labels that Harvard's API puts on a colour: css3, spectrum and hue.

All three are nearest neighbours in plain RGB, the first entry winning a tie, as in the
museums' own service. css3 is exact. The spectrum is rebuilt from 19 of its colours; its 366
steps are within a few units of the museums' own. The hue words are the museums', the rule
is ours, see ``HUE_PROTOTYPES``.

A label is a filing aid, not a colour: the css3 and spectrum of a grey need not be grey, so
no swatch is ever painted from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gallery.color.css_names import CSS_NAMES
from gallery.color.extraction import PaletteEntry
from gallery.color.spaces import hex_to_rgb, hexes_to_rgb, rgb_to_hex
from gallery.color.words import color_word

SPECTRUM_ANCHORS = (
    "#009bdf #0089cb #0082b6 #0090a4 #009c98 #00a98a #2eb45d #7ac142 #a9cf38 #dbd81e #ffda00"
    " #ffc40d #fba829 #f58843 #e86e61 #d65778 #b25593 #8761aa #4072b8"
)
"""Every 20th of the museums' 366 spectrum colours, one for each day of a leap year."""

SPECTRUM_DAYS = 366

HUE_PROTOTYPES: dict[str, str] = {
    "Black": ("000000"),
    "Grey": ("191919 323232 4b4b4b 646464 7d7d7d 969696 afafaf c8967d c8c8c8 e1e1e1"),
    "White": ("e1fae1"),
    "Brown": (
        "191900 321919 4b3219 644b32 644b4b 7d4b19 7d6464 96644b 967d4b 967d64 967d7d "
        "af967d af9696 c89664 c8af7d c8af96"
    ),
    "Red": ("4b3232 7d3232 c84b4b c87d7d c8afaf fa4baf"),
    "Orange": ("966432 e17d4b e1af7d e1af96 e1c8af e1c8c8"),
    "Yellow": ("7d6432 7d644b 7d7d64 967d32 af7d4b af9664 c8964b c8af64 e1c87d e1c896 fae1c8"),
    "Green": (
        "194b32 32e196 4b4b32 4b644b 4b7d64 646432 64644b 7d7d4b 7d9619 969664 96967d "
        "96af96 afaf96 c8c864 c8c8af e1e1af e1e1c8"
    ),
    "Blue": ("0032c8 19e1e1 32324b 4b6464 644bfa 647d7d c8c8e1"),
    "Violet": ("4b004b 6432fa 7d327d af4bc8 e1afe1"),
}
"""Grid colours that stand for each of the museums' ten hue words; the nearest one decides.

The museums sort through a list of some 1,600 named colours. These few dozen were chosen so
that every grid colour, weighted by how often recorded Harvard palettes use it, gets the
museums' word: 94% do. The rest lie on borders where the museums' own list alternates. What
looks odd here is theirs: a dim grey-green is "Green", a dim tan "Yellow", pinks are "Red".
"""


@dataclass(frozen=True, slots=True)
class Label:
    """``css3_hex`` and ``spectrum`` are ``#rrggbb``; ``css3_name`` as in a style sheet."""

    css3_hex: str
    css3_name: str
    hue: str
    spectrum: str


@lru_cache(maxsize=4096)
def label(color: str) -> Label:
    """The labels of a hex ``#rrggbb``; ``ValueError`` for anything else."""
    rgb = np.array(hex_to_rgb(color))
    name = _CSS_KEYS[_nearest(rgb, _CSS_RGB)]
    return Label(
        css3_hex=CSS_NAMES[name],
        css3_name=name,
        hue=_HUES[_nearest(rgb, _HUE_RGB)],
        spectrum=rgb_to_hex(_SPECTRUM_RGB[_nearest(rgb, _SPECTRUM_RGB)].tolist()),
    )


@dataclass(frozen=True, slots=True)
class LabelledEntry:
    """One palette colour with all that is said of it; ``word`` is ours, ``hue`` theirs."""

    color: str
    share: float
    hue: str
    css3: str
    spectrum: str
    word: str


def label_palette(palette: Iterable[PaletteEntry]) -> tuple[LabelledEntry, ...]:
    """Palette entries with the museums' three labels and our own colour word."""
    labelled = []
    for entry in palette:
        known = label(entry.color)
        labelled.append(
            LabelledEntry(
                color=entry.color,
                share=entry.share,
                hue=known.hue,
                css3=known.css3_hex,
                spectrum=known.spectrum,
                word=color_word(entry.color),
            )
        )
    return tuple(labelled)


def _nearest(rgb: npt.NDArray[np.int64], entries: npt.NDArray[np.int64]) -> int:
    return int(((entries - rgb) ** 2).sum(axis=1).argmin())  # argmin takes the first of a tie


def _spectrum() -> npt.NDArray[np.int64]:
    anchor_hexes = SPECTRUM_ANCHORS.split()
    anchors = hexes_to_rgb([*anchor_hexes, anchor_hexes[0]]).astype(float)
    at = np.arange(len(anchors)) * 20  # the year ends before the way back to the first one
    days = np.arange(SPECTRUM_DAYS)
    channels = [np.interp(days, at, anchors[:, channel]) for channel in range(3)]
    return np.rint(np.stack(channels, axis=1)).astype(np.int64)


_CSS_KEYS = list(CSS_NAMES)
_CSS_RGB = hexes_to_rgb(CSS_NAMES.values()).astype(np.int64)
_SPECTRUM_RGB = _spectrum()
_HUES = [hue for hue, digits in HUE_PROTOTYPES.items() for _ in digits.split()]
_HUE_RGB = hexes_to_rgb(
    f"#{digits}" for entry in HUE_PROTOTYPES.values() for digits in entry.split()
).astype(np.int64)
