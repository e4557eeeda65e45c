"""The drawn collection: counts, shapes, pictures behind the records, awkward ones."""

import re
from urllib.parse import unquote

import pytest

from gallery.color.words import color_word
from gallery.sandbox.artworks import PALETTES, STYLES
from gallery.sandbox.collection import Collection, Picture
from gallery.sandbox.records_plan import Sheet, harvard_groups, hub_sheets
from tests.sandbox.held import held

# Harvard docs, image (April 2026), and the record 465905 quoted there.
HARVARD_FIELDS = {
    "id",
    "imageid",
    "fileid",
    "caption",
    "alttext",
    "description",
    "copyright",
    "baseimageurl",
    "renditionnumber",
    "date",
    "height",
    "width",
    "accesslevel",
    "format",
    "technique",
    "lastupdate",
}
SIZES = {  # Hub docs, Files: name → width
    "hard_crop_landscape_240": 240, "thumbnail": 360, "hard_crop_landscape_540": 540,
    "hard_crop_landscape_720": 720, "landscape": 900, "hard_crop_landscape_1005": 1005,
    "hard_crop_landscape_1230": 1230, "hard_crop_landscape_1380": 1380, "medium": 420,
    "soft_crop_630": 630, "full_width": 825, "soft_crop_1030": 1030, "large": 1194,
    "soft_crop_1300": 1300, "xlarge": 1440, "soft_crop_1600": 1600, "soft_crop_1800": 1800,
    "soft_crop_2000": 2000, "soft_crop_2400": 2400, "soft_crop_2880": 2880,
}  # fmt: skip


def picture_of(record: dict) -> Picture | None:
    base = record["baseimageurl"].rstrip("/")
    return held().picture(base.removeprefix("/sandbox/iiif/2/"))


def hub_images() -> list[dict]:
    return [file for file in held().hub_files if file["type"] == "image"]


def hub_documents() -> list[dict]:
    return [file for file in held().hub_files if file["type"] == "document"]


class TestCounts:
    def test_enough_of_each(self):
        assert len(held().harvard_images) >= 240
        assert len(held().hub_files) >= 160
        assert len(hub_documents()) >= 12

    def test_identifiers_are_unique(self):
        for records in (held().harvard_images, held().harvard_objects, held().hub_files):
            assert len({record["id"] for record in records}) == len(records)

    def test_every_style_and_every_palette_is_used_on_both_sides(self):
        harvard = [sheet for group in harvard_groups() for sheet in group.sheets]

        for sheets in (harvard, hub_sheets()):
            assert {sheet.style for sheet in sheets} == set(STYLES)
            assert {sheet.palette for sheet in sheets} == set(PALETTES)


class TestHarvardImages:
    def test_fields(self):
        for image in held().harvard_images:
            assert set(image) - {"colors", "createdate"} == HARVARD_FIELDS

    def test_pictures_have_the_size_that_the_record_says(self):
        for image in held().harvard_images:
            picture = picture_of(image)

            assert picture is not None
            assert (image["width"], image["height"]) in [(picture.width, picture.height), (0, 0)]

    def test_the_longer_side_is_like_the_museums(self):
        usual = [max(image["width"], image["height"]) for image in held().harvard_images]

        assert sum(1024 <= side <= 2550 for side in usual) > 0.9 * len(usual) - 20

    def test_ratios_vary(self):
        images = [image for image in held().harvard_images if image["width"]]

        assert any(image["width"] > image["height"] * 1.2 for image in images)
        assert any(image["height"] > image["width"] * 1.2 for image in images)
        assert any(image["height"] == image["width"] for image in images)

    def test_colors_are_as_the_api_writes_them(self):
        for image in held().harvard_images:
            if "colors" not in image:
                continue
            shares = [color["percent"] for color in image["colors"]]

            assert 1 <= len(shares) <= 10
            assert shares == sorted(shares, reverse=True)
            assert 0 < shares[-1] <= shares[0] <= 1
            for color in image["colors"]:
                assert set(color) == {"percent", "spectrum", "color", "css3", "hue"}
                assert re.fullmatch(r"#[0-9a-f]{6}", color["color"])

    def test_dates_are_written_in_both_ways(self):
        updates = [image["lastupdate"] for image in held().harvard_images]

        assert any(re.search(r"-0400$", text) for text in updates)
        assert any(re.search(r"-04:00$", text) for text in updates)


class TestHarvardObjects:
    def test_images_are_those_of_the_image_records(self):
        images = {image["imageid"]: image for image in held().harvard_images}

        for thing in held().harvard_objects:
            assert thing["imagecount"] == len(thing["images"])
            for shown in thing["images"]:
                own = images[shown["imageid"]]
                assert {name: own[name] for name in shown if name != "displayorder"} == {
                    name: shown[name] for name in shown if name != "displayorder"
                }

    def test_some_have_several_images_and_some_images_no_object(self):
        shown = {image["imageid"] for thing in held().harvard_objects for image in thing["images"]}

        assert any(len(thing["images"]) >= 3 for thing in held().harvard_objects)
        assert any(image["imageid"] not in shown for image in held().harvard_images)

    def test_the_link_back_leads_to_the_sandbox(self):
        thing = held().harvard_objects[0]

        assert thing["url"] == f"/sandbox/harvard/object/{thing['id']}?apikey=sandbox"

    def test_nobody_made_a_work_before_being_born(self):
        for thing in held().harvard_objects:
            for person in thing["people"]:
                assert thing["datebegin"] > int(person["displaydate"][-4:]) - 130

    def test_permission_levels(self):
        levels = [thing["imagepermissionlevel"] for thing in held().harvard_objects]

        assert levels.count(1) >= 3
        assert levels.count(2) >= 2


class TestAwkwardOnes:
    @pytest.mark.parametrize(
        ("what", "least", "test"),
        [
            ("panorama", 1, lambda image: image["width"] > 10 * image["height"] > 0),
            ("300 px", 1, lambda image: max(image["width"], image["height"]) == 300),
            ("zero size", 2, lambda image: image["width"] == image["height"] == 0),
            ("no colors", 3, lambda image: "colors" not in image),
            ("restricted", 2, lambda image: image["accesslevel"] == 0),
            ("no technique", 10, lambda image: image["technique"] is None),
            ("empty technique", 1, lambda image: image["technique"] == ""),
            ("a film", 5, lambda image: image["technique"] == "Kodak Ektapan"),
            ("no caption", 10, lambda image: image["caption"] is None),
            ("empty caption", 1, lambda image: image["caption"] == ""),
            ("markup", 1, lambda image: "<b>" in (image["caption"] or "")),
            ("no alt text", 10, lambda image: image["alttext"] is None),
            ("no date", 5, lambda image: image["date"] is None),
            ("no copyright", 2, lambda image: image["copyright"] is None),
            ("empty copyright", 1, lambda image: image["copyright"] == ""),
            ("no format", 1, lambda image: image["format"] is None),
            ("a trailing slash", 1, lambda image: image["baseimageurl"].endswith("/")),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_harvard_has(self, what, least, test):
        assert sum(map(test, held().harvard_images)) >= least, what

    def test_titles_long_and_in_other_scripts(self):
        titles = [thing["title"] for thing in held().harvard_objects]

        assert any(len(title) > 200 for title in titles)
        assert any(not title.isascii() for title in titles)
        assert any("<after the rain>" in title for title in titles)

    def test_hub_markup(self):
        captions = " ".join(file.get("caption") or "" for file in hub_images())

        for remnant in ("<script>", "onerror=", "javascript:", "<iframe", "<a href=", "<em>"):
            assert remnant in captions

    @pytest.mark.parametrize("name", ["alt_text", "caption", "credit"])
    def test_hub_fields_may_be_missing_null_or_empty(self, name):
        assert any(name not in file for file in hub_images())
        assert any(name in file and file[name] is None for file in hub_images())
        assert any(file.get(name) == "" for file in hub_images())

    def test_a_picture_wide_in_hue(self):
        words = [
            {color_word(color["color"]) for color in image.get("colors", [])}
            for image in held().harvard_images
        ]

        assert max(map(len, words)) >= 6


class TestHubFiles:
    def test_twenty_sizes_and_two_srcsets(self):
        for file in hub_images():
            assert set(file["sizes"]) == set(SIZES)
            assert list(file["srcsets"]) == ["cropped-landscape", "scaled"]
            declared = [
                part.split(" ") for text in file["srcsets"].values() for part in text.split(", ")
            ]
            assert [(url, width) for url, width in declared] == [
                (file["sizes"][name], f"{width}w") for name, width in SIZES.items()
            ]

    def test_names_and_folders_differ_for_four(self):
        sizes = hub_images()[0]["sizes"]
        found = {name: re.search(r"/styles/([^/]+)/public/", url)[1] for name, url in sizes.items()}

        assert {name: folder for name, folder in found.items() if name != folder} == {
            "thumbnail": "hub_thumbnail",
            "medium": "hub_medium",
            "large": "hub_large",
            "xlarge": "hub_xlarge",
        }

    def test_pictures_stand_behind_the_addresses(self):
        for file in hub_images():
            path = file["sizes"]["large"].partition("/public/")[2].partition("?")[0]
            picture = held().hub_picture(path)

            assert picture is not None
            assert held().hub_picture(unquote(path)) == picture
            assert (picture.width, picture.height) == (file["width"], file["height"])

    def test_documents_are_what_they_say(self):
        for file in hub_documents():
            body = held().document(file["url"].partition("/default/files/")[2])

            assert body is not None
            assert body.startswith(
                b"%PDF-1.4" if file["filemime"] == "application/pdf" else b"day,"
            )
            assert {"sizes", "srcsets", "width", "height", "alt_text"}.isdisjoint(file)

    def test_what_orders_them(self):
        dates = [file["_publish_date"] for file in held().hub_files]

        assert dates == sorted(dates)
        assert all(isinstance(file["_score"], float) for file in held().hub_files)

    def test_some_addresses_are_escaped_and_carry_a_token(self):
        urls = [file["sizes"]["medium"] for file in hub_images()]

        assert any("%20" in url and "%28" in url for url in urls)
        assert any("?itok=" in url for url in urls)

    def test_one_source_is_smaller_than_most_of_its_sizes(self):
        assert any(file["width"] == 300 for file in hub_images())

    def test_large_and_some_upright(self):
        assert any((file["width"], file["height"]) == (5392, 3592) for file in hub_images())
        assert any(file["height"] > file["width"] for file in hub_images())


class TestHues:
    @pytest.mark.parametrize(
        "word",
        [
            "black",
            "grey",
            "white",
            "brown",
            "beige",
            "red",
            "orange",
            "yellow",
            "olive",
            "green",
            "teal",
            "blue",
            "navy",
            "violet",
            "pink",
        ],
    )
    def test_pictures_of_every_color_word(self, word):
        shares = [
            sum(
                color["percent"]
                for color in image.get("colors", [])
                if color_word(color["color"]) == word
            )
            for image in held().harvard_images
        ]

        assert sum(share > 0.10 for share in shares) >= 4


class TestPictures:
    def test_a_detail_is_cut_from_its_whole(self):
        group = next(group for group in harvard_groups() if group.kind == "details")
        whole, detail = group.sheets[:2]

        assert detail.region is not None
        assert detail.width < whole.width

    def test_unknown_ones_are_none(self):
        assert held().picture("urn-3:HUAM:0") is None
        assert held().hub_picture("2023-10/none.jpg") is None
        assert held().document("2023-10/none.pdf") is None

    def test_versions_differ_by_sheet(self):
        one = Sheet("op_art", "Teal", 1, 800, 600)
        other = Sheet("op_art", "Teal", 2, 800, 600)

        assert one.version == Sheet("op_art", "Teal", 1, 800, 600).version
        assert one.version != other.version

    def test_a_broken_collection_file_is_no_collection(self):
        with pytest.raises(KeyError):
            Collection({})
