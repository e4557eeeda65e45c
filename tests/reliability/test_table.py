from tests.reliability.table import DOCUMENT, renewed


class TestTheTableOfFaults:
    def test_is_the_one_that_the_tests_inject(self):
        """Make it anew: python -m tests.reliability.table > new && mv new docs/reliability.md."""
        text = DOCUMENT.read_text()

        assert renewed(text) == text
        assert text.count("\n| ") > 50
