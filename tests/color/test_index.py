import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery.color import index, refine, segment
from gallery.color.grid import GRID_HEX
from gallery.color.index import ColorIndex
from gallery.color.postings import FULL, Postings
from gallery.color.query import ColorQuery
from gallery.color.rows import Rows
from tests.color.plain_search import PARTS, plain_ranking, plain_scores

# Neighbours in colour, so that several compete for the same shares.
NEAR = [color for color in GRID_HEX if color[1:3] in ("96", "af", "c8") and color[5:] == "32"]


def parts_of(rng, count):
    cuts = np.sort(rng.choice(np.arange(1, PARTS), count - 1, replace=False))
    return np.diff([0, *cuts, PARTS]).tolist()


def drawn(rng, on_grid):
    if rng.random() < 0.5:
        return str(rng.choice(NEAR))
    if on_grid or rng.random() < 0.5:
        return str(rng.choice(GRID_HEX))
    return f"#{rng.integers(0, 1 << 24):06x}"


def random_pictures(rng, count, on_grid):
    pictures = {}
    for number in rng.choice(10 * count, count, replace=False).tolist():
        colors = list(dict.fromkeys(drawn(rng, on_grid) for _ in range(rng.integers(1, 7))))
        pictures[number] = list(zip(colors, parts_of(rng, len(colors)), strict=True))
    return pictures


def random_query(rng, on_grid):
    colors = list(dict.fromkeys(drawn(rng, on_grid) for _ in range(rng.integers(1, 5))))
    return colors, parts_of(rng, len(colors))


def palettes(pictures):
    return [[(color, part / PARTS) for color, part in p] for p in pictures.values()]


def built(pictures):
    return ColorIndex.build(list(pictures), palettes(pictures))


@pytest.fixture
def small_posting_lists(monkeypatch):
    """Have posting lists walked even for a few hundred pictures."""
    monkeypatch.setattr(segment, "FEW", 0)
    monkeypatch.setattr(index, "FEW", 0)
    monkeypatch.setattr(refine, "CHUNK", 32)
    monkeypatch.setattr(refine, "BATCH", 8)


@pytest.mark.usefixtures("small_posting_lists")
class TestAgainstThePlainSearch:
    @pytest.mark.parametrize("on_grid", [True, False])
    @pytest.mark.parametrize("seed", range(4))
    def test_the_first_24_and_the_total(self, seed, on_grid):
        rng = np.random.default_rng(seed)
        pictures = random_pictures(rng, 500, on_grid)
        index = built(pictures)

        for _ in range(4):
            colors, parts = random_query(rng, on_grid)
            tolerance = float(rng.choice([0.06, 0.12, 0.3]))
            hits = index.search(ColorQuery.of(colors, parts, tolerance=tolerance), 24)

            plain = plain_scores(pictures, colors, parts, tolerance=tolerance)
            assert hits.ids.tolist() == plain_ranking(plain)[:24]
            assert hits.scores == pytest.approx([plain[i] for i in hits.ids], abs=1e-7)
            assert hits.total == len(plain)
            assert index.count(ColorQuery.of(colors, tolerance=tolerance)) == len(plain)
            allowed = list(pictures)[::3]
            assert index.count(ColorQuery.of(colors, tolerance=tolerance), allowed) == len(
                plain.keys() & allowed
            )

    @pytest.mark.parametrize("on_grid", [True, False])
    def test_excluded_colours(self, on_grid):
        rng = np.random.default_rng(7)
        pictures = random_pictures(rng, 300, on_grid)
        colors, parts, excluded = [NEAR[10], NEAR[30]], [155, 100], ["#646464", NEAR[12]]

        query = ColorQuery.of(colors, parts, excluded=excluded)
        hits = built(pictures).search(query, 50)

        plain = plain_scores(pictures, colors, parts, excluded=excluded)
        assert hits.ids.tolist() == plain_ranking(plain)[:50]
        assert hits.total == len(plain) < len(plain_scores(pictures, colors, parts))
        assert set(plain) <= set(built(pictures).kept(query).tolist())

    def test_candidates_and_pages(self):
        rng = np.random.default_rng(8)
        pictures = random_pictures(rng, 400, on_grid=True)
        index = built(pictures)
        allowed = rng.choice(list(pictures), 150, replace=False).tolist()
        query = ColorQuery.of([NEAR[5], "#af7d32"], [100, 155])

        pages = [index.search(query, 20, at, [*allowed, 999_999]).ids.tolist() for at in (0, 20)]

        chosen = {number: pictures[number] for number in allowed}
        ranking = plain_ranking(plain_scores(chosen, [NEAR[5], "#af7d32"], [100, 155]))
        assert pages == [ranking[:20], ranking[20:40]]
        by_id = np.zeros(4_000, dtype=bool)
        by_id[allowed] = True
        assert index.search(query, 40, candidates=by_id).ids.tolist() == ranking[:40]

    def test_candidates_and_removed_pictures_at_once(self):
        pictures = random_pictures(np.random.default_rng(9), 400, on_grid=True)
        newer = random_pictures(np.random.default_rng(10), 40, on_grid=True)
        gone, allowed = list(pictures)[:50], [*list(pictures)[::2], *list(newer)[::2]]
        index = built(pictures).with_pictures(list(newer), palettes(newer)).without_pictures(gone)
        query = ColorQuery.of([NEAR[5], NEAR[20]], [100, 155])

        found = index.search(query, 30, candidates=allowed)

        truth = {**pictures, **newer}
        chosen = {n: truth[n] for n in set(allowed) - set(gone)}
        plain = plain_scores(chosen, [NEAR[5], NEAR[20]], [100, 155])
        assert (found.ids.tolist(), found.total) == (plain_ranking(plain)[:30], len(plain))
        by_id = np.isin(np.arange(4_000), allowed)
        assert index.search(query, 30, candidates=by_id).ids.tolist() == found.ids.tolist()

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 2**32 - 1))
    def test_a_delta_is_as_good_as_a_rebuild(self, seed):
        rng = np.random.default_rng(seed)
        pictures = random_pictures(rng, 60, on_grid=False)
        newer = random_pictures(rng, 20, on_grid=False)
        gone = rng.choice(list(pictures), 10, replace=False).tolist()
        query = ColorQuery.of(*random_query(rng, on_grid=False), tolerance=0.3)

        changed = built(pictures).with_pictures(list(newer), palettes(newer))
        changed = changed.without_pictures(gone)

        truth = {n: p for n, p in {**pictures, **newer}.items() if n not in gone}
        again = built(truth)
        assert len(changed) == len(again) == len(truth)
        assert changed.search(query, 24).ids.tolist() == again.search(query, 24).ids.tolist()
        assert changed.count(query) == again.count(query)
        assert changed.kept(query).tolist() == again.kept(query).tolist()


class TestBounds:
    @settings(max_examples=30, deadline=None)
    @given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.4, 0.7]))
    def test_no_score_is_above_its_bound(self, seed, cut):
        rng = np.random.default_rng(seed)
        pictures = random_pictures(rng, 60, on_grid=bool(seed % 2))
        rows = Rows.pack(palettes(pictures))
        query = ColorQuery.of(*random_query(rng, on_grid=False), tolerance=0.3)

        bounds = Postings.of(rows).bounds(query, len(rows), cut) / FULL + cut

        assert (bounds >= rows.score(query, np.arange(len(rows))) - 1e-9).all()

    def test_what_is_less_similar_than_the_cut_is_not_walked(self):
        rows = Rows.pack([[("#af1919", 1.0)], [("#963232", 1.0)], [("#0000fa", 1.0)]])
        query = ColorQuery.of(["#af1919"])  # the second one's similarity is 0.5517

        bounds = [Postings.of(rows).bounds(query, 3, cut).tolist() for cut in (0.0, 0.6)]

        assert bounds == [[51_000, 28_305, 0], [20_400, 0, 0]]

    def test_a_last_score_below_the_cut_is_found_all_the_same(self, small_posting_lists):
        index = ColorIndex.build([1, 2, 3], [[("#af1919", 0.2)], [("#963232", 1.0)], []])

        hits = index.search(ColorQuery.of(["#af1919"]), 24)

        assert hits.ids.tolist() == [2, 1]


class TestSmallThings:
    def test_ties_stand_by_id(self):
        index = ColorIndex.build([9, 3, 6], [[("#af1919", 0.5)]] * 3)

        assert index.search(ColorQuery.of(["#af1919"]), 2).ids.tolist() == [3, 6]

    def test_a_wider_tolerance_finds_more(self):
        index = ColorIndex.build([1, 2], [[("#af1919", 1.0)], [("#963232", 1.0)]])
        query = ColorQuery.of(["#af1919"], tolerance=0.02)

        assert (index.count(query), index.count(query.widened(0.12))) == (1, 2)

    def test_a_sliver_is_still_found(self):
        index = ColorIndex.build([1], [[("#af1919", 0.0003), ("#000000", 0.9)]])

        assert index.search(ColorQuery.of(["#af1919"]), 5).total == 1

    def test_an_empty_index(self):
        index = ColorIndex.build([], [])

        assert index.search(ColorQuery.of(["#af1919"]), 5).ids.tolist() == []
        assert len(index) == 0

    def test_a_picture_without_colours_is_never_found(self):
        index = ColorIndex.build([1, 2], [[], [("#af1919", 1.0)]])

        assert index.search(ColorQuery.of(["#af1919"], tolerance=2), 5).ids.tolist() == [2]

    def test_a_colour_that_stands_twice_counts_twice(self, small_posting_lists):
        index = ColorIndex.build([1, 2], [[("#af1919", 0.4)] * 2, [("#af1919", 0.6)]])

        assert index.search(ColorQuery.of(["#af1919"]), 5).ids.tolist() == [1, 2]

    def test_an_id_twice_is_refused(self):
        with pytest.raises(ValueError, match="stands twice"):
            ColorIndex.build([1, 1], [[], []])

    def test_a_search_needs_a_colour(self):
        with pytest.raises(ValueError, match="needs a colour"):
            ColorIndex.build([], []).search(ColorQuery.of([]), 5)


class TestStored:
    @pytest.fixture
    def index(self, small_posting_lists):
        pictures = random_pictures(np.random.default_rng(3), 200, on_grid=False)
        newer = random_pictures(np.random.default_rng(4), 10, on_grid=False)
        return built(pictures).with_pictures(list(newer), palettes(newer)).without_pictures([1, 2])

    def found(self, index):
        hits = index.search(ColorQuery.of(["#af7d32", "#969632"]), 30)
        return hits.ids.tolist(), hits.scores.tolist(), hits.total

    def test_as_blobs(self, index):
        blobs = index.to_blobs()

        assert all(isinstance(blob, bytes) for blob in blobs.values())
        assert self.found(ColorIndex.from_blobs(blobs)) == self.found(index)

    def test_as_mapped_files(self, index, tmp_path):
        index.save(tmp_path / "generation-1")

        opened = ColorIndex.open(tmp_path / "generation-1")

        assert self.found(opened) == self.found(index)
        assert not opened.segments[0].rows.colors.flags.writeable

    def test_a_missing_array_is_named(self, index):
        blobs = index.to_blobs()
        del blobs["base0.rows.colors"]

        with pytest.raises(ValueError, match=r"lacks its array 'base0\.rows\.colors'"):
            ColorIndex.from_blobs(blobs)
