"""What a figure says, to people and to programs."""

import json
import sys
from types import ModuleType

import numpy as np
import pytest

from gallery.bench import color_rivals, colors, palettes, report
from gallery.bench.figures import REPEATS, Figure, alternate, compare
from gallery.color.index import ColorIndex
from gallery.color.query import ColorQuery
from gallery.color.synthetic import synthetic_rows

TWICE = Figure("ours", 5.0, "theirs", 2.5, 5.0, 6.0, 1.3, more={"recall": 0.5})
WEIGHT = Figure("bytes", 0, "none", 0, 0, 0, 60, 47.9)


class TestFigure:
    def test_as_json(self):
        assert TWICE.as_json() == {
            "name": "ours",
            "subject_ms": 5.0,
            "baseline": "theirs",
            "baseline_ms": 2.5,
            "ratio": 2.0,
            "p50": 5.0,
            "p95": 6.0,
            "limit": 1.3,
            "measured": 2.0,
            "holds": False,
            "recall": 0.5,
        }

    @pytest.mark.parametrize(("is_floor", "holds"), [(False, False), (True, True)])
    def test_a_floor_is_kept_from_above(self, is_floor, holds):
        assert Figure("rate", 1, "none", 0, 1, 1, 50, 60, is_floor=is_floor).holds is holds

    def test_all_as_one_object(self):
        assert json.loads(report.as_json([TWICE, WEIGHT])) == {
            "results": [TWICE.as_json(), WEIGHT.as_json()]
        }

    def test_as_a_line(self):
        assert report.line(TWICE) == (
            "ours: 5.00 ms against 2.50 ms (theirs); ratio 2.000; p95 6.00 ms; "
            "2 ≤ 1.3: NOT kept; recall 0.5"
        )
        assert report.line(WEIGHT) == "bytes: 47.9 ≤ 60: kept"


class TestDocument:
    def test_a_run_replaces_the_earlier_one_of_its_title(self, tmp_path):
        path = tmp_path / "figures.md"
        report.write(path, "one", [TWICE])
        report.write(path, "two", [WEIGHT])
        report.write(path, "one", [WEIGHT])

        text = path.read_text()

        assert text.startswith("# Benchmarks\n")
        assert (text.count("## one\n"), text.count("## two\n")) == (1, 1)
        assert text.count("| bytes | 47.9 | none |  |  |  | ≤ 60 | yes |\n") == 2
        assert "| ours |" not in text


class TestMeasuring:
    def test_ways_take_turns_and_one_round_is_not_counted(self):
        called = []
        ours, theirs = (lambda it: called.append("ours")), (lambda it: called.append("theirs"))

        times = alternate([ours, theirs], ["question"])

        assert [it.shape for it in times] == [(5, 1), (5, 1)]
        assert called == ["ours", "theirs", "theirs", "ours"] * 3

    def test_a_comparison_says_how_often_it_was_made(self):
        found = compare("nothing", bool, ("nothing", int), [1, 2]).as_json()

        assert found["repeats"] == REPEATS >= 5


class TestColors:
    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch):
        monkeypatch.setattr(colors, "QUERIES", 2)

    def test_each_number_of_colours_beside_each_rival(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "hnswlib", None)

        found = {it.name: it for it in colors.figures(1_000, None)}

        assert list(found) == [
            "1 colour as pictures have them",
            "1 colour of CSS by name",
            "1 colour beside SQL",
            "growth from 100 to 1,000, 1 colour",
            "2 colours as pictures have them",
            "2 colours of CSS by name",
            "2 colours beside SQL",
            "growth from 100 to 1,000, 2 colours",
            "5 colours as pictures have them",
            "5 colours of CSS by name",
            "5 colours beside SQL",
            "growth from 100 to 1,000, 5 colours",
            "beside hnswlib",
            "bytes a picture",
        ]
        assert [found[f"{it} as pictures have them"].limit for it in ("1 colour", "2 colours")] == [
            0.13,
            0.21,
        ]
        wrong = {it.more.get("queries_with_another_first_24", 0) for it in found.values()}
        assert wrong == {0}

    def test_without_hnswlib_it_says_so(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "hnswlib", None)

        (found,) = color_rivals.beside_hnswlib(None, None, {})

        assert report.line(found) == "beside hnswlib: hnswlib not installed"
        assert found.as_json()["hnswlib"] == "not installed"

    def test_with_hnswlib_both_recalls_are_printed(self, monkeypatch):
        """The module's four calls, answered exactly: what is left is our own arithmetic."""
        module = ModuleType("hnswlib")
        module.Index = AllPairs
        monkeypatch.setitem(sys.modules, "hnswlib", module)
        monkeypatch.setattr(color_rivals, "is_installed", lambda: True)
        rows = synthetic_rows(400)
        index = ColorIndex.build(np.arange(1, 401), rows)

        (found,) = color_rivals.beside_hnswlib(
            index, rows, {"1 colour": [ColorQuery.of(["#4b3232"])]}
        )

        assert found.more["recall_after_reranking"] == 1.0
        assert 0.5 <= found.more["recall_before_reranking"] <= 1.0


class AllPairs:
    """hnswlib's Index, by comparing with everything."""

    def __init__(self, space, dimensions):
        assert (space, dimensions) == ("ip", color_rivals.DIMENSIONS)

    def init_index(self, elements, ef_construction, links):
        self.elements = elements

    def add_items(self, vectors):
        self.vectors = vectors

    def set_ef(self, width):
        self.width = width

    def knn_query(self, vector, k):
        order = np.argsort(-(self.vectors @ vector))[:k]
        return order[None].astype(np.uint64), None


class TestPalettes:
    def test_time_and_memory(self, monkeypatch):
        monkeypatch.setattr(palettes, "PICTURES", 1)
        monkeypatch.setattr(palettes, "WIDTH", 300)

        found = list(palettes.figures(None))

        assert [it.name for it in found] == ["palette of a 300 px JPEG", "memory of a palette"]
        assert found[1].holds
