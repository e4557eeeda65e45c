import pytest

from gallery.catalog.ingest import ingest
from gallery.web.picks import Pick, find_picks, read_picks
from tests.catalog.records import harvard, hub


class TestReading:
    @pytest.mark.parametrize(
        ("text", "pick"),
        [
            ("harvard:123", Pick("harvard", 123)),
            (" jhu:40461 ", Pick("jhu", 40461)),
            ("jhu:40461:scaled.medium", Pick("jhu", 40461, "scaled.medium")),
            (
                "jhu:40461:cropped-landscape.thumbnail",
                Pick("jhu", 40461, "cropped-landscape.thumbnail"),
            ),
            ("https://gallery.example.org/images/harvard/123/", Pick("harvard", 123)),
            (
                "http://127.0.0.1:8000/images/jhu/7/look/?part=2#at=0.1,0.2,3",
                Pick("jhu", 7),
            ),
            ("/images/jhu/7/renditions/", Pick("jhu", 7)),
        ],
    )
    def test_takes_names_and_addresses(self, text, pick):
        assert read_picks([text]) == ([pick], [])

    @pytest.mark.parametrize(
        "text",
        [
            "x",
            "harvard:",
            "harvard:-1",
            "harvard:1.5",
            "louvre:1",
            "harvard:99999999999999999999",
            "harvard:" + "9" * 5000,
            "jhu:1:<script>",
            "https://elsewhere.example/pictures/1",
        ],
    )
    def test_names_what_is_no_picture(self, text):
        picks, problems = read_picks([text])

        assert picks == []
        assert len(problems) == 1
        assert "names no picture" in problems[0]
        assert len(problems[0]) < 160

    def test_leaves_out_empty_fields_and_repetitions(self):
        assert read_picks(["", "jhu:1", " ", "jhu:1"]) == ([Pick("jhu", 1)], [])

    def test_compares_four_at_most_and_says_so(self):
        picks, problems = read_picks([f"jhu:{number}" for number in range(1, 7)])

        assert [it.identifier for it in picks] == [1, 2, 3, 4]
        assert problems == ["6 were picked; the first 4 are compared."]

    def test_is_written_as_it_is_read(self):
        assert str(Pick("jhu", 1, "scaled.medium")) == "jhu:1:scaled.medium"
        assert str(Pick("jhu", 1)) == "jhu:1"


@pytest.mark.django_db
class TestFinding:
    def test_finds_pictures_and_their_files_in_order(self):
        ingest([harvard(1), hub(2)])

        found, problems = find_picks([Pick("jhu", 2, "scaled.large"), Pick("harvard", 1)])

        assert problems == []
        assert [it.record.identifier for it in found] == [2, 1]
        assert found[0].file.width == 1140
        assert found[1].file is None

    def test_a_ladder_width_is_a_file_too(self):
        ingest([harvard(1)])

        found, _ = find_picks([Pick("harvard", 1, "iiif.843w")])

        assert found[0].file.url.endswith("/full/843,/0/default.jpg")

    def test_says_what_there_is_not(self):
        ingest([hub(3, kind="document", renditions=(), srcsets=())])

        found, problems = find_picks([Pick("jhu", 3), Pick("jhu", 4)])

        assert found == []
        assert problems == [
            "jhu:3 is a document, not a picture; take a picture.",
            "jhu:4 is not in the catalogue; search for it, or take another.",
        ]

    def test_an_unknown_file_gives_the_picture_and_says_so(self):
        ingest([hub(2)])

        found, problems = find_picks([Pick("jhu", 2, "scaled.giant")])

        assert found[0].file is None
        assert found[0].pick == Pick("jhu", 2)
        assert problems == ["jhu:2 has no rendition “scaled.giant”; the picture itself is shown."]
