"""``q`` against the Elasticsearch 7.17 reference, "Query string syntax", and Lucene's rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.sandbox.fields import Fields
from gallery.sandbox.lucene_syntax import QueryError
from gallery.sandbox.query import compile_query
from tests.sandbox.small_collection import EMPTY, HASSELBLAD, KODAK, SINAR

RECORDS = (KODAK, SINAR, HASSELBLAD, EMPTY)
FIELDS = Fields(RECORDS)
K, S, H, E = (record["id"] for record in RECORDS)


PIECES = [
    "a",
    "kodak",
    "width:",
    "caption:",
    "colors.hue:",
    "_exists_:",
    ".exact:",
    "*",
    "?",
    ":",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    '"',
    "\\",
    "/",
    "~",
    "^",
    "+",
    "-",
    "!",
    "&&",
    "||",
    "AND",
    "OR",
    "NOT",
    "TO",
    ">",
    ">=",
    "<",
    "<=",
    "5",
    "-5",
    "2014-06",
    "1e9",
    "é",
]


def found(query: str) -> list[int]:
    clause = compile_query(query, FIELDS)
    return [record["id"] for record in RECORDS if clause(record) is not None]


def score(query: str, record: dict) -> float:
    value = compile_query(query, FIELDS)(record)
    assert value is not None
    return value


class TestWords:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", [K, S, H, E]),
            ("*", [K, S, H, E]),
            ("*:*", [K, S, H, E]),
            ("kodak", [K]),
            ("KODAK", [K]),
            ("boat", [S, H]),
            ("boa", []),
            ("caption:boat", [S, H]),
            ("technique:boat", []),
            ("renditionnumber:755710", [S]),
            ("renditionnumber:760994", [H]),
            ("2450", [S]),
            ("nosuchfield:boat", []),
            (r"kodak\:", [K]),
            ("kodak^4", [K]),
            ("(kodak photography)^2", [K, S]),
        ],
    )
    def test_finds(self, query, expected):
        assert found(query) == expected

    def test_a_field_binds_the_next_term_only(self):
        assert found("caption:recto kodak") == [K, S]

    def test_a_make_is_one_word_with_its_label(self):
        # "Make:Sinar Photography AG;": UAX #29 does not part letters at a colon.
        assert found("technique:sinar") == []
        assert found('technique:"make:sinar"') == [S]
        assert found(r"technique:make\:sinar") == [S]
        assert found("technique:*sinar*") == [S]

    def test_a_boost_weighs(self):
        assert score("caption:boat^3", SINAR) == pytest.approx(3 * score("caption:boat", SINAR))

    def test_a_repeated_word_scores_higher(self):
        assert score("caption:blue", HASSELBLAD) > score("caption:boat", HASSELBLAD)

    def test_more_matching_clauses_score_higher(self):
        assert score("red blue", HASSELBLAD) > score("red blue", SINAR)


class TestPhrases:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ('"red boat"', [S]),
            ('"boat red"', []),
            ('"Red BOAT"', [S]),
            ('caption:"red river"', [H]),
            ('caption:"blue blue boat"', [H]),
            ('"a red boat on the river recto"', [S]),
            ('renditionnumber:"48875"', [K]),
            ('caption:"bo*t"', []),
            ('""', []),
            ('"\\"red boat\\""', [S]),
        ],
    )
    def test_finds(self, query, expected):
        assert found(query) == expected


class TestExactTwins:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ('technique.exact:"Kodak Ektapan"', [K]),
            ('technique.exact:"kodak ektapan"', []),
            ("technique.exact:Kodak", []),
            ("technique.exact:Kodak*", [K]),
            ("technique.exact:*Sinar*", [S]),
            ("renditionnumber.exact:INV-760994", [H]),
            ("width.exact:2154", []),
        ],
    )
    def test_finds(self, query, expected):
        assert found(query) == expected


class TestNumbers:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("width:2154", [K]),
            ('width:"2154"', [K]),
            ("width:2154.0", [K]),
            ("width:>2154", [S]),
            ("width:>=2154", [K, S]),
            ("width:<1955", [E]),
            ("width:<=1955", [H, E]),
            ("width:[1955 TO 2154]", [K, H]),
            ("width:{1955 TO 2154}", []),
            ("width:[1955 TO 2154}", [H]),
            ("width:{1955 TO 2154]", [K]),
            ("width:[2154 TO *]", [K, S]),
            ("width:{* TO 1955}", [E]),
            ("width:[-5 TO 0]", [E]),
            ("width:*", [K, S, H, E]),
            ("id:(>=130722 AND <=441758)", [K, S]),
            ("id:(130722 OR 465905)", [K, H]),
            ("width:(>2000 AND <2200)", [K]),
            ("accesslevel:1 AND height:>=2000", [K, H]),
            ("colors.percent:>0", []),
        ],
    )
    def test_finds(self, query, expected):
        assert found(query) == expected

    def test_a_word_is_no_number(self):
        with pytest.raises(QueryError, match=r"\[width\] is a number, and 'wide' is none"):
            compile_query("width:wide", FIELDS)

    def test_without_a_field_a_word_passes_over_numbers(self):
        assert found("kodak OR nothing") == [K]


class TestDates:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("date:2014-06-02", [S]),
            ("date:2014-06", []),  # missing parts become the first of June
            ("date:[2014 TO 2016]", [S]),  # 2016 ends on its first of January
            ("date:[2014-06-02 TO 2016-08-04]", [S, H]),
            ("date:{2014-06-02 TO 2016-08-04}", []),
            ("date:>=2014-06-02", [S, H]),
            ("date:>2014-06-02", [H]),
            ("date:<2014-06-02", [K]),
            ("date:<=2014-06-02", [K, S]),
            ("lastupdate:[2020-07-17T10:22:49 TO 2020-07-17T10:22:50]", [K]),  # UTC
            ('lastupdate:"2020-07-17T06:22:49-04:00"', [K]),
            ("lastupdate:>2025", [H]),
        ],
    )
    def test_finds(self, query, expected):
        assert found(query) == expected

    @pytest.mark.parametrize("query", ["date:spring", "date:[2014-13 TO *]", "date:199*"])
    def test_what_is_no_date_is_refused(self, query):
        with pytest.raises(QueryError, match=r"\[date\] is a date"):
            compile_query(query, FIELDS)


class TestTextRanges:
    def test_words_are_compared_in_lower_case(self):
        assert found("caption:[RECTO TO RECTO]") == [S]
        assert found("caption:{recto TO recto]") == []
        assert found("caption:>recto") == [S, H]  # river

    def test_exact_values_are_compared_whole(self):
        assert found("renditionnumber.exact:[4 TO 5]") == [K]


class TestWildcards:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("koda?", [K]),
            ("kod*", [K]),
            ("*dak", [K]),
            ("k*k", [K]),
            ("KOD*", [K]),
            ("technique:*hassel*", [H]),
            ("hassel?", []),
            (r"kod\*", []),
            ("c?pti*:boat", [S, H]),
            (r"c\*:boat", []),
            ("*:boat", [S, H]),
            ("technique:*", [K, S, H]),
        ],
    )
    def test_finds(self, query, expected):
        assert found(query) == expected

    def test_wildcards_are_for_text(self):
        with pytest.raises(QueryError, match="Wildcards work on text only"):
            compile_query("width:21*", FIELDS)


class TestExistence:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("_exists_:technique", [K, S, H]),
            ("_exists_:copyright", [K, S, H]),  # an empty string is a value
            ("NOT _exists_:technique", [E]),
            ("_exists_:width", [K, S, H, E]),
            ("_exists_:nosuchfield", []),
            ("_exists_:colors", []),  # nested members are documents of their own
        ],
    )
    def test_finds(self, query, expected):
        assert found(query) == expected


class TestNestedColors:
    @pytest.mark.parametrize(
        "query", ["colors.hue:Red", 'colors.color:"#c84b4b"', "colors:*", "grey", "c84b4b"]
    )
    def test_are_out_of_reach(self, query):
        assert found(query) == []


class TestOperators:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("kodak photography", [K, S]),  # OR is the default operator
            ("kodak OR photography", [K, S]),
            ("kodak || photography", [K, S]),
            ("red AND recto", [S]),
            ("red && recto", [S]),
            ("NOT kodak", [S, H, E]),
            ("-kodak", [S, H, E]),
            ("!kodak", [S, H, E]),
            ("red NOT recto", [H]),
            ("red -recto", [H]),
            ("red AND NOT recto", [H]),
            ("red !recto", [H]),
            ("+red recto", [S, H]),
            ("+red +recto", [S]),
            ("+red -recto kodak", [H]),
            ("-red -kodak", [E]),
            ("(kodak OR recto) AND width:>2200", [S]),
            ("caption:(red -recto)", [H]),
            ("caption:(red AND technique:photography)", [S]),
            ("NOT (kodak OR photography)", [H, E]),
            ("kodak AND (NOT photography)", [K]),
            ('"kodak && photography"', []),
        ],
    )
    def test_finds(self, query, expected):
        assert found(query) == expected

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            # Lucene: AND requires both neighbours; what OR leaves over is optional.
            ("kodak OR red AND boat", [S, H]),
            ("red AND boat OR kodak", [S, H]),
            ("kodak OR (red AND boat)", [K, S, H]),
            ("kodak red AND recto", [S]),
        ],
    )
    def test_there_is_no_precedence(self, query, expected):
        assert found(query) == expected

    def test_words_in_lower_case_are_no_operators(self):
        assert found("recto and kodak") == found("recto OR and OR kodak")


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("kodak~", "Fuzzy terms"),
            ("kodak~2", "Fuzzy terms"),
            ('"red boat"~3', "Proximity"),
            ("/ko.*/", "Regular expressions"),
            ("technique:/ko.*/", "Regular expressions"),
            ("kodak AND", "Cannot parse"),
            ("(kodak", "Cannot parse"),
            ("kodak)", "Cannot parse"),
            ('"kodak', "Cannot parse"),
            ("caption:", "Cannot parse"),
            (":kodak", "Cannot parse"),
            ("[1 TO", "Cannot parse"),
            ("width:[1 2]", "Cannot parse"),
            ("kodak^1.2.3", "Cannot parse"),
            ("x" * 8_193, "longer than 8192"),
            ("(" * 70 + "a" + ")" * 70, "more than 60 levels"),
            ("NOT " * 100 + "a", "more than 60 levels"),
            ("a " * 1_100, "more than 1024 clauses"),
            ("a* " * 65, "more than 64 wildcards and ranges"),
            ("[a TO b] " * 65, "more than 64 wildcards and ranges"),
        ],
    )
    def test_with_the_reason(self, query, reason):
        with pytest.raises(QueryError, match=reason):
            compile_query(query, FIELDS)


class TestAnyText:
    @given(st.text(max_size=80))
    def test_is_answered_or_refused(self, query):
        self.ask(query)

    @given(
        st.lists(
            st.sampled_from([*PIECES, " "]),
            max_size=14,
        )
    )
    def test_of_lucene_pieces_is_answered_or_refused(self, pieces):
        self.ask("".join(pieces))
        self.ask(" ".join(pieces))

    def ask(self, query):
        try:
            clause = compile_query(query, FIELDS)
        except QueryError:
            return
        for record in RECORDS:
            value = clause(record)
            assert value is None or value >= 0
