import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.catalog.words import read_words
from gallery.search.highlight import Span, excerpt, highlight
from tests.catalog.records import harvard


def marked(text, typed):
    return "".join(
        f"[{it.text}]" if it.is_match else it.text for it in highlight(text, read_words(typed))
    )


class TestHighlight:
    @pytest.mark.parametrize(
        ("text", "typed", "expected"),
        [
            ("A red horse", "horse", "A red [horse]"),
            ("Horses", "horse", "[Horses]"),
            ("Paul Cézanne", "cezanne", "Paul [Cézanne]"),
            ("Paul Ce\u0301zanne", "cézanne", "Paul [Ce\u0301zanne]"),
            ("red dog, red horse", '"red horse"', "red dog, [red] [horse]"),
            ("red-horse", "red horse", "[red]-[horse]"),
            ("ΣΊΣΥΦΟΣ", "σισυφος", "[ΣΊΣΥΦΟΣ]"),
            ("horse and dog", "horse -dog", "[horse] and dog"),
            ("cat", "horse", ""),
            ("", "horse", ""),
            ("horse", "", ""),
        ],
    )
    def test_marks_what_matched(self, text, typed, expected):
        assert marked(text, typed) == expected

    @given(text=st.text(), typed=st.text(max_size=20))
    def test_the_pieces_are_the_text(self, text, typed):
        spans = highlight(text, read_words(typed))

        assert "".join(it.text for it in spans) in ("", text)
        assert not spans or any(it.is_match for it in spans)


class TestExcerpt:
    def test_a_title_goes_before_a_description(self):
        record = harvard(1, description="The horse again")

        assert excerpt(record, read_words("horse")) == (
            Span("Study of a "),
            Span("Horse", is_match=True),
        )

    def test_a_long_text_is_cut_between_words_around_the_match(self):
        record = harvard(1, description="before " * 60 + "zebra " + "after " * 60)

        spans = excerpt(record, read_words("zebra"), longest=80)
        text = "".join(it.text for it in spans)

        assert Span("zebra", is_match=True) in spans
        assert len(text) <= 84
        assert text.startswith("… before")
        assert text.endswith("after …")

    def test_nothing_where_only_the_provider_sees_a_match(self):
        assert excerpt(harvard(1), read_words("zebra")) == ()

    def test_nothing_without_words(self):
        assert excerpt(harvard(1), read_words("-zebra")) == ()
