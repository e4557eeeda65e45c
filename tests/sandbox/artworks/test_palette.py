"""Palettes: mixed in OKLCH, kept inside sRGB."""

import numpy as np

from gallery.color.spaces import oklab_to_oklch, rgb_to_oklab
from gallery.sandbox.artworks import PALETTES
from gallery.sandbox.artworks.palette import mix, oklch, ramp, shade


class TestOklch:
    def test_white_and_black(self):
        assert oklch(1, 0, 0) == (255, 255, 255)
        assert oklch(0, 0, 0) == (0, 0, 0)

    def test_a_color_that_srgb_cannot_show_keeps_its_hue_and_lightness(self):
        lightness, chroma, hue = oklab_to_oklch(rgb_to_oklab(oklch(0.7, 0.4, 150)))

        assert abs(lightness - 0.7) < 0.01
        assert abs(hue - 150) < 2
        assert chroma < 0.3


class TestMix:
    def test_ends_and_middle(self):
        assert mix((0, 0, 0), (255, 255, 255), 0) == (0, 0, 0)
        assert mix((0, 0, 0), (255, 255, 255), 1) == (255, 255, 255)
        assert mix((0, 0, 0), (255, 255, 255), 0.5) == (99, 99, 99)


class TestRamp:
    def test_runs_from_the_first_to_the_last(self):
        colors = ramp(((255, 0, 0), (0, 0, 255)), 9)

        assert colors.shape == (9, 3)
        assert colors[0].tolist() == [255, 0, 0]
        assert colors[-1].tolist() == [0, 0, 255]

    def test_values_outside_are_cut(self):
        colors = ramp(((0, 0, 0), (255, 255, 255)), 5)

        found = shade(np.array([[-3.0, 9.0]], dtype=np.float32), colors)

        assert found.tolist() == [[[0, 0, 0], [255, 255, 255]]]


class TestPalettes:
    def test_tones_run_from_dark_to_light(self):
        for recipe in PALETTES.values():
            lightness = rgb_to_oklab(recipe.mixed().tones)[:, 0]

            assert (np.diff(lightness) > 0.05).all(), recipe.name

    def test_they_go_all_round_the_hue_circle(self):
        hues = sorted(recipe.hue for recipe in PALETTES.values() if recipe.chroma > 0.05)

        gaps = np.diff([*hues, hues[0] + 360])

        assert gaps.max() < 30
