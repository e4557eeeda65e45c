"""The Hub's contract, asserted of whatever answers in its name."""

from __future__ import annotations

import re

import pytest

from gallery.providers.jhu.contract import check, rows
from gallery.providers.jhu.mapper import JhuMapper

API = "https://api.hub.jhu.edu"
MAPPER = JhuMapper(allow_local=True)

# Contract, files: table of sizes.
CROPPED = {
    "hard_crop_landscape_240": 240, "thumbnail": 360, "hard_crop_landscape_540": 540,
    "hard_crop_landscape_720": 720, "landscape": 900, "hard_crop_landscape_1005": 1005,
    "hard_crop_landscape_1230": 1230, "hard_crop_landscape_1380": 1380,
}  # fmt: skip
SCALED = {
    "medium": 420, "soft_crop_630": 630, "full_width": 825, "soft_crop_1030": 1030, "large": 1194,
    "soft_crop_1300": 1300, "xlarge": 1440, "soft_crop_1600": 1600, "soft_crop_1800": 1800,
    "soft_crop_2000": 2000, "soft_crop_2400": 2400, "soft_crop_2880": 2880,
}  # fmt: skip
IMAGE_FIELDS = {"alt_text", "height", "sizes", "srcsets", "width"}
FIELDS = {"_embedded", "_links", "caption", "credit", "filemime", "id", "type"}
MAY_BE_MISSING = {"alt_text", "caption", "credit"}
STYLE_NAMES = {
    "medium": "hub_medium", "large": "hub_large", "xlarge": "hub_xlarge", "thumbnail": "hub_thumbnail",
}  # fmt: skip


@pytest.fixture
def envelope(upstream_payloads):
    return upstream_payloads.hub_files


@pytest.fixture
def images(envelope, upstream_payloads):
    listed = [one for one in envelope["_embedded"]["files"] if one["type"] == "image"]
    return [upstream_payloads.hub_file, *listed]


@pytest.fixture
def documents(envelope):
    return [one for one in envelope["_embedded"]["files"] if one["type"] == "document"]


class TestEnvelope:
    def test_has_the_documented_parts(self, envelope):
        assert set(envelope) == {
            "_embedded", "_links", "page", "per_page", "return_count", "total_available",
        }  # fmt: skip
        assert envelope["return_count"] == len(envelope["_embedded"]["files"])
        assert envelope["total_available"] >= envelope["return_count"]

    def test_links_are_relative_and_without_key(self, envelope):
        links = envelope["_links"]

        assert links["find"] == {"href": "/files/{?id}", "templated": True}
        for name in ("self", "next"):
            assert links[name]["href"].startswith("/files?")
            assert "page=" in links[name]["href"]
            assert not re.search(r"[?&](key|v)=", links[name]["href"])

    def test_passes_the_check_and_the_mapper_without_loss(self, envelope):
        files = rows(envelope)
        mapped = MAPPER.files({one["id"]: one for one in files}.values())

        assert check(f"{API}/files", envelope) is None
        assert (mapped.skipped, mapped.cleaned) == ((), ())
        assert {one.identifier for one in mapped.records} == {one["id"] for one in files}


class TestImage:
    def test_has_the_documented_fields(self, images):
        for image in images:
            assert set(image) - MAY_BE_MISSING == (FIELDS | IMAGE_FIELDS) - MAY_BE_MISSING

    def test_links_to_itself(self, images):
        for image in images:
            assert image["_links"]["self"]["href"] == f"/files/{image['id']}"

    def test_has_all_20_sizes(self, images):
        for image in images:
            assert set(image["sizes"]) == set(CROPPED) | set(SCALED)

    def test_sizes_lie_where_they_are_made(self, images):
        for image in images:
            for name, url in image["sizes"].items():
                style = STYLE_NAMES.get(name, name)
                assert f"/factory/sites/default/files/styles/{style}/public/" in url

    @pytest.mark.parametrize(
        ("family", "widths"), [("cropped-landscape", CROPPED), ("scaled", SCALED)]
    )
    def test_srcsets_are_the_same_addresses_with_the_tables_widths(self, images, family, widths):
        for image in images:
            expected = ", ".join(
                f"{image['sizes'][name]} {width}w" for name, width in widths.items()
            )
            assert image["srcsets"][family] == expected

    def test_every_picture_can_be_delivered(self, images):
        for record in MAPPER.files({one["id"]: one for one in images}.values()).records:
            assert len(record.renditions) == 20
            assert len(record.srcsets) == 2

    def test_captions_are_html(self, images):
        told = [image["caption"] for image in images if image.get("caption")]

        assert told
        assert any(caption.startswith("<p>") for caption in told)


class TestDocument:
    def test_has_an_address_and_no_picture(self, documents):
        for document in documents:
            assert set(document) - MAY_BE_MISSING == (FIELDS | {"url"}) - MAY_BE_MISSING
            assert "/factory/sites/default/files/" in document["url"]

    def test_becomes_a_record_with_a_file(self, documents):
        for record in MAPPER.files(documents).records:
            assert record.kind == "document"
            assert record.file_url


class TestErrors:
    def test_without_a_key(self, upstream_payloads):
        assert upstream_payloads.hub_unauthorized == {
            "error": True,
            "message": "API requests require authentication. Please see the API documentation"
            " for more information: https://api.hub.jhu.edu/docs",
            "statusCode": 401,
        }

    def test_of_a_file_that_is_not_there(self, upstream_payloads):
        assert upstream_payloads.hub_not_found == {
            "error": True,
            "message": "Not found.",
            "statusCode": 404,
        }
