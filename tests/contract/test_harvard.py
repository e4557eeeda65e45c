"""Harvard's contract, asserted of whatever answers in its name."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from gallery.providers.harvard.contract import check
from gallery.providers.harvard.mapper import HarvardMapper

API = "https://api.harvardartmuseums.org"
MAPPER = HarvardMapper(allow_local=True)

# Contract, image: the fields of a record. `colors` is absent where none were computed.
FIELDS = {
    "id", "imageid", "fileid", "caption", "alttext", "description", "copyright", "baseimageurl",
    "renditionnumber", "date", "height", "width", "accesslevel", "format", "technique",
    "lastupdate",
}  # fmt: skip
SOMETIMES = {"colors", "createdate"}
GONE = {"iiifbaseuri", "idsid"}  # March 2026
HUES = {"Red", "Orange", "Yellow", "Green", "Blue", "Violet", "Brown", "Grey", "Black", "White"}
HEX = re.compile(r"#[0-9a-f]{6}")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:?\d\d")


@pytest.fixture
def images(upstream_payloads):
    return upstream_payloads.harvard_images


@pytest.fixture(params=["list", "single"])
def records(request, upstream_payloads, images):
    return images["records"] if request.param == "list" else [upstream_payloads.harvard_image]


class TestInfo:
    @pytest.fixture(params=["harvard_images", "harvard_colors", "harvard_spectrum"])
    def payload(self, request, upstream_payloads):
        return getattr(upstream_payloads, request.param)

    def test_holds_what_is_documented(self, payload):
        info = payload["info"]

        assert set(payload) == {"info", "records"}
        assert set(info) - {"prev"} == {
            "totalrecordsperquery", "totalrecords", "pages", "page", "next", "responsetime",
        }  # fmt: skip
        for name in ("totalrecordsperquery", "totalrecords", "pages", "page"):
            assert type(info[name]) is int
        assert re.fullmatch(r"\d+ ms", info["responsetime"])

    def test_counts_pages_from_1(self, payload):
        info = payload["info"]

        assert info["page"] == 1
        assert info["totalrecords"] >= len(payload["records"])
        assert info["pages"] > 1
        assert not info.get("prev")

    def test_next_is_the_following_page(self, payload):
        following = dict(parse_qsl(urlsplit(payload["info"]["next"]).query))

        assert following["page"] == "2"
        assert following["size"] == str(payload["info"]["totalrecordsperquery"])


class TestImage:
    def test_has_the_documented_fields(self, records):
        for record in records:
            assert set(record) - SOMETIMES == FIELDS

    def test_of_the_documented_types(self, records):
        for record in records:
            for name in ("id", "imageid", "fileid", "width", "height", "accesslevel"):
                assert type(record[name]) is int
                assert record[name] >= 0
            for name in FIELDS - {"id", "imageid", "fileid", "width", "height", "accesslevel"}:
                assert record[name] is None or isinstance(record[name], str)

    def test_is_named_by_its_imageid(self, records):
        assert all(record["id"] == record["imageid"] for record in records)

    def test_is_public(self, records):
        assert {record["accesslevel"] for record in records} == {1}

    def test_names_a_picture_service(self, records):
        for record in records:
            assert re.match(r"(https://nrs\.harvard\.edu|/sandbox/iiif/2)/", record["baseimageurl"])
            assert not record["baseimageurl"].endswith("/")

    def test_dates_are_written_as_recorded(self, records):
        for record in records:
            assert STAMP.fullmatch(record["lastupdate"])
            if record["date"]:
                dt.date.fromisoformat(record["date"])

    def test_passes_the_check_and_the_mapper_without_loss(self, images, upstream_payloads):
        single = upstream_payloads.harvard_image
        mapped = MAPPER.images(images["records"])

        assert check(f"{API}/image", images) is None
        assert check(f"{API}/image/{single['id']}", single) is None
        assert (mapped.skipped, mapped.cleaned) == ((), ())
        assert [one.identifier for one in mapped.records] == [
            one["id"] for one in images["records"]
        ]

    def test_techniques_are_fields_or_free_words(self, images):
        techniques = [one.technique for one in MAPPER.images(images["records"]).records]
        told = [one for one in techniques if one.raw]

        assert any(one.make and one.model and one.software for one in told)
        assert any(one.film for one in told)
        assert not any(one.film and (one.make or one.model or one.software) for one in told)


class TestColors:
    def test_every_colour_is_on_the_grid_with_its_labels(self, upstream_payloads):
        for palette in upstream_payloads.harvard_palettes:
            for entry in palette:
                assert set(entry) == {"color", "spectrum", "hue", "percent", "css3"}
                assert entry["hue"] in HUES
                assert all(HEX.fullmatch(entry[name]) for name in ("color", "spectrum", "css3"))
                channels = bytes.fromhex(entry["color"][1:])
                assert all(channel % 25 == 0 for channel in channels)

    def test_palettes_are_short_and_sorted_by_share(self, upstream_payloads):
        assert len(upstream_payloads.harvard_palettes) >= 5
        for palette in upstream_payloads.harvard_palettes:
            shares = [entry["percent"] for entry in palette]
            assert 1 <= len(palette) <= 10
            assert shares == sorted(shares, reverse=True)
            assert all(0 < share <= 1 for share in shares)
            assert sum(shares) < 1.000001

    def test_no_colour_comes_twice(self, upstream_payloads):
        for palette in upstream_payloads.harvard_palettes:
            assert len({entry["color"] for entry in palette}) == len(palette)

    def test_the_list_of_css3_colours(self, upstream_payloads):
        payload = upstream_payloads.harvard_colors

        assert payload["info"]["totalrecords"] == 147
        for record in payload["records"]:
            assert set(record) == {"id", "colorid", "name", "hex", "lastupdate"}
            assert HEX.fullmatch(record["hex"])

    def test_the_spectrum_of_january(self, upstream_payloads):
        payload = upstream_payloads.harvard_spectrum

        assert payload["info"]["totalrecords"] == 31
        assert payload["records"][0] == {
            "id": 1, "color": "#009bdf", "month": 1, "day": 1, "daynumber": 1,
        }  # fmt: skip
        assert payload["records"][1]["color"] == "#009ade"


class TestObject:
    def test_says_what_a_picture_shows(self, upstream_payloads):
        for record in upstream_payloads.harvard_objects:
            assert type(record["id"]) is int
            assert isinstance(record["title"], str)
            assert record["imagepermissionlevel"] in (0, 1, 2)
            assert isinstance(record["url"], str)
            assert all(
                isinstance(person["displayname"], str) for person in record.get("people", [])
            )

    def test_lists_its_pictures_by_imageid(self, upstream_payloads):
        found = MAPPER.depicted_by_image(upstream_payloads.harvard_objects)
        listed = [
            entry["imageid"] for one in upstream_payloads.harvard_objects for entry in one["images"]
        ]

        assert set(found) == set(listed)
        assert all(thing.url for things in found.values() for thing in things)


class TestErrors:
    def test_a_bad_key_is_told_in_plain_text(self, upstream_payloads):
        assert upstream_payloads.harvard_unauthorized == "Unauthorized"

    def test_fields_that_went_in_2026_are_gone(self, records):
        assert all(not GONE & set(record) for record in records)
