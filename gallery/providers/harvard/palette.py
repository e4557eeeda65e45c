"""The ``colors`` of a Harvard image → swatches."""

from __future__ import annotations

from gallery.providers import values
from gallery.providers.payloads import Payload
from gallery.records import Swatch

# Harvard docs, image: "to keep the number of buckets under 20". Ten is the most recorded.
MOST_SWATCHES = 20
HUES = frozenset(
    ["Red", "Orange", "Yellow", "Green", "Blue", "Violet", "Brown", "Grey", "Black", "White"]
)


def read_palette(payload: Payload) -> tuple[Swatch, ...]:
    """Swatches by falling share, each colour once.

    ``colors`` is absent where none were computed. A swatch without a colour or with a
    share outside 0 to 1 is left out; shares need not sum to 1.
    """
    found: dict[str, Swatch] = {}
    for entry in payload.objects("colors"):
        color = values.hex_color(entry.data.get("color"))
        share = values.share(entry.data.get("percent"))
        if not color or share is None:
            payload.tally.cleaned.append("a colour is not usable")
            continue
        hue = entry.data.get("hue")
        found.setdefault(
            color,
            Swatch(
                color=color,
                share=share,
                hue=hue if isinstance(hue, str) and hue in HUES else "",
                css3=values.hex_color(entry.data.get("css3")),
                spectrum=values.hex_color(entry.data.get("spectrum")),
            ),
        )
    ranked = sorted(found.values(), key=lambda swatch: -swatch.share)
    return tuple(ranked[:MOST_SWATCHES])
