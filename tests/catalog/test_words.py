import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.catalog.words import MAX_TERMS, MAX_TOKENS, Term, Words, read_words, tokens


class TestReadWords:
    @pytest.mark.parametrize(
        ("typed", "wanted", "unwanted"),
        [
            ("", (), ()),
            ("  !? – ", (), ()),
            ("horse", (Term(("horse",), is_prefix=True),), ()),
            ("red horse", (Term(("red",)), Term(("horse",), is_prefix=True)), ()),
            ("red h", (Term(("red",)), Term(("h",))), ()),
            ('"red horse"', (Term(("red", "horse"), is_phrase=True),), ()),
            ('"red horse', (Term(("red", "horse"), is_phrase=True),), ()),
            ("horse -dog", (Term(("horse",)),), (Term(("dog",)),)),
            ('-"red dog" cat', (Term(("cat",), is_prefix=True),), (Term(("red", "dog"), True),)),
            ("-dog", (), (Term(("dog",)),)),
            ("--", (), ()),
            ("O’Keeffe", (Term(("O", "Keeffe"), is_prefix=True),), ()),
            ("black-and-white", (Term(("black", "and", "white"), is_prefix=True),), ()),
            (
                "a AND (b OR *",
                (Term(("a",)), Term(("AND",)), Term(("b",)), Term(("OR",), is_prefix=True)),
                (),
            ),
            ("cafe\u0301", (Term(("café",), is_prefix=True),), ()),
            ('""" x""', (Term(("x",), is_phrase=True),), ()),
        ],
    )
    def test_what_was_typed(self, typed, wanted, unwanted):
        assert read_words(typed) == Words(wanted, unwanted)

    def test_no_more_terms_than_a_database_should_be_asked(self):
        found = read_words("word " * 1000)

        assert len(found.wanted) == MAX_TERMS

    def test_no_more_tokens_either(self):
        found = read_words("a-b-c-d-e-f-g-h-i-j " * 30)

        assert sum(len(term.tokens) for term in found.wanted) == MAX_TOKENS

    @given(st.text())
    def test_any_text_can_be_read(self, typed):
        found = read_words(typed)

        assert all(term.tokens for term in (*found.wanted, *found.unwanted))
        assert bool(found) == bool(found.wanted or found.unwanted)


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("urn-3:HUAM:799974", ("urn", "3", "HUAM", "799974")),
            ("R.1997_4", ("R", "1997", "4")),
            ("हिन्दी", ("हिन्दी",)),
            ("\u0301", ()),
            ("x" * 80, ("x" * 60,)),
        ],
    )
    def test_runs_of_letters_and_digits(self, text, found):
        assert tokens(text) == found
