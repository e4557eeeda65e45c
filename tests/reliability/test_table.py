import re

from tests.paths import ROOT
from tests.reliability.table import DOCUMENT, renewed

NAMED = re.compile(r"`([a-z_0-9/]*test_[a-z_0-9]+\.py)`")


class TestTheTableOfFaults:
    def test_is_the_one_that_the_tests_inject(self):
        """Make it anew: python -m tests.reliability.table > new && mv new docs/reliability.md."""
        text = DOCUMENT.read_text()

        assert renewed(text) == text
        assert text.count("\n| ") > 50


class TestEverySentence:
    def test_names_a_test_that_there_is(self):
        below = DOCUMENT.read_text().partition("<!-- end of faults -->")[2]
        pieces = re.split(r"\n(?=- \*\*|\| |\n)", below)
        said = [one for one in pieces if one.strip() and not re.match(r"\s*(#|\| what)", one)]

        assert len(said) > 30
        assert [one for one in said if not NAMED.search(one)] == []
        named = {name for one in said for name in NAMED.findall(one)}
        assert [name for name in sorted(named) if not (ROOT / "tests" / name).is_file()] == []
