"""Every recorded Harvard file goes through the mapper, and comes out as it should."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from gallery.providers.harvard.contract import check
from gallery.providers.harvard.mapper import HarvardMapper
from gallery.providers.harvard.palette import read_palette
from gallery.providers.payloads import BadRecord, Payload, Tally
from tests.paths import DATA, needs_shared

pytestmark = needs_shared

FOLDER = DATA / "recorded" / "harvard"
FILES = sorted(path.name for path in FOLDER.glob("*json")) if FOLDER.is_dir() else []
MAPPER = HarvardMapper()

# file → how many pictures it documents
IMAGE_SAMPLES = {
    "docs_image_1_2017-12.json": 2,
    "docs_image_1_2020-07_with_idsid.json": 2,
    "docs_image_1_2026-07.json": 2,
    "docs_image_2_2017-12.json": 1,
    "docs_image_2_2020-07_with_idsid.json": 1,
    "docs_image_2_2026-07.json": 1,
}


def read(name: str) -> Any:
    text = (FOLDER / name).read_text(encoding="utf-8")
    if name.endswith(".ndjson"):
        return [json.loads(line) for line in text.splitlines()]
    return json.loads(text)


def dicts(value: Any) -> Any:
    """Every JSON object in `value`, outermost first."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from dicts(item)
    elif isinstance(value, list):
        for item in value:
            yield from dicts(item)


def image_entries(name: str) -> list[dict[str, Any]]:
    return [one for one in dicts(read(name)) if "renditionnumber" in one and "baseimageurl" in one]


class TestEveryFile:
    @pytest.mark.parametrize("name", FILES)
    def test_its_pictures_become_records(self, name: str) -> None:
        entries = image_entries(name)

        tally = Tally()
        records = [MAPPER.image(Payload(entry, tally)) for entry in entries]

        assert tally.skipped == []
        assert tally.cleaned == []
        assert [record.identifier for record in records] == [
            entry.get("id") or entry["imageid"] for entry in entries
        ]
        for record, entry in zip(records, entries, strict=True):
            assert (record.width, record.height) == (entry["width"] or 0, entry["height"] or 0)
            assert record.iiif_base.endswith(entry["baseimageurl"].rpartition("/")[2])
            assert record.iiif_base.startswith("https://")

    @pytest.mark.parametrize("name", FILES)
    def test_its_palettes_become_swatches(self, name: str) -> None:
        for one in dicts(read(name)):
            colors = one.get("colors")
            if not isinstance(colors, list):
                continue
            tally = Tally()

            found = read_palette(Payload(one, tally))

            assert tally.cleaned == []
            assert len(found) == min(20, len({color["color"] for color in colors}))
            assert all(swatch.hue and swatch.css3 and swatch.spectrum for swatch in found)
            assert [swatch.share for swatch in found] == sorted(
                (swatch.share for swatch in found), reverse=True
            )

    @pytest.mark.parametrize("name", [name for name in FILES if "object" in name])
    def test_its_objects_say_what_is_shown(self, name: str) -> None:
        tally = Tally()
        seen = 0
        for one in dicts(read(name)):
            if "title" not in one or "images" not in one:
                continue
            try:
                thing = MAPPER.object(Payload(one, tally))
            except BadRecord:
                assert not one.get("id")  # the documentation's excerpts leave it out
                continue
            seen += 1
            assert thing.url.startswith("https://")
            assert thing.permission_level == one.get("imagepermissionlevel")
            assert len(MAPPER.object_images(Payload(one, tally)).records) == len(one["images"])

        assert tally.cleaned == []
        assert seen or name.startswith(("docs_", "object_colors_", "iiif_"))

    @pytest.mark.parametrize("name", FILES)
    def test_lists_and_records_pass_the_check_and_others_do_not(self, name: str) -> None:
        payload = read(name)
        kind = name.partition("_")[0]
        if name.startswith("docs_"):
            kind = name.split("_")[1]
        if kind not in ("image", "object", "color", "spectrum") or not isinstance(payload, dict):
            return

        if "records" in payload:
            assert check(f"https://api.harvardartmuseums.org/{kind}", payload) is None
            assert check(f"https://api.harvardartmuseums.org/{kind}/1", payload) is not None
        elif "id" in payload:
            assert check(f"https://api.harvardartmuseums.org/{kind}/1", payload) is None
            assert check(f"https://api.harvardartmuseums.org/{kind}", payload) is not None


class TestCounts:
    """Figures counted apart from the mapper, so that nothing silently drops out."""

    @pytest.mark.parametrize(("name", "entries"), IMAGE_SAMPLES.items())
    def test_image_samples(self, name: str, entries: int) -> None:
        payload = read(name)
        rows = payload.get("records", [payload])

        assert len(MAPPER.images(rows).records) == entries

    def test_the_paintings_of_2018(self) -> None:
        rows = read("object_list_paintings_100_2018-10.json")["records"]

        mapped = [MAPPER.object_images(Payload(row, Tally())) for row in rows]
        records = [record for one in mapped for record in one.records]
        levels = Counter(MAPPER.object(Payload(row, Tally())).permission_level for row in rows)

        assert levels == {0: 90, 1: 10}
        assert len(records) == 130
        assert sum(1 for one in records if (one.width, one.height) == (0, 0)) == 123
        assert {one.rights.permission_level for one in records} == {0}

    def test_2645_objects_of_2025(self) -> None:
        rows = read("object_colors_sqlite_fathima_2025-09.ndjson")

        palettes = [read_palette(Payload(row, Tally())) for row in rows]

        assert len(rows) == 2645
        assert sum(1 for palette in palettes if palette) == 2550
        assert sum(len(palette) for palette in palettes) == 13_245
