"""Hub payloads → records, oddity by oddity (design: upstreams)."""

import pytest

from gallery.providers.jhu.mapper import JhuMapper
from gallery.providers.payloads import Payload, Tally
from gallery.records import ImageRecord, Rendition, Rights
from tests.paths import DATA, needs_shared
from tests.providers.samples import DOCUMENT, FILE_40461

MAPPER = JhuMapper()
STYLES = "https://api.hub.jhu.edu/factory/sites/default/files/styles/"


def file(**changes):
    return MAPPER.file(Payload({**FILE_40461, **changes}, Tally()))


def cleaned(**changes):
    return MAPPER.files([{**FILE_40461, **changes}]).cleaned


class TestContractSample:
    def test_40461(self):
        mapped = MAPPER.files([FILE_40461])

        (record,) = mapped.records
        words = (
            "The Fifth Annual Indigenous Peoples' Day Powwow brought the JHU community"
            " together in celebration and recognition"
        )
        assert (record.provider, record.identifier, record.kind) == ("jhu", 40461, "image")
        assert (record.caption, record.caption_html) == (words, f"<p>{words}</p>")
        assert record.alt_text == "A Native American dancer performs outside in front of a crowd"
        assert (record.width, record.height) == (5392, 3592)
        assert record.media_type == "image/jpeg"
        assert record.rights == Rights(credit="Will Kirk / Johns Hopkins University")
        assert record.srcsets == tuple(FILE_40461["srcsets"].items())
        assert (record.date, record.palette, record.iiif_base, record.file_url) == (
            None,
            (),
            "",
            "",
        )
        assert (mapped.skipped, mapped.cleaned) == ((), ())

    def test_its_20_sizes_by_family_and_width(self):
        renditions = file().renditions

        assert len(renditions) == 20
        assert renditions[0] == Rendition(
            "hard_crop_landscape_240",
            f"{STYLES}hard_crop_landscape_240/public/2023-10/_JHZ7784.jpg",
            "cropped-landscape",
            240,
            160,
        )
        assert [one.width for one in renditions if one.family == "cropped-landscape"] == [
            240, 360, 540, 720, 900, 1005, 1230, 1380,
        ]  # fmt: skip
        assert [one.width for one in renditions if one.family == "scaled"] == [
            420, 630, 825, 1030, 1194, 1300, 1440, 1600, 1800, 2000, 2400, 2880,
        ]  # fmt: skip
        assert all(one.height is None for one in renditions if one.family == "scaled")

    def test_names_of_sizes_are_not_names_of_paths(self):
        urls = {one.name: one.url for one in file().renditions}

        assert urls["large"] == f"{STYLES}hub_large/public/2023-10/_JHZ7784.jpg"


class TestDocument:
    def test_becomes_a_record_of_its_own_kind(self):
        mapped = MAPPER.files([DOCUMENT])

        assert mapped.records == (
            ImageRecord(
                provider="jhu",
                identifier=50012,
                kind="document",
                media_type="application/pdf",
                file_url=DOCUMENT["url"],
                identifiers=(("id", "50012"), ("file", "Fact Sheet (1).pdf")),
            ),
        )
        assert (mapped.skipped, mapped.cleaned) == ((), ())
        assert mapped.records[0].label == "Document 50012"

    @pytest.mark.parametrize("url", ["https://evil.example/x.exe", "javascript:alert(1)", 5, []])
    def test_a_foreign_file_is_left_out(self, url):
        mapped = MAPPER.files([{**DOCUMENT, "url": url}])

        assert mapped.records[0].file_url == ""

    def test_has_no_size_though_it_may_claim_one(self):
        (record,) = MAPPER.files([{**DOCUMENT, "width": 10, "height": 10, "alt_text": "x"}]).records

        assert (record.width, record.height, record.alt_text) == (0, 0, "")


class TestKind:
    @pytest.mark.parametrize("missing", [None, "", "absent"])
    def test_a_missing_type_is_told_from_the_fields(self, missing):
        picture, document = {**FILE_40461, "type": missing}, {**DOCUMENT, "type": missing}
        if missing == "absent":
            del picture["type"], document["type"]

        mapped = MAPPER.files([picture, document])

        assert [record.kind for record in mapped.records] == ["image", "document"]

    @pytest.mark.parametrize("kind", ["video", 5, ["image"], True])
    def test_another_type_is_skipped(self, kind):
        mapped = MAPPER.files([{**FILE_40461, "type": kind}])

        assert (mapped.records, mapped.skipped) == ((), ("neither image nor document",))

    def test_nothing_to_tell_from_is_skipped(self):
        assert MAPPER.files([{"id": 1}]).skipped == ("neither image nor document",)


class TestEveryFieldMayBeMissing:
    @pytest.mark.parametrize("name", [name for name in FILE_40461 if name != "id"])
    @pytest.mark.parametrize("empty", [None, "absent"])
    def test_without_trouble(self, name, empty):
        payload = {**FILE_40461, name: empty}
        if empty == "absent":
            del payload[name]

        mapped = MAPPER.files([payload])

        assert [record.identifier for record in mapped.records] == [40461]
        assert mapped.cleaned == ()


class TestEveryFieldMayHoldAnything:
    @pytest.mark.parametrize("name", [name for name in FILE_40461 if name not in ("id", "type")])
    @pytest.mark.parametrize(
        "junk", ["", [], {}, [[]], {"a": [1]}, True, -1, 1.5, 10**400, "\x00", [None], "<" * 30_000],
        ids=lambda junk: repr(junk)[:12],
    )  # fmt: skip
    def test_and_still_make_a_record(self, name, junk):
        mapped = MAPPER.files([{**FILE_40461, name: junk}])

        assert [record.identifier for record in mapped.records] == [40461]

    @pytest.mark.parametrize("absurd", [0, -5, 2**63, 1.5, "one", None, [], {}, True])
    def test_but_an_absurd_id_makes_none(self, absurd):
        assert MAPPER.files([{**FILE_40461, "id": absurd}]).skipped == ("no usable id",)

    @pytest.mark.parametrize("junk", [None, 5, "...file object...", []])
    def test_what_is_no_object_is_skipped(self, junk):
        assert MAPPER.files([junk]).skipped == ("record is not an object",)

    def test_the_second_record_of_an_id_is_skipped(self):
        assert MAPPER.files([FILE_40461, FILE_40461]).skipped == ("id came twice",)


class TestSizes:
    @pytest.mark.parametrize(
        "url",
        [
            "http://api.hub.jhu.edu/x.jpg",
            "https://evil.example/x.jpg",
            "https://api.hub.jhu.edu/a b.jpg",
            "https://api.hub.jhu.edu/a,b.jpg 1x",
            None,
            7,
        ],
    )
    def test_an_unusable_address_costs_one_size(self, url):
        sizes = {**FILE_40461["sizes"], "large": url}

        names = [one.name for one in file(sizes=sizes).renditions]

        assert len(names) == 19
        assert "large" not in names

    def test_an_unknown_name_has_no_width_and_is_left_out(self):
        sizes = {"medium": f"{STYLES}hub_medium/public/a.jpg", "gigantic": f"{STYLES}x/a.jpg"}

        assert [one.name for one in file(sizes=sizes).renditions] == ["medium"]
        assert cleaned(sizes=sizes) == ("size of an unknown name",)

    @needs_shared
    def test_addresses_seen_in_the_wild_stay_as_they_are(self):
        lines = (DATA / "recorded" / "jhu" / "urls_in_the_wild.txt").read_text().splitlines()
        urls = [line for line in lines if line.startswith("https://")]

        kept = [file(sizes={"medium": url}).renditions[0].url for url in urls]

        assert len(urls) == 13
        assert kept == urls


class TestSrcsets:
    def test_are_kept_to_the_letter(self):
        odd = f"{STYLES}a/x.jpg?itok=1baACeWG 420w,\n  {STYLES}b/y%20%281%29.jpg   630w"

        record = file(srcsets={"scaled": odd, "cropped-landscape": ""})

        assert record.srcsets == (("scaled", odd),)

    @pytest.mark.parametrize(
        "srcset",
        [
            f"{STYLES}a.jpg 420w, https://evil.example/b.jpg 630w",
            f"{STYLES}a.jpg 420w, {STYLES}b.jpg",
            f"{STYLES}a.jpg 420w, {STYLES}b.jpg 2x",
            f"{STYLES}a.jpg 0w",
            f"{STYLES}a.jpg -420w",
            f"{STYLES}a.jpg 420w, {STYLES}b.jpg 420w",
            f"{STYLES}a b.jpg 420w",
            f"{STYLES}a,b.jpg 420w",
            "javascript:alert(1) 420w",
            "420w",
            ",",
            5,
            ["x"],
            {},
        ],
    )
    def test_one_bad_candidate_spoils_the_string(self, srcset):
        good = f"{STYLES}a.jpg 240w"
        srcsets = {"scaled": srcset, "cropped-landscape": good}

        assert file(srcsets=srcsets).srcsets == (("cropped-landscape", good),)
        assert cleaned(srcsets=srcsets) == ("srcset scaled is not usable",)

    def test_other_families_are_not_shown(self):
        assert file(srcsets={"square": f"{STYLES}a.jpg 240w"}).srcsets == ()

    def test_the_sandboxs_own_are_taken_when_told(self):
        local = "/sandbox/jhu/a.jpg 420w"

        (record,) = (
            JhuMapper(allow_local=True)
            .files([{"id": 1, "type": "image", "srcsets": {"scaled": local}}])
            .records
        )

        assert record.srcsets == (("scaled", local),)
        assert file(srcsets={"scaled": local}).srcsets == ()
