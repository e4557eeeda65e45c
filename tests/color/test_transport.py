import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery.color.transport import transport_scores
from tests.color.plain_transport import plain_score


@st.composite
def problems(draw):
    wanted = draw(st.lists(st.integers(1, 20), min_size=1, max_size=4))
    shares = draw(st.lists(st.integers(0, 20), min_size=1, max_size=5))
    cell = st.one_of(st.just(0.0), st.sampled_from([0.25, 0.5, 1.0]), st.floats(0, 1))
    row = st.lists(cell, min_size=len(shares), max_size=len(shares))
    return draw(st.lists(row, min_size=len(wanted), max_size=len(wanted))), wanted, shares


class TestByHand:
    def score(self, similarity, wanted, shares):
        return transport_scores([similarity], wanted, [shares])[0]

    def test_one_colour_is_the_sum_of_share_times_similarity(self):
        assert self.score([[1.0, 0.5, 0.0]], [1.0], [0.2, 0.4, 0.4]) == pytest.approx(0.4)

    def test_all_of_one_of_two_colours_is_worth_its_share(self):
        assert self.score([[1.0], [0.0]], [0.5, 0.5], [1.0]) == pytest.approx(0.5)

    def test_a_share_serves_once(self):
        assert self.score([[1.0], [1.0]], [0.5, 0.5], [0.6]) == pytest.approx(0.6)

    def test_the_better_use_gives_way_when_both_can_then_be_met(self):
        # The first colour could take either, the second only the first entry.
        similarity = [[1.0, 0.9], [0.8, 0.0]]

        assert self.score(similarity, [0.5, 0.5], [0.5, 0.5]) == pytest.approx(0.85)

    def test_nothing_near_is_0(self):
        assert self.score([[0.0, 0.0]], [1.0], [0.5, 0.5]) == 0


class TestAgainstThePlainWay:
    @settings(max_examples=600, deadline=None)
    @given(problems())
    def test_the_same_score(self, problem):
        similarity, wanted, shares = problem

        exact = transport_scores([similarity], wanted, [shares])[0]

        assert exact == pytest.approx(plain_score(similarity, wanted, shares), abs=1e-8)

    def test_a_thousand_palettes_at_once(self):
        rng = np.random.default_rng(11)
        similarity = rng.uniform(-0.7, 1, (1000, 3, 4)).clip(0).round(2)
        shares = rng.multinomial(30, [0.25] * 4, size=1000)
        wanted = np.array([12, 10, 8])

        exact = transport_scores(similarity, wanted, shares)

        plain = [
            plain_score(table.tolist(), wanted.tolist(), row.tolist())
            for table, row in zip(similarity, shares, strict=True)
        ]
        assert exact == pytest.approx(plain, abs=1e-8)

    def test_its_value_is_certified_by_a_dual(self):
        # Weak duality: any prices u ≥ 0 bound the score by Σ q·u + Σ p·max(0, max k − u).
        rng = np.random.default_rng(12)
        similarity = rng.uniform(0, 1, (50, 2, 6))
        shares, wanted = rng.dirichlet(np.ones(6), 50), np.array([0.4, 0.6])

        exact = transport_scores(similarity, wanted, shares)

        prices = np.stack(np.meshgrid(*[np.linspace(0, 1, 101)] * 2), -1).reshape(-1, 2)
        rest = (similarity[:, None] - prices[None, :, :, None]).max(axis=2).clip(0)
        dual = (prices @ wanted + (rest * shares[:, None]).sum(axis=-1)).min(axis=1)
        assert (exact <= dual + 1e-9).all()
        assert dual - exact == pytest.approx(0, abs=0.02)
