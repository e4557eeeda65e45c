"""A folder of pictures as the collection: manifest, EXIF orientation, broken files."""

import json
from dataclasses import replace

import PIL.Image
import pytest

from gallery.sandbox.collection import build_from_folder, load_collection
from tests.decoding import hostile
from tests.paths import DATA, needs_shared

RED, BLUE = (200, 30, 40), (30, 60, 180)


@pytest.fixture
def folder(tmp_path):
    """Five good pictures in four formats, one broken, one that is none."""
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    sheet = PIL.Image.new("RGB", (80, 60), RED)
    sheet.paste(BLUE, (0, 0, 40, 60))
    sheet.save(pictures / "a-red-field.jpg", quality=95)
    sheet.save(pictures / "b.png")
    sheet.save(pictures / "c.webp")
    sheet.save(pictures / "d.tif")
    exif = PIL.Image.Exif()
    exif[0x0112] = 6  # rotate 90 degrees clockwise to show
    sheet.save(pictures / "e_turned.jpeg", exif=exif, quality=95)
    (pictures / "f-broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    (pictures / "notes.txt").write_text("not looked at")
    manifest = [
        {
            "file": "a-red-field.jpg",
            "title": "A Red Field",
            "author": "Ada <Quill>",
            "year": "1901",
        },
        {
            "file": "b.png",
            "title": "Second",
            "author": "Bo & Co",
            "licence": "CC0-1.0",
            "kind": "photo",
        },
        {"file": "missing.jpg", "title": "Not there"},
    ]
    (pictures / "manifest.json").write_text(json.dumps(manifest))
    return pictures


class TestFolder:
    def test_pictures_are_split_between_both_sides(self, folder, tmp_path):
        found = build_from_folder(folder, tmp_path / "cache")

        assert len(found.harvard_images) == 3
        assert len(found.harvard_objects) == 3
        assert len(found.hub_files) == 2

    def test_a_broken_file_is_named_and_skipped(self, folder, tmp_path):
        found = build_from_folder(folder, tmp_path / "cache")

        assert [name for name, _reason in found.skipped] == ["f-broken.jpg"]
        assert found.skipped[0][1]

    def test_hostile_files_are_named_and_decoded_in_no_process_that_serves(
        self, folder, tmp_path, monkeypatch
    ):
        (folder / "g-bomb.png").write_bytes(hostile.png(60_000, 60_000))
        (folder / "h-eps.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10" + hostile.EPS)
        monkeypatch.setattr(PIL.Image, "open", None)  # nothing is opened in this process

        found = build_from_folder(folder, tmp_path / "cache")

        reasons = dict(found.skipped)
        assert list(reasons) == ["f-broken.jpg", "g-bomb.png", "h-eps.jpg"]
        assert "far more pixels than the 80,000,000 allowed" in reasons["g-bomb.png"]
        assert reasons["h-eps.jpg"] == "h-eps.jpg: it begins as JPEG and goes on as EPS"

    def test_the_manifest_tells_title_author_and_year(self, folder, tmp_path):
        found = build_from_folder(folder, tmp_path / "cache")

        thing = found.harvard_objects[0]
        assert thing["title"] == "A Red Field"
        assert [person["displayname"] for person in thing["people"]] == ["Ada <Quill>"]
        assert thing["dated"] == "1901"
        assert found.hub_files[0]["caption"] == "<p>Second, Bo &amp; Co</p>\n"
        assert found.hub_files[0]["credit"] == "Bo & Co"

    def test_without_a_manifest_the_name_is_the_title(self, folder, tmp_path):
        (folder / "manifest.json").unlink()

        found = build_from_folder(folder, tmp_path / "cache")

        assert found.harvard_objects[0]["title"] == "A red field"
        assert found.harvard_objects[0]["people"] == []

    def test_an_unusable_manifest_is_no_manifest(self, folder, tmp_path):
        (folder / "manifest.json").write_text('{"not": "a list"')

        assert build_from_folder(folder, tmp_path / "cache").harvard_objects[0]["dated"] is None

    def test_nothing_is_claimed_about_what_they_show(self, folder, tmp_path):
        found = build_from_folder(folder, tmp_path / "cache")

        assert {image["alttext"] for image in found.harvard_images} == {None}
        assert {file["alt_text"] for file in found.hub_files} == {None}

    def test_exif_orientation_turns_sizes_and_pixels(self, folder, tmp_path):
        found = build_from_folder(folder, tmp_path / "cache")
        image = found.harvard_images[2]
        picture = found.picture(image["baseimageurl"].removeprefix("/sandbox/iiif/2/"))

        assert (image["width"], image["height"]) == (60, 80)
        shown = picture.render(30, 40)
        assert shown.size == (30, 40)
        red, _green, blue = shown.getpixel((15, 2))
        assert blue > red  # what was left is now on top

    def test_colors_are_those_of_the_picture(self, folder, tmp_path):
        found = build_from_folder(folder, tmp_path / "cache")

        colors = found.harvard_images[0]["colors"]
        assert {color["hue"] for color in colors[:2]} == {"Red", "Blue"}

    def test_progress_counts_every_file(self, folder, tmp_path):
        steps = []

        build_from_folder(
            folder, tmp_path / "cache", lambda done, total: steps.append((done, total))
        )

        assert steps == [(1, 6), (2, 6), (3, 6), (4, 6), (5, 6), (6, 6)]

    def test_a_changed_folder_is_read_again(self, folder, tmp_path):
        build_from_folder(folder, tmp_path / "cache")
        (folder / "f-broken.jpg").unlink()

        assert build_from_folder(folder, tmp_path / "cache").skipped == ()

    def test_what_is_kept_is_whole(self, folder, tmp_path):
        build_from_folder(folder, tmp_path / "cache")

        (kept,) = (tmp_path / "cache").rglob("*.json")
        assert kept.name == "records.json"
        assert not list((tmp_path / "cache").rglob("*.part"))

    def test_old_collections_are_forgotten(self, folder, tmp_path):
        for index in range(10):
            PIL.Image.new("RGB", (20 + index, 20), RED).save(folder / "g.png")
            build_from_folder(folder, tmp_path / "cache")

        assert len(list((tmp_path / "cache").rglob("records.json"))) == 8

    def test_a_file_of_half_a_collection_is_built_again(self, folder, tmp_path):
        build_from_folder(folder, tmp_path / "cache")
        (kept,) = (tmp_path / "cache").rglob("records.json")
        kept.write_text('{"harvard_images": [')

        assert len(build_from_folder(folder, tmp_path / "cache").harvard_images) == 3

    @needs_shared
    @pytest.mark.parametrize("number", range(1, 9))
    def test_all_eight_orientations_show_the_same_picture(self, number, tmp_path):
        pictures = tmp_path / "pictures"
        pictures.mkdir()
        for name in ("Landscape_1.jpg", f"Landscape_{number}.jpg"):
            (pictures / name).write_bytes((DATA / "exif-orientation" / name).read_bytes())

        found = build_from_folder(pictures, tmp_path / "cache")
        records = [*found.harvard_images, *found.hub_files]

        assert {(record["width"], record["height"]) for record in records} == {
            (records[0]["width"], records[0]["height"])
        }
        assert records[0]["width"] > records[0]["height"]


class TestTheFolderOfTheSettings:
    def test_fills_the_sandbox(self, folder, tmp_path, settings):
        settings.LIGHTTABLE = replace(
            settings.LIGHTTABLE, cache_dir=tmp_path / "cache", pictures=folder
        )

        used = load_collection()

        assert used.skipped[0][0] == "f-broken.jpg"
        assert len(used.harvard_images) == 3
        assert used.version.startswith("folder-")
