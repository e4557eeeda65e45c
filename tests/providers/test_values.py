"""Single values: what is read, and what is refused."""

import datetime as dt

import pytest

from gallery.providers import values

HOSTS = frozenset({"nrs.harvard.edu", "api.hub.jhu.edu"})
STYLES = "https://api.hub.jhu.edu/factory/sites/default/files/styles/"


class TestText:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("Untitled", "Untitled"),
            ("  two\n\tlines ", "two lines"),
            ("", ""),
            (None, ""),
            (12, "12"),
            (True, ""),
            ({"a": 1}, ""),
            (["a"], ""),
            (float("inf"), ""),
            ("nul\x00 and bell\x07", "nul and bell"),
            ("half a pair \ud83d!", "half a pair !"),
            ("\ufeffwith a mark", "with a mark"),
            ("exe\u202egpj.", "exegpj."),
            ("\u2066isolated\u2069", "isolated"),
            ("tag\U000e0041\U000e007fs", "tags"),
            ("a < b & c", "a < b & c"),
            ("naïve 雪 👩‍🎨 نص", "naïve 雪 👩‍🎨 نص"),
            ("می‌خواهم", "می‌خواهم"),
        ],
    )
    def test_is_one_line_of_printable_text(self, given, expected):
        assert values.text(given) == expected

    def test_is_cut_where_it_has_no_end(self):
        assert len(values.text("x" * 1_000_000)) == values.LONGEST_TEXT

    def test_keeps_four_marks_of_a_stack(self):
        assert values.text("a" + "\u0301" * 500) == "a" + "\u0301" * 4


class TestWhole:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (7, 7), (0, 0), ("42", 42), (12.0, 12), (2**63 - 1, 2**63 - 1),
            (-1, None), (2**63, None), (1.5, None), ("1.5", None), ("٤٢", None), ("-3", None),
            ("", None), (None, None), (True, None), ([], None), (float("nan"), None),
            ("9" * 5000, None),
        ],
    )  # fmt: skip
    def test_is_a_number_that_a_database_holds(self, given, expected):
        assert values.whole(given) == expected


class TestShare:
    @pytest.mark.parametrize("given", [0, -0.1, 1.01, 43, "0.5", None, True, float("nan")])
    def test_outside_0_to_1_is_none(self, given):
        assert values.share(given) is None

    def test_whole_picture_of_one_colour_is_one(self):
        assert values.share(1) == 1.0


class TestHexColor:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("#C8AF96", "#c8af96"), ("c8af96", "#c8af96"), ("#fff", ""), ("#c8af9g", ""),
            ("red", ""), ("", ""), (None, ""), (0xC8AF96, ""), ("#c8af96;x:y", ""),
        ],
    )  # fmt: skip
    def test_is_six_digits_or_nothing(self, given, expected):
        assert values.hex_color(given) == expected


class TestDay:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("1995-05-01", dt.date(1995, 5, 1)),
            ("2016-08-04T00:00:00", dt.date(2016, 8, 4)),
            ("2016-08-04 10:00", dt.date(2016, 8, 4)),
            ("2016-02-30", None),
            ("0000-00-00", None),
            ("0001-01-01", None),
            ("c. 1850", None),
            ("1995", None),
            ("1995-05-011", None),
            (None, None),
            (19950501, None),
        ],
    )
    def test_is_a_calendar_day_or_nothing(self, given, expected):
        assert values.day(given) == expected


class TestMoment:
    def test_reads_the_zone_without_and_with_a_colon(self):
        without = values.moment("2020-07-17T06:22:49-0400")
        with_colon = values.moment("2025-10-22T04:03:44-04:00")

        assert without == dt.datetime(2020, 7, 17, 10, 22, 49, tzinfo=dt.UTC)
        assert with_colon == dt.datetime(2025, 10, 22, 8, 3, 44, tzinfo=dt.UTC)

    def test_without_a_zone_is_utc(self):
        assert values.moment("2020-07-17T06:22:49") == dt.datetime(
            2020, 7, 17, 6, 22, 49, tzinfo=dt.UTC
        )

    @pytest.mark.parametrize(
        "given",
        ["", None, 5, "yesterday", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"],
    )
    def test_is_none_where_it_cannot_be_one(self, given):
        assert values.moment(given) is None


class TestMediaType:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("image/jpeg", "image/jpeg"),
            ("Image/JPEG; charset=x", "image/jpeg"),
            ("application/vnd.ms-excel", "application/vnd.ms-excel"),
            ("jpeg", ""),
            ("image/<b>", ""),
            (None, ""),
        ],
    )
    def test_is_a_plain_type_or_nothing(self, given, expected):
        assert values.media_type(given) == expected


class TestHttpsUrl:
    @pytest.mark.parametrize(
        "url",
        [
            "https://nrs.harvard.edu/urn-3:HUAM:48875_dynmc",
            "https://nrs.harvard.edu/urn-3:huam:755710",
            f"{STYLES}hub_medium/public/mercury_ice.jpg?itok=1baACeWG",
            f"{STYLES}soft_crop_1300/public/Herbie_Hancock_%28ZMF_2017%29_IMGP9601.jpeg",
            f"{STYLES}soft_crop_1300/assets/monkey092018.jpg",
            f"{STYLES}soft_crop_2400/public/video_game_music_013120%20copy.jpg",
            "https://nrs.harvard.edu:443/urn-3:HUAM:1",
        ],
    )
    def test_lets_the_providers_own_through_untouched(self, url):
        assert values.https_url(url, HOSTS) == url

    @pytest.mark.parametrize(
        "url",
        [
            "http://nrs.harvard.edu/urn-3:HUAM:1",
            "//nrs.harvard.edu/urn-3:HUAM:1",
            "https://nrs.harvard.edu.evil.example/x",
            "https://evil.example/nrs.harvard.edu",
            "https://nrs.harvard.edu@evil.example/x",
            "https://user:pass@nrs.harvard.edu/x",
            "https://nrs.harvard.edu:8443/x",
            "https://nrs.harvard.edu:99999/x",
            "javascript:alert(1)",
            "data:image/png;base64,AAAA",
            "https://nrs.harvard.edu/a b.jpg",
            "https://nrs.harvard.edu/a,b.jpg",
            "https://nrs.harvard.edu/a\n.jpg",
            "https://nrs.harvard.edu/\u202egpj.exe",
            "https://nrs.harvard.edu/a\u00a0b",
            'https://nrs.harvard.edu/"onerror=',
            "https://nrs.harvard.edu\\@evil.example/",
            "https://[::1/x",
            "/sandbox/iiif/2/x",
            "https://nrs.harvard.edu/" + "x" * 3000,
            "",
            None,
            7,
            ["https://nrs.harvard.edu/"],
        ],
    )
    def test_refuses_everything_else(self, url):
        assert values.https_url(url, HOSTS) == ""

    def test_takes_the_sandboxs_own_only_when_told(self):
        local = "/sandbox/iiif/2/urn-3:HUAM:45000"

        assert values.https_url(local, HOSTS, allow_local=True) == local
        assert values.https_url(local, HOSTS) == ""

    @pytest.mark.parametrize(
        "url", ["/sandbox/../admin/", "/sandbox//evil.example/", "/admin/", "/sandbox/a b"]
    )
    def test_local_addresses_stay_inside_the_sandbox(self, url):
        assert values.https_url(url, HOSTS, allow_local=True) == ""
