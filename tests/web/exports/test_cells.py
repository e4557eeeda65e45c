"""Cells that no spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.web.exports.cells import cell, cells


class TestCell:
    @pytest.mark.parametrize(
        "text",
        [
            '=HYPERLINK("https://evil.example")',
            "+1+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =1",
            "＝1",
            "|calc",
        ],
    )
    def test_that_looks_like_a_formula_is_text(self, text):
        assert cell(text) == f"'{text}"

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("Study = of a horse", "Study = of a horse"),
            ("", ""),
            (None, ""),
            (0, "0"),
            (-3, "-3"),
            ("a\0b", "ab"),
            ("“Untitled”", "“Untitled”"),
        ],
    )
    def test_else_as_it_is(self, value, expected):
        assert cell(value) == expected

    @given(st.lists(st.text(), min_size=1))
    def test_whatever_it_holds_comes_back_from_a_csv_file(self, values):
        file = io.StringIO(newline="")
        csv.writer(file).writerow(cells(values))
        file.seek(0)

        (row,) = csv.reader(file)

        assert row == cells(values)
        assert not any(it.lstrip(" \u00a0").startswith(("=", "+", "-", "@")) for it in row)
