"""A record in, what an ``<img>`` needs out. Records as the two contracts' samples have them."""

import json
from dataclasses import replace

import pytest

from gallery.delivery import Candidate, deliver, renditions
from gallery.records import ImageRecord, Rendition, Rights
from tests.paths import DATA, needs_shared

NRS = "https://nrs.harvard.edu/urn-3:HUAM:48875_dynmc"
HARVARD = ImageRecord(provider="harvard", identifier=130722, width=2154, height=2550, iiif_base=NRS)

HUB_STYLES = "https://api.hub.jhu.edu/factory/sites/default/files/styles"
HUB_SCALED = (
    f"{HUB_STYLES}/hub_medium/public/video_game_music_013120%20copy.jpg?itok=1baACeWG 420w, "
    f"{HUB_STYLES}/soft_crop_630/public/Herbie_Hancock_%28ZMF_2017%29.jpeg 630w, "
    f"{HUB_STYLES}/hub_xlarge/assets/a,b.jpg 1440w, "
    f"{HUB_STYLES}/soft_crop_2880/public/2023-10/_JHZ7784.jpg 2880w"
)
HUB_CROPPED = (
    f"{HUB_STYLES}/hard_crop_landscape_240/public/2023-10/_JHZ7784.jpg 240w, "
    f"{HUB_STYLES}/hard_crop_landscape_1380/public/2023-10/_JHZ7784.jpg 1380w"
)
HUB = ImageRecord(
    provider="jhu",
    identifier=40461,
    width=5392,
    height=3592,
    srcsets=(("cropped-landscape", HUB_CROPPED), ("scaled", HUB_SCALED)),
    renditions=(
        Rendition("thumbnail", f"{HUB_STYLES}/hub_thumbnail/a.jpg", "cropped-landscape", 360, 240),
        Rendition("large", f"{HUB_STYLES}/hub_large/a.jpg", "scaled", 1194, 795),
        Rendition("medium", f"{HUB_STYLES}/hub_medium/a.jpg", "scaled", 420, 280),
    ),
)


class TestHarvard:
    def test_the_ladder_of_contract_sample_130722(self) -> None:
        found = deliver(HARVARD)

        assert found is not None
        assert found.srcset == (
            f"{NRS}/full/200,/0/default.jpg 200w, "
            f"{NRS}/full/400,/0/default.jpg 400w, "
            f"{NRS}/full/600,/0/default.jpg 600w, "
            f"{NRS}/full/843,/0/default.jpg 843w, "
            f"{NRS}/full/1037,/0/default.jpg 1037w, "
            f"{NRS}/full/1200,/0/default.jpg 1200w, "
            f"{NRS}/full/1381,/0/default.jpg 1381w, "
            f"{NRS}/full/1541,/0/default.jpg 1541w, "
            f"{NRS}/full/1686,/0/default.jpg 1686w, "
            f"{NRS}/full/1815,/0/default.jpg 1815w, "
            f"{NRS}/full/1935,/0/default.jpg 1935w, "
            f"{NRS}/full/2154,/0/default.jpg 2154w"
        )
        assert found.src == f"{NRS}/full/843,/0/default.jpg"
        assert found.largest_url == f"{NRS}/full/2154,/0/default.jpg"
        assert (found.width, found.height, found.is_box_stated) == (2154, 2550, False)

    def test_never_above_2400(self) -> None:
        found = deliver(replace(HARVARD, width=41768, height=2273))

        assert found is not None
        assert found.candidates[-1] == Candidate(f"{NRS}/full/2400,/0/default.jpg", 2400)

    def test_a_small_picture_is_offered_as_it_is(self) -> None:
        found = deliver(replace(HARVARD, width=150, height=100))

        assert found is not None
        assert found.srcset == f"{NRS}/full/150,/0/default.jpg 150w"
        assert found.src == f"{NRS}/full/150,/0/default.jpg"

    def test_colons_stay_and_a_trailing_slash_goes(self) -> None:
        found = deliver(replace(HARVARD, iiif_base="https://nrs.harvard.edu/urn-3:huam:DDC1_dlvr/"))

        assert found is not None
        assert found.src == "https://nrs.harvard.edu/urn-3:huam:DDC1_dlvr/full/843,/0/default.jpg"

    def test_permission_level_1_gives_at_most_256_px_on_the_longer_side(self) -> None:
        found = deliver(replace(HARVARD, rights=Rights(permission_level=1)))

        assert found is not None
        assert [one.width for one in found.candidates] == [200, 216]
        assert (found.width, found.height) == (216, 256)

    @pytest.mark.parametrize(
        "rights",
        [Rights(permission_level=2), Rights(access_level=0)],
        ids=["level 2", "restricted"],
    )
    def test_what_may_not_be_shown_has_no_delivery(self, rights: Rights) -> None:
        record = replace(HARVARD, rights=rights)

        assert deliver(record) is None
        assert renditions(record) == ()

    def test_save_data_drops_the_top(self) -> None:
        found = deliver(HARVARD, save_data=True)

        assert found is not None
        assert [one.width for one in found.candidates] == [200, 400, 600, 843, 1037, 1200, 1381]

    @pytest.mark.parametrize(("width", "height"), [(0, 0), (0, 1000)])
    def test_an_unknown_width_claims_no_width(self, width: int, height: int) -> None:
        found = deliver(replace(HARVARD, width=width, height=height))

        assert found is not None
        assert found.src == f"{NRS}/full/!843,843/0/default.jpg"
        assert (found.srcset, found.candidates) == ("", ())
        assert (found.width, found.height, found.is_box_stated) == (600, 400, True)

    def test_an_unknown_height_keeps_the_ladder_in_a_stated_box(self) -> None:
        found = deliver(replace(HARVARD, height=0))

        assert found is not None
        assert found.candidates[-1].width == 2154
        assert (found.width, found.height, found.is_box_stated) == (600, 400, True)

    @pytest.mark.parametrize(("width", "height"), [(0, 0), (2154, 0)])
    def test_an_unknown_size_under_level_1_is_fitted_into_256(
        self, width: int, height: int
    ) -> None:
        rights = Rights(permission_level=1)

        found = deliver(replace(HARVARD, width=width, height=height, rights=rights))

        assert found is not None
        assert found.src == f"{NRS}/full/!256,256/0/default.jpg"
        assert (found.width, found.height) == (256, 171)

    def test_a_base_that_would_split_a_srcset_makes_none(self) -> None:
        found = deliver(replace(HARVARD, iiif_base="https://iiif.example.org/a b"))

        assert found is not None
        assert found.srcset == ""

    def test_no_crop_is_made_up(self) -> None:
        assert deliver(HARVARD, family="cropped-landscape") is None

    def test_renditions_are_the_ladder_with_heights(self) -> None:
        found = renditions(HARVARD)

        assert found[0] == Rendition(
            "200w", f"{NRS}/full/200,/0/default.jpg", "iiif", width=200, height=237
        )
        assert [one.width for one in found] == [
            200, 400, 600, 843, 1037, 1200, 1381, 1541, 1686, 1815, 1935, 2154
        ]  # fmt: skip


class TestHub:
    def test_a_srcset_that_fits_is_the_very_same_string(self) -> None:
        found = deliver(HUB)

        assert found is not None
        assert found.srcset == HUB_SCALED
        assert found.src == HUB_SCALED.split()[2]  # 630 px, the widest up to 843
        assert found.largest_url == f"{HUB_STYLES}/soft_crop_2880/public/2023-10/_JHZ7784.jpg"
        assert (found.width, found.height) == (5392, 3592)

    def test_it_is_cut_at_the_native_width_with_urls_untouched(self) -> None:
        found = deliver(replace(HUB, width=1440, height=960))

        assert found is not None
        assert found.srcset == HUB_SCALED.rpartition(", ")[0]

    def test_an_unknown_width_cuts_nothing(self) -> None:
        found = deliver(replace(HUB, width=0, height=0))

        assert found is not None
        assert found.srcset == HUB_SCALED
        assert found.is_box_stated

    def test_a_source_below_every_size_is_one_file_without_a_claim(self) -> None:
        found = deliver(replace(HUB, width=300, height=200))

        assert found is not None
        assert found.src == HUB_SCALED.split()[0]
        assert (found.srcset, found.candidates) == ("", ())
        assert (found.width, found.height, found.is_box_stated) == (300, 200, False)

    def test_the_crop_is_a_family_of_its_own(self) -> None:
        found = deliver(HUB, family="cropped-landscape")

        assert found is not None
        assert found.srcset == HUB_CROPPED
        assert (found.width, found.height, found.is_box_stated) == (1380, 920, False)

    def test_the_crop_is_cut_at_what_the_picture_can_fill(self) -> None:
        found = deliver(replace(HUB, width=2000, height=600), family="cropped-landscape")

        assert found is not None
        assert [one.width for one in found.candidates] == [240]

    def test_without_srcsets_the_listed_files_serve(self) -> None:
        found = deliver(replace(HUB, srcsets=()))

        assert found is not None
        assert found.srcset == (
            f"{HUB_STYLES}/hub_medium/a.jpg 420w, {HUB_STYLES}/hub_large/a.jpg 1194w"
        )

    def test_files_of_unknown_width_are_shown_but_not_claimed(self) -> None:
        files = (Rendition("large", "https://hub.example.org/large.jpg", "scaled"),)

        found = deliver(replace(HUB, srcsets=(), renditions=files))

        assert found is not None
        assert (found.src, found.srcset) == ("https://hub.example.org/large.jpg", "")

    @pytest.mark.parametrize("text", ["", " , ", "a.jpg wide", "a.jpg"])
    def test_a_useless_srcset_falls_back_to_the_listed_files(self, text: str) -> None:
        found = deliver(replace(HUB, srcsets=(("scaled", text),)))

        assert found is not None
        assert [one.width for one in found.candidates] == [420, 1194]

    def test_without_any_file_there_is_nothing_to_deliver(self) -> None:
        assert deliver(replace(HUB, srcsets=(), renditions=())) is None

    def test_a_limit_that_no_file_meets_shows_nothing(self) -> None:
        assert deliver(replace(HUB, rights=Rights(permission_level=1))) is None

    def test_a_limit_leaves_the_files_within_it(self) -> None:
        record = replace(HUB, rights=Rights(permission_level=1))

        found = deliver(record, family="cropped-landscape")

        assert found is not None
        assert [one.width for one in found.candidates] == [240]

    def test_save_data_drops_the_top(self) -> None:
        found = deliver(HUB, save_data=True)

        assert found is not None
        assert [one.width for one in found.candidates] == [420, 630, 1440]

    def test_renditions_add_what_only_the_srcsets_name(self) -> None:
        found = renditions(HUB)

        assert [(one.name, one.family) for one in found] == [
            ("thumbnail", "cropped-landscape"),
            ("large", "scaled"),
            ("medium", "scaled"),
            ("240w", "cropped-landscape"),
            ("1380w", "cropped-landscape"),
            ("420w", "scaled"),
            ("630w", "scaled"),
            ("1440w", "scaled"),
            ("2880w", "scaled"),
        ]

    def test_a_document_has_no_picture(self) -> None:
        record = replace(HUB, kind="document", file_url="https://hub.example.org/a.pdf")

        assert deliver(record) is None
        assert renditions(record) == ()

    @needs_shared
    def test_the_contract_sample_is_delivered_untouched(self) -> None:
        sample = json.loads((DATA / "recorded/jhu/docs_file_40461.json").read_text())
        record = ImageRecord(
            provider="jhu",
            identifier=sample["id"],
            width=sample["width"],
            height=sample["height"],
            srcsets=tuple(sample["srcsets"].items()),
        )

        found = deliver(record)

        assert found is not None
        assert found.srcset == sample["srcsets"]["scaled"]
        assert [one.width for one in found.candidates] == [
            420, 630, 825, 1030, 1194, 1300, 1440, 1600, 1800, 2000, 2400, 2880
        ]  # fmt: skip


class TestSmallBoxes:
    def test_get_rungs_between_the_usual_ones(self):
        found = deliver(HARVARD, is_small=True)

        assert [one.width for one in found.candidates][:6] == [100, 141, 200, 283, 400, 600]

    def test_get_two_densities_where_no_width_is_known(self):
        found = deliver(replace(HARVARD, width=0, height=0), is_small=True)

        assert found.srcset == (
            f"{NRS}/full/!283,283/0/default.jpg 1x, {NRS}/full/!566,566/0/default.jpg 2x"
        )
        assert found.src == f"{NRS}/full/!283,283/0/default.jpg"
