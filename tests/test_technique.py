"""Technique texts, as recorded and as they might come."""

import json

import pytest

from gallery.technique import Technique, read_technique
from tests.paths import DATA, needs_shared

SINAR = (
    "Make:Sinar Photography AG;Model:Sinar CMV/ Sinarback eVolution 75H;Orientation:1;"
    "Software:Adobe Photoshop CS5 Macintosh;"
)
HASSELBLAD = (
    "Make:Hasselblad;Model:Hasselblad H5D-50c MS;Orientation:1;"
    "Software:Adobe Photoshop CS6 (Macintosh);"
)

RECORDED = [
    (
        SINAR,
        Technique(
            raw=SINAR,
            make="Sinar Photography AG",
            model="Sinar CMV/ Sinarback eVolution 75H",
            software="Adobe Photoshop CS5 Macintosh",
            orientation=1,
        ),
    ),
    (
        HASSELBLAD,
        Technique(
            raw=HASSELBLAD,
            make="Hasselblad",
            model="Hasselblad H5D-50c MS",
            software="Adobe Photoshop CS6 (Macintosh)",
            orientation=1,
        ),
    ),
    ("Kodak Ektapan", Technique(raw="Kodak Ektapan", film="Kodak Ektapan")),
    ("Super XX", Technique(raw="Super XX", film="Super XX")),
    ("Slide, 35 mm, color", Technique(raw="Slide, 35 mm, color", film="Slide, 35 mm, color")),
    (
        "Slide, 35 mm, black and white",
        Technique(raw="Slide, 35 mm, black and white", film="Slide, 35 mm, black and white"),
    ),
]


class TestRecorded:
    @pytest.mark.parametrize(("text", "expected"), RECORDED, ids=lambda value: str(value)[:24])
    def test_reads_what_the_museums_sent(self, text, expected):
        assert read_technique(text) == expected

    @needs_shared
    def test_every_technique_of_a_recorded_image_is_in_the_table(self):
        recorded = set()
        for path in sorted((DATA / "recorded" / "harvard").glob("*.json")):
            recorded |= set(_techniques(json.loads(path.read_text())))

        assert recorded
        assert recorded <= {text for text, _ in RECORDED}


class TestMessy:
    @pytest.mark.parametrize("nothing", [None, "", "   ", ";", " ;; ", "\x00"])
    def test_says_nothing_where_there_is_nothing(self, nothing):
        found = read_technique(nothing)

        assert found == Technique(raw=nothing or "")

    def test_reads_fields_in_any_order_and_case(self):
        found = read_technique("SOFTWARE:GIMP 2.10;orientation:6;model:D850;Make:NIKON")

        assert (found.make, found.model, found.software) == ("NIKON", "D850", "GIMP 2.10")
        assert found.orientation == 6

    def test_keeps_colons_slashes_and_semicolons_inside_a_value(self):
        found = read_technique("Make:Phase One;Model:P45+/645; back;Software:Capture One 4: PPC;")

        assert found.model == "P45+/645; back"
        assert found.software == "Capture One 4: PPC"

    def test_an_empty_field_says_nothing(self):
        found = read_technique("Make:;Model:  ;Orientation:;Software:Photoshop;")

        assert found == Technique(
            raw="Make:;Model:  ;Orientation:;Software:Photoshop;", software="Photoshop"
        )

    def test_the_first_of_two_equal_fields_counts(self):
        assert read_technique("Make:Leica;Make:Canon;").make == "Leica"

    def test_a_field_that_first_says_nothing_may_come_again(self):
        assert read_technique("Make:;Make:Canon;").make == "Canon"

    def test_words_before_the_first_field_are_the_film(self):
        found = read_technique("Kodak Portra 160;Make:Hasselblad;")

        assert (found.film, found.make) == ("Kodak Portra 160", "Hasselblad")

    def test_a_field_of_another_name_ends_the_one_before(self):
        found = read_technique("Make:Canon;DateTime:2014:06:02 10:00:00;Model:EOS 5D;")

        assert (found.make, found.model) == ("Canon", "EOS 5D")

    def test_a_colon_alone_makes_no_field(self):
        assert read_technique("Scan: 4x5 transparency").film == "Scan: 4x5 transparency"

    @pytest.mark.parametrize("value", ["0", "9", "-1", "1.5", "left", "11", "١"])
    def test_an_orientation_that_exif_does_not_know_is_none(self, value):
        assert read_technique(f"Make:Canon;Orientation:{value};").orientation is None

    def test_padding_of_exif_strings_goes(self):
        found = read_technique("Make:Canon\x00\x00\x00;Model:EOS\t 5D \x00;")

        assert (found.make, found.model) == ("Canon", "EOS 5D")

    def test_an_endless_value_is_cut_and_the_raw_text_is_not(self):
        text = f"Make:{'M' * 5000};"

        found = read_technique(text)

        assert len(found.make) == 200
        assert found.raw == text


def _techniques(value):
    """Techniques of images: on objects, the word means how the work was made."""
    if isinstance(value, dict):
        if isinstance(value.get("technique"), str) and "renditionnumber" in value:
            yield value["technique"]
        for item in value.values():
            yield from _techniques(item)
    elif isinstance(value, list):
        for item in value:
            yield from _techniques(item)
