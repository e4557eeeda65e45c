"""What pictures say of themselves in words, and the survey that finds it out."""

import re

import PIL.Image

from gallery.sandbox.records_plan import hub_sheets
from gallery.sandbox.records_survey import colors_in_words, survey
from tests.sandbox.held import held


class TestColorsInWords:
    def test_one_color_rules(self):
        picture = PIL.Image.new("RGB", (10, 10), (255, 255, 255))
        picture.paste((200, 20, 30), (0, 0, 10, 2))

        assert colors_in_words(picture) == "mostly white, with red"

    def test_several_share(self):
        picture = PIL.Image.new("RGB", (9, 9), (0, 0, 0))
        picture.paste((255, 255, 255), (0, 0, 9, 4))
        picture.paste((200, 20, 30), (0, 4, 9, 6))

        assert colors_in_words(picture) == "in white, black and red"

    def test_one_alone(self):
        assert colors_in_words(PIL.Image.new("RGB", (9, 9), (0, 0, 0))) == "all black"

    def test_alt_texts_end_in_them(self):
        texts = [image["alttext"] for image in held().harvard_images if image["alttext"]]

        assert all(re.search(r"(, in |, mostly |, all )[a-z, ]+\.$", text) for text in texts)


class TestSurvey:
    def test_reports_progress_and_repeats_itself(self):
        sheets = hub_sheets()[:10]
        steps: list[tuple[int, int]] = []

        first = survey(sheets, [True] * 10, lambda done, total: steps.append((done, total)))
        second = survey(sheets, [True] * 10)

        assert first == second
        assert steps[-1] == (10, 10)
        assert [done for done, _total in steps] == sorted(done for done, _total in steps)
