"""Harvard payloads → records, oddity by oddity (design: upstreams)."""

import dataclasses
import datetime as dt

import pytest

from gallery.providers.harvard.mapper import HarvardMapper
from gallery.providers.payloads import BadRecord, Payload, Tally
from gallery.records import DepictedObject, ImageRecord, Rights
from gallery.technique import Technique
from tests.providers.samples import IMAGE_130722, IMAGE_441758, IMAGE_465905, OBJECT_304069

MAPPER = HarvardMapper()


def image(**changes):
    return MAPPER.image(Payload({**IMAGE_130722, **changes}, Tally()))


def cleaned(**changes):
    return MAPPER.images([{**IMAGE_130722, **changes}]).cleaned


class TestContractSamples:
    def test_130722_whole(self):
        mapped = MAPPER.images([IMAGE_130722])

        assert mapped.records == (
            ImageRecord(
                provider="harvard",
                identifier=130722,
                width=2154,
                height=2550,
                media_type="image/jpeg",
                date=dt.date(1995, 5, 1),
                date_text="1995-05-01",
                technique=Technique(raw="Kodak Ektapan", film="Kodak Ektapan"),
                rights=Rights(copyright="President and Fellows of Harvard College", access_level=1),
                iiif_base="https://nrs.harvard.edu/urn-3:HUAM:48875_dynmc",
                identifiers=(
                    ("id", "130722"),
                    ("imageid", "130722"),
                    ("fileid", "4880475"),
                    ("renditionnumber", "48875"),
                ),
                updated_at=dt.datetime(2020, 7, 17, 10, 22, 49, tzinfo=dt.UTC),
            ),
        )
        assert (mapped.skipped, mapped.cleaned) == ((), ())

    @pytest.mark.parametrize(
        ("sample", "identifier", "size", "make"),
        [
            (IMAGE_441758, 441758, (2450, 1945), "Sinar Photography AG"),
            (IMAGE_465905, 465905, (1955, 2550), "Hasselblad"),
        ],
    )
    def test_the_digital_ones(self, sample, identifier, size, make):
        (record,) = MAPPER.images([sample]).records

        assert record.identifier == identifier
        assert (record.width, record.height) == size
        assert record.technique.make == make
        assert record.label == f"Picture {identifier}"
        assert record.lacks_alt_text


class TestEveryFieldMayBeMissing:
    @pytest.mark.parametrize("name", [name for name in IMAGE_130722 if name != "id"])
    @pytest.mark.parametrize("empty", [None, "", "absent"])
    def test_without_trouble(self, name, empty):
        payload = {**IMAGE_130722, name: empty}
        if empty == "absent":
            del payload[name]

        mapped = MAPPER.images([payload])

        assert [record.identifier for record in mapped.records] == [130722]
        assert mapped.cleaned == ()

    def test_all_at_once(self):
        assert MAPPER.images([{"id": 5}]).records == (
            ImageRecord(
                provider="harvard",
                identifier=5,
                identifiers=(("id", "5"),),
                rights=Rights(access_level=1),
            ),
        )

    def test_the_imageid_stands_in_for_the_id(self):
        assert MAPPER.images([{"imageid": 7}]).records[0].identifier == 7


class TestEveryFieldMayHoldAnything:
    @pytest.mark.parametrize("name", [*(name for name in IMAGE_130722 if name != "id"), "colors"])
    @pytest.mark.parametrize(
        "junk", [[], {}, [[]], {"a": [1]}, True, -1, 1.5, 10**400, "\x00", "‮", [None], "x" * 99_999],
        ids=lambda junk: repr(junk)[:12],
    )  # fmt: skip
    def test_and_still_make_a_record(self, name, junk):
        mapped = MAPPER.images([{**IMAGE_130722, name: junk}])

        assert [record.identifier for record in mapped.records] == [130722]

    @pytest.mark.parametrize(
        "name", ["id", "imageid"]
    )  # the second stands in for the first, so both must be wrong
    @pytest.mark.parametrize("absurd", [0, -5, 2**63, 1.5, "one", None, [], {}, True, "9" * 99])
    def test_but_an_absurd_id_makes_none(self, name, absurd):
        other = {"id": "imageid", "imageid": "id"}[name]

        mapped = MAPPER.images([{**IMAGE_130722, name: absurd, other: absurd}, IMAGE_441758])

        assert [record.identifier for record in mapped.records] == [441758]
        assert mapped.skipped == ("no usable id",)

    @pytest.mark.parametrize("junk", [None, 5, "text", [], [IMAGE_130722]])
    def test_what_is_no_object_is_skipped(self, junk):
        mapped = MAPPER.images([junk, IMAGE_441758])

        assert len(mapped.records) == 1
        assert mapped.skipped == ("record is not an object",)

    def test_the_second_record_of_an_id_is_skipped(self):
        mapped = MAPPER.images([IMAGE_130722, {**IMAGE_130722, "width": 1}])

        assert [record.width for record in mapped.records] == [2154]
        assert mapped.skipped == ("id came twice",)


class TestSizes:
    @pytest.mark.parametrize("side", [0, None, -2550, 25.5, "wide", 10**9, [], "-1"])
    def test_what_is_no_size_is_0(self, side):
        assert image(width=side).width == 0

    def test_digits_and_whole_fractions_are_sizes(self):
        assert (image(width="2154").width, image(width=2154.0).width) == (2154, 2154)

    def test_the_widest_recorded_panorama_is_kept(self):
        record = image(width=41768, height=2273)

        assert (record.width, record.height) == (41768, 2273)

    def test_a_negative_size_is_counted_and_a_zero_is_not(self):
        assert cleaned(width=-1) == ("width is not usable",)
        assert cleaned(width=0) == ()


class TestDates:
    def test_both_forms_of_zone_are_read(self):
        record = image(
            lastupdate="2025-10-22T04:03:44-04:00", createdate="2001-01-01T00:00:00-0500"
        )

        assert record.updated_at == dt.datetime(2025, 10, 22, 8, 3, 44, tzinfo=dt.UTC)
        assert record.created_at == dt.datetime(2001, 1, 1, 5, tzinfo=dt.UTC)

    def test_fuzzy_text_is_kept_as_text(self):
        record = image(date="c. 1850")

        assert (record.date, record.date_text) == (None, "c. 1850")


class TestPictureAddress:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("https://nrs.harvard.edu/urn-3:HUAM:1", "https://nrs.harvard.edu/urn-3:HUAM:1"),
            ("https://nrs.harvard.edu/urn-3:huam:1_dlvr", "https://nrs.harvard.edu/urn-3:huam:1_dlvr"),
            ("https://nrs.harvard.edu/urn-3:HUAM:1/", "https://nrs.harvard.edu/urn-3:HUAM:1"),
            ("http://nrs.harvard.edu/urn-3:HUAM:1", "https://nrs.harvard.edu/urn-3:HUAM:1"),
            ("https://ids.lib.harvard.edu/ids/iiif/1", "https://ids.lib.harvard.edu/ids/iiif/1"),
            ("https://mps.lib.harvard.edu/assets/1", "https://mps.lib.harvard.edu/assets/1"),
        ],
    )  # fmt: skip
    def test_is_opaque_but_for_a_closing_slash_and_the_scheme(self, given, expected):
        assert image(baseimageurl=given).iiif_base == expected

    @pytest.mark.parametrize(
        "given", ["https://evil.example/x", "javascript:alert(1)", "/sandbox/iiif/2/x", 5]
    )
    def test_from_elsewhere_is_left_out_and_counted(self, given):
        assert image(baseimageurl=given).iiif_base == ""
        assert cleaned(baseimageurl=given) == ("baseimageurl is not usable",)

    def test_the_sandboxs_own_is_taken_when_told(self):
        mapper = HarvardMapper(allow_local=True)

        (record,) = mapper.images([{"id": 1, "baseimageurl": "/sandbox/iiif/2/a:b"}]).records

        assert record.iiif_base == "/sandbox/iiif/2/a:b"

    def test_other_hosts_are_taken_when_told(self):
        mapper = HarvardMapper(frozenset({"pictures.example.org"}))

        (record,) = mapper.images(
            [{"id": 1, "baseimageurl": "https://pictures.example.org/1"}]
        ).records

        assert record.iiif_base == "https://pictures.example.org/1"


class TestRights:
    @pytest.mark.parametrize(("given", "expected"), [(0, 0), (1, 1), (None, 1), ("0", 0)])
    def test_access_as_documented(self, given, expected):
        assert image(accesslevel=given).rights.access_level == expected

    @pytest.mark.parametrize("given", [7, -1, "secret", [], {}])
    def test_an_undocumented_access_level_is_the_strictest(self, given):
        assert image(accesslevel=given).rights.is_shown is False

    @pytest.mark.parametrize(("given", "side"), [(0, None), (1, 256), (2, 0), (9, 0), ("x", 0)])
    def test_permission_comes_from_the_object(self, given, side):
        thing = {**OBJECT_304069, "imagepermissionlevel": given}

        (record,) = MAPPER.images([IMAGE_130722], MAPPER.depicted_by_image([thing])).records

        assert record.rights.longest_side == side

    def test_until_an_object_says_so_it_is_shown_as_small_as_any(self):
        record = image()

        assert (record.rights.permission_level, record.rights.longest_side) == (None, 256)

    def test_of_two_objects_the_stricter_counts(self):
        things = [OBJECT_304069, {**OBJECT_304069, "id": 2, "imagepermissionlevel": 1}]

        (record,) = MAPPER.images([IMAGE_130722], MAPPER.depicted_by_image(things)).records

        assert record.rights.permission_level == 1
        assert [thing.identifier for thing in record.objects] == [304069, 2]

    @pytest.mark.parametrize("owner", ["© Artist, New York", "", None])
    def test_copyright_may_be_anybodys_or_nobodys(self, owner):
        assert image(copyright=owner).rights.copyright == (owner or "")


class TestObjects:
    def test_whole(self):
        thing = MAPPER.object(Payload(OBJECT_304069, Tally()))

        assert thing == DepictedObject(
            identifier=304069,
            title="Hydria (water jar)",
            url="https://www.harvardartmuseums.org/collections/object/304069",
            people=("First Person", "After Second Person"),
            dated="late 5th century BCE",
            classification="Vessels",
            permission_level=0,
        )

    def test_gives_the_picture_its_title_and_link_back(self):
        depicted = MAPPER.depicted_by_image([OBJECT_304069])

        (record,) = MAPPER.images([IMAGE_130722], depicted).records

        assert record.label == "Hydria (water jar)"
        assert record.landing_url == "https://www.harvardartmuseums.org/collections/object/304069"

    @pytest.mark.parametrize("url", [None, "", "https://evil.example/", 5, "javascript:alert(1)"])
    def test_a_missing_or_foreign_link_is_made_from_the_number(self, url):
        thing = MAPPER.object(Payload({**OBJECT_304069, "url": url}, Tally()))

        assert thing.url == "https://harvardartmuseums.org/collections/object/304069"

    def test_the_old_http_link_goes_over_tls(self):
        data = {"id": 1, "url": "http://harvardartmuseums.org/collections/object/240724"}

        thing = MAPPER.object(Payload(data, Tally()))

        assert thing.url == "https://harvardartmuseums.org/collections/object/240724"

    def test_the_same_person_in_two_roles_is_named_once(self):
        people = [{"displayname": "A", "role": "Artist"}, {"displayname": "A", "role": "Printer"}]

        assert MAPPER.object(Payload({"id": 1, "people": people}, Tally())).people == ("A",)

    @pytest.mark.parametrize("people", [None, {}, "A", [None, 5, "A", {}], [{"displayname": []}]])
    def test_people_of_any_shape_are_survived(self, people):
        assert MAPPER.object(Payload({"id": 1, "people": people}, Tally())).people == ()

    def test_without_an_id_is_no_object(self):
        with pytest.raises(BadRecord):
            MAPPER.object(Payload({"title": "Untitled"}, Tally()))

        assert MAPPER.objects([{"title": "Untitled"}, None, OBJECT_304069])[0].identifier == 304069

    def test_lists_its_pictures(self):
        entry = {**IMAGE_130722, "publiccaption": "Recto", "id": None}

        mapped = MAPPER.object_images(Payload({**OBJECT_304069, "images": [entry]}, Tally()))

        (record,) = mapped.records
        assert (record.identifier, record.caption) == (130722, "Recto")
        assert record.objects[0].identifier == 304069


class TestHostileText:
    @pytest.mark.parametrize("name", ["caption", "alttext", "description", "copyright"])
    def test_is_text_without_controls_or_overrides(self, name):
        hostile = "\u202eevil\u2066\x00\x1b[31m <script>alert(1)</script>\ud800"
        field = {"alttext": "alt_text"}.get(name, name)

        record = image(**{name: hostile})
        found = record.rights.copyright if name == "copyright" else getattr(record, field)

        assert found == "evil [31m <script>alert(1)</script>"
        found.encode()

    def test_every_text_of_a_record_can_be_stored(self):
        record = image(**{name: "\ud800\x00a" for name in IMAGE_130722 if name != "id"})

        assert "\x00" not in repr(dataclasses.astuple(record))
        repr(dataclasses.astuple(record)).encode()
