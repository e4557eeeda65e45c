import json

import numpy as np
import PIL.Image
import pytest

from gallery.color.extraction import PaletteEntry, extract_palette
from tests.paths import DATA, needs_shared


def striped(*stripes):
    """A picture of 1 px wide columns: (colour, number of columns) pairs, 100 px high."""
    columns = np.array([color for color, count in stripes for _ in range(count)], np.uint8)
    return PIL.Image.fromarray(np.tile(columns, (100, 1, 1)))


def found(picture):
    return [(entry.color, round(entry.share, 4)) for entry in extract_palette(picture)]


class TestMethod:
    def test_counts_on_the_grid(self):
        picture = striped(((178, 34, 34), 75), ((250, 255, 255), 25))

        assert found(picture) == [("#af1919", 0.75), ("#fafafa", 0.25)]

    def test_a_neighbouring_step_joins_the_more_frequent(self):
        picture = striped(((200, 100, 50), 60), ((200, 125, 50), 40))

        assert found(picture) == [("#c86432", 1.0)]

    def test_a_chain_of_steps_joins_the_first(self):
        picture = striped(((200, 100, 50), 50), ((200, 125, 50), 30), ((200, 150, 50), 20))

        assert found(picture) == [("#c86432", 1.0)]

    def test_no_step_is_taken_down_from_25(self):
        # Minus only where the channel is above 25: (0, 0, 0) does not swallow (25, 0, 0),
        # but a step up from a more frequent 25 does reach down to 0.
        assert found(striped(((0, 0, 0), 60), ((25, 0, 0), 40))) == [
            ("#000000", 0.6),
            ("#190000", 0.4),
        ]
        assert found(striped(((25, 0, 0), 60), ((0, 0, 0), 40))) == [("#190000", 1.0)]

    def test_a_brighter_twin_joins_its_darkest_shift(self):
        assert found(striped(((150, 0, 0), 60), ((200, 50, 50), 40))) == [("#960000", 1.0)]

    def test_greys_join_black_below_230(self):
        picture = striped(((0, 0, 0), 40), ((100, 100, 100), 30), ((250, 250, 250), 30))

        assert found(picture) == [("#000000", 0.7), ("#fafafa", 0.3)]

    def test_keeps_ten(self):
        levels = (0, 75, 150, 225)
        colors = [(r, g, 0) for r in levels for g in levels][1:13]

        assert len(extract_palette(striped(*((color, 8) for color in colors)))) == 10

    def test_a_sliver_keeps_one_pixel(self):
        assert found(PIL.Image.new("RGB", (4000, 3), "#fa0000")) == [("#fa0000", 1.0)]

    def test_small_pictures_are_not_enlarged(self):
        picture = PIL.Image.new("RGB", (3, 1), "white")
        picture.putpixel((0, 0), (250, 0, 0))

        assert extract_palette(picture) == (
            PaletteEntry("#fafafa", 2 / 3),
            PaletteEntry("#fa0000", 1 / 3),
        )


@pytest.fixture(scope="module")
def pairs():
    """The service's palette as {hex: share} and ours, for every picture."""
    theirs = json.loads((DATA / "oracle/palettes_pictures.json").read_text())
    return [
        ({row["color"]: row["percent"] for row in rows}, extract_palette(DATA / "pictures" / name))
        for name, rows in theirs.items()
    ]


@needs_shared
class TestFidelity:
    """Against what the museums' own service answers for the same files."""

    def test_the_first_colour_is_the_same_for_every_picture(self, pairs):
        assert [next(iter(theirs)) for theirs, _ in pairs] == [ours[0].color for _, ours in pairs]

    def test_total_variation(self, pairs):
        distances = []
        for theirs, entries in pairs:
            ours = {entry.color: entry.share for entry in entries}
            colors = theirs.keys() | ours.keys()
            distances.append(sum(abs(theirs.get(c, 0) - ours.get(c, 0)) for c in colors) / 2)

        assert np.median(distances) <= 0.005
        assert np.percentile(distances, 95) <= 0.10

    @pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
    def test_orientation_changes_nothing(self, shape):
        palettes = [
            {entry.color: entry.share for entry in extract_palette(path)}
            for path in sorted((DATA / "exif-orientation").glob(f"{shape}_*.jpg"))
        ]

        plain = palettes[1]
        for palette in palettes:
            colors = plain.keys() | palette.keys()
            assert sum(abs(plain.get(c, 0) - palette.get(c, 0)) for c in colors) / 2 < 0.1
