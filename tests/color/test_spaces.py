import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.color import spaces

byte = st.integers(0, 255)


class TestOklab:
    # The example pairs of Ottosson's article, XYZ there; sRGB white, red, green, blue as CSS
    # Color 4 and its reference implementations give them.
    @pytest.mark.parametrize(
        ("color", "oklab"),
        [
            ("#ffffff", (1.0, 0.0, 0.0)),
            ("#000000", (0.0, 0.0, 0.0)),
            ("#ff0000", (0.62796, 0.22486, 0.12585)),
            ("#00ff00", (0.86644, -0.23389, 0.17950)),
            ("#0000ff", (0.45201, -0.03246, -0.31153)),
        ],
    )
    def test_of_the_primaries(self, color, oklab):
        assert spaces.hex_to_oklab(color) == pytest.approx(oklab, abs=2e-5)

    @given(st.tuples(byte, byte, byte))
    def test_there_and_back(self, rgb):
        lab = spaces.rgb_to_oklab(rgb)

        assert tuple(spaces.oklab_to_rgb(lab)) == rgb
        assert spaces.oklch_to_oklab(spaces.oklab_to_oklch(lab)) == pytest.approx(lab, abs=1e-12)

    def test_keeps_the_shape_of_arrays(self):
        assert spaces.rgb_to_oklab(np.zeros((4, 5, 3), np.uint8)).shape == (4, 5, 3)

    def test_oklch_of_red(self):
        assert spaces.oklab_to_oklch(spaces.hex_to_oklab("#ff0000")) == pytest.approx(
            (0.62796, 0.25768, 29.234), abs=1e-3
        )


class TestTransferCurve:
    def test_middle_grey_and_the_linear_part(self):
        assert spaces.srgb_to_linear(0.5) == pytest.approx(0.21404, abs=1e-5)
        assert spaces.srgb_to_linear(0.04) == pytest.approx(0.04 / 12.92)
        assert spaces.linear_to_srgb(0.21404) == pytest.approx(0.5, abs=1e-5)


class TestHex:
    def test_reads_and_writes(self):
        assert spaces.hex_to_rgb("#0A64ff") == (10, 100, 255)
        assert spaces.rgb_to_hex((10, 100, 255)) == "#0a64ff"

    @pytest.mark.parametrize("text", ["0a64ff", "#fff", "#0a64fg", "#0a64ff\n", ""])
    def test_refuses_the_rest(self, text):
        with pytest.raises(ValueError, match="#rrggbb"):
            spaces.hex_to_rgb(text)

    def test_delta_e_of_black_and_white(self):
        assert spaces.delta_e("#000000", "#ffffff") == pytest.approx(1.0, abs=1e-6)
