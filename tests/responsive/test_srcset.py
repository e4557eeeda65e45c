"""``srcset`` by the HTML standard, 4.8.4.3.10; the cases follow the steps of its algorithm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.responsive.srcset import (
    ImageCandidate,
    SrcsetError,
    can_carry,
    cut_at_width,
    format_srcset,
    parse_srcset,
)

IIIF_2 = "https://nrs.harvard.edu/urn-3:HUAM:1/full/200,/0/default.jpg"
IIIF_3 = "https://iiif.example.org/3/a/full/^400,300/0/default.jpg"


class TestParse:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", []),
            ("a.jpg", [ImageCandidate("a.jpg")]),
            ("  a.jpg  ", [ImageCandidate("a.jpg")]),
            ("a.jpg 1x, b.jpg 2x", [ImageCandidate("a.jpg", density=1), ImageCandidate("b.jpg", density=2)]),
            ("a.jpg 1.5e0x", [ImageCandidate("a.jpg", density=1.5)]),
            ("a.jpg .5x", [ImageCandidate("a.jpg", density=0.5)]),
            ("a.jpg 0x", [ImageCandidate("a.jpg", density=0)]),
            ("a.jpg\t100w\n,\fb.jpg 200w", [ImageCandidate("a.jpg", 100), ImageCandidate("b.jpg", 200)]),
            ("a.jpg, b.jpg 2x", [ImageCandidate("a.jpg"), ImageCandidate("b.jpg", density=2)]),
            # No space behind the comma: the comma belongs to the URL.
            ("a.jpg,b.jpg 2x", [ImageCandidate("a.jpg,b.jpg", density=2)]),
            ("a.jpg 1x,b.jpg 2x", [ImageCandidate("a.jpg", density=1), ImageCandidate("b.jpg", density=2)]),
            (f"{IIIF_2} 200w, {IIIF_3} 400w", [ImageCandidate(IIIF_2, 200), ImageCandidate(IIIF_3, 400)]),
            ("data:,a 1x", [ImageCandidate("data:,a", density=1)]),
        ],
    )  # fmt: skip
    def test_what_is_right(self, text: str, expected: list[ImageCandidate]) -> None:
        found = parse_srcset(text)

        assert list(found.candidates) == expected
        assert found.errors == ()

    @pytest.mark.parametrize(
        ("text", "urls"),
        [
            (",a.jpg 1x", ["a.jpg"]),
            ("a.jpg 1x,,b.jpg 2x", ["a.jpg", "b.jpg"]),
            ("a.jpg,, b.jpg 2x", ["a.jpg", "b.jpg"]),
            ("a.jpg 0w, b.jpg 2w", ["b.jpg"]),
            ("a.jpg -1w", []),
            ("a.jpg +1w", []),
            ("a.jpg 1.5w", []),
            ("a.jpg -1x", []),
            ("a.jpg 1.x", []),
            ("a.jpg +1x", []),
            ("a.jpg 100W", []),
            (f"a.jpg {'9' * 5000}w", []),
            ("a.jpg ²w", []),
            ("a.jpg 100w 100w", []),
            ("a.jpg 100w 2x", []),
            ("a.jpg 2x 100w", []),
            ("a.jpg 2x 2x", []),
            ("a.jpg 100h", []),
            ("a.jpg 100h 2x", []),
            ("a.jpg 100w 0h", []),
            ("a.jpg x", []),
            ("a.jpg 1x (2x, 3x), b.jpg", ["b.jpg"]),
            ("a.jpg (2x, 3x", []),
            ("a.jpg 100w 50h", ["a.jpg"]),
        ],
    )
    def test_what_is_wrong_is_skipped_and_told(self, text: str, urls: list[str]) -> None:
        found = parse_srcset(text)

        assert [one.url for one in found.candidates] == urls
        assert found.errors

    @given(st.text(alphabet="a,() \t1wxh.-", max_size=40))
    def test_any_text_is_read(self, text: str) -> None:
        found = parse_srcset(text)

        assert all(" " not in one.url and one.url for one in found.candidates)


class TestFormat:
    def test_urls_stay_as_they_are(self) -> None:
        url = "https://api.hub.jhu.edu/a%20b/H_%28ZMF_2017%29.jpeg?itok=x,y"

        text = format_srcset([ImageCandidate(IIIF_2, 200), ImageCandidate(url, 630)])

        assert text == f"{IIIF_2} 200w, {url} 630w"

    def test_densities(self) -> None:
        assert format_srcset([ImageCandidate("a", density=2.0), ImageCandidate("b", density=1.5)]) == (
            "a 2x, b 1.5x"
        )  # fmt: skip

    @pytest.mark.parametrize("url", ["", "a b", "a\tb", "a,", ",a", "a\n"])
    def test_a_url_that_would_split_the_set_is_refused(self, url: str) -> None:
        assert not can_carry(url)
        with pytest.raises(SrcsetError, match="would split"):
            format_srcset([ImageCandidate(url, 200)])

    @pytest.mark.parametrize(
        "candidate",
        [ImageCandidate("a", 0), ImageCandidate("a", -5), ImageCandidate("a", 100, density=2)],
        ids=["zero", "negative", "mixed"],
    )
    def test_what_would_not_be_read_back_is_refused(self, candidate: ImageCandidate) -> None:
        with pytest.raises(SrcsetError, match="read back"):
            format_srcset([candidate])

    @given(
        st.lists(
            st.builds(
                ImageCandidate,
                st.text("abc,()%/:", min_size=1, max_size=9).filter(can_carry),
                st.integers(1, 9999),
            ),
            max_size=4,
        )
    )
    def test_what_is_written_is_read_back(self, candidates: list[ImageCandidate]) -> None:
        found = parse_srcset(format_srcset(candidates))

        assert found.candidates == tuple(candidates)
        assert found.errors == ()


class TestCutAtWidth:
    TEXT = "a,b.jpg?x=%20 420w,\n  c.jpg 630w , d.jpg 2880w"

    def test_nothing_above_gives_the_very_same_string(self) -> None:
        assert cut_at_width(self.TEXT, 2880) is self.TEXT

    def test_what_is_above_goes(self) -> None:
        assert cut_at_width(self.TEXT, 2879) == "a,b.jpg?x=%20 420w, c.jpg 630w"

    def test_everything_may_go(self) -> None:
        assert cut_at_width(self.TEXT, 100) == ""

    def test_densities_are_kept(self) -> None:
        assert cut_at_width("a 2x, b", 100) == "a 2x, b"
