"""Slices against an index of our own: everything once, and never beyond the window."""

import random

import pytest

from gallery.providers.harvard.params import WINDOW
from gallery.providers.harvard.slices import Slice


def read_all(ids, *, is_sorted=True, seed=0):
    """What reading `ids` slice by slice brings, and how many questions it takes."""
    everything, found, asked = sorted(ids, reverse=True), [], 0
    shuffled = random.Random(seed)
    at = Slice()
    while at is not None:
        asked += 1
        held = [one for one in everything if at.first <= one <= (at.last or 2**40)]
        rows = held[(at.page - 1) * 100 : at.page * 100]
        if not is_sorted:
            rows = shuffled.sample(held, min(100, len(held)))
        assert at.page * 100 <= WINDOW
        if not at.is_too_large(len(held)):
            found += rows
        at = Slice.read(str(at)).following(rows, len(held))
    return found, asked


class TestReading:
    @pytest.mark.parametrize(
        "ids",
        [
            [],
            [1],
            range(1, 264),
            range(1, 9_999),
            range(1, 10_001),
            range(1, 40_001),
            range(900_000, 925_000),
            range(7, 2_000_000, 97),
            [*range(1, 15_000), *range(400_000, 415_000), 3_000_000],
        ],
        ids=["none", "one", "sandbox", "in the window", "just beyond", "dense", "high", "sparse",
             "two islands and a rock"],
    )  # fmt: skip
    def test_brings_everything_once_from_the_highest_down(self, ids):
        found, asked = read_all(ids)

        assert found == sorted(ids, reverse=True)
        assert asked <= len(ids) / 100 * 1.2 + 60

    def test_stays_inside_the_window_where_the_order_is_not_kept(self):
        _found, asked = read_all(range(1, 60_001), is_sorted=False)

        assert asked < 800


class TestCursor:
    @pytest.mark.parametrize("text", ["image:1-:1", "image:5000-9999:7", "object:12-40:1"])
    def test_is_read_as_it_was_written(self, text):
        assert str(Slice.read(text)) == text

    @pytest.mark.parametrize("text", ["", "3", "image:0-:1", "image:a-b:1", "image:1-:0", "x:1-:1"])
    def test_anything_else_begins_anew(self, text):
        assert Slice.read(text) == Slice()
