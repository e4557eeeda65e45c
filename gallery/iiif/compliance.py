"""What a IIIF image service must be able to do at each compliance level.

The compliance documents of Image API 1.1, 2.1 and 3.0, §3. Feature names are 3.0's,
where the versions differ with 2.1's beside them.
"""

from __future__ import annotations

_LEVEL_1_SIZES = frozenset({"sizeByW", "sizeByH"})

FEATURES: dict[tuple[int, int], frozenset[str]] = {
    (1, 0): frozenset(),
    (1, 1): _LEVEL_1_SIZES | {"regionByPx", "sizeByPct"},
    (2, 0): frozenset(),
    (2, 1): _LEVEL_1_SIZES | {"regionByPx", "sizeByPct"},
    (3, 0): frozenset(),
    (3, 1): _LEVEL_1_SIZES | {"regionByPx", "regionSquare", "sizeByWh"},
}
_LEVEL_2 = frozenset({"regionByPct", "sizeByPct", "sizeByConfinedWh", "sizeByWh", "rotationBy90s"})
FEATURES[1, 2] = FEATURES[1, 1] | _LEVEL_2 | {"sizeByDistortedWh"}
FEATURES[2, 2] = FEATURES[2, 1] | _LEVEL_2 | {"sizeByDistortedWh"}
FEATURES[3, 2] = FEATURES[3, 1] | _LEVEL_2

QUALITIES: dict[tuple[int, int], tuple[str, ...]] = {
    (1, 2): ("native", "color", "grey", "bitonal"),
    (2, 2): ("default", "color", "gray", "bitonal"),
    (3, 2): ("default", "color", "gray"),
}


def level_features(version: int, level: int) -> frozenset[str]:
    """Return the features that `level` (0 to 2) of `version` (1 to 3) requires."""
    return FEATURES[version, level]


def level_qualities(version: int, level: int) -> tuple[str, ...]:
    """Return the qualities that `level` of `version` requires, the default one first."""
    return QUALITIES.get((version, level), ("native",) if version == 1 else ("default",))


def level_formats(level: int) -> tuple[str, ...]:
    """Return the formats that `level` requires."""
    return ("jpg", "png") if level == 2 else ("jpg",)
