"""The catalogue's answer worked out record by record: slow, and plain to see right."""

import math
import re

from gallery.color.spaces import hex_to_oklab
from gallery.color.words import COLOR_WORDS, color_word
from gallery.records import ImageRecord
from gallery.search.query import SearchQuery

HUES = ("black", "grey", "white", "brown", "red", "orange", "yellow", "green", "blue", "violet")


def shape(record: ImageRecord) -> str:
    wide, high = record.width, record.height
    if not wide or not high:
        return ""
    if wide >= 2 * high:
        return "panorama"
    if max(wide, high) / min(wide, high) <= 1.05:
        return "square"
    return "landscape" if wide > high else "portrait"


def size(record: ImageRecord) -> str:
    side = max(record.width, record.height)
    if not record.width or not record.height:
        return ""
    return (
        "huge"
        if side >= 4000
        else "large"
        if side >= 2000
        else "medium"
        if side >= 1000
        else "small"
    )


def parts(record: ImageRecord) -> set[str]:
    has = {
        "alt": record.alt_text,
        "caption": record.caption,
        "colors": record.palette,
        "technique": record.technique.raw,
    }
    return {name for name, value in has.items() if value}


def word_areas(record: ImageRecord) -> dict[str, float]:
    """Area in 255ths of each colour word that covers 5 of them or more."""
    areas = dict.fromkeys(COLOR_WORDS, 0.0)
    for swatch in record.palette:
        areas[color_word(swatch.color)] += swatch.share
    units = {word: round(area * 255) for word, area in areas.items()}
    return {word: area for word, area in units.items() if area >= 5}


def hues(record: ImageRecord) -> set[str]:
    areas = dict.fromkeys(HUES, 0.0)
    for swatch in record.palette:
        areas[swatch.hue.lower()] += swatch.share
    return {hue for hue, area in areas.items() if round(area * 255) >= 5}


def share_near(record: ImageRecord, color: str, tolerance: int) -> float:
    wanted = hex_to_oklab(color)
    near = (
        swatch.share
        for swatch in record.palette
        if math.dist(hex_to_oklab(swatch.color), wanted) < tolerance / 100
    )
    return round(sum(near) * 255) / 255


def has_words(record: ImageRecord, q: str) -> bool:
    tokens = re.findall(r"\w+", f"{record.title} {record.caption} {record.alt_text}".lower())
    for word in q.split():
        if word.startswith("-"):
            if word[1:] in tokens:
                return False
        elif word not in tokens:
            return False
    return True


def passes(record: ImageRecord, query: SearchQuery) -> bool:
    technique, mine = record.technique, parts(record)
    return all(
        [
            has_words(record, query.q),
            query.source in ("", record.provider),
            query.orientation in ("", shape(record)),
            query.size in ("", size(record)),
            query.format in ("", record.media_type),
            query.make in ("", technique.make),
            query.model in ("", technique.model),
            query.software in ("", technique.software),
            query.film in ("", technique.film),
            record.width >= query.min_width,
            not query.decade or bool(record.date and record.date.year // 10 * 10 == query.decade),
            not query.date_from or bool(record.date and record.date >= query.date_from),
            not query.date_to or bool(record.date and record.date <= query.date_to),
            set(query.has) <= mine,
            not query.lacks or (record.kind == "image" and not mine & set(query.lacks)),
            not query.word or query.word in word_areas(record),
            not query.hue or query.hue in hues(record),
            not query.colors
            or any(share_near(record, it.color, query.tolerance) for it in query.colors),
            all(share_near(record, it.color, query.tolerance) <= 0.05 for it in query.not_colors),
        ]
    )
