import datetime as dt

from gallery.providers.mappings import Mappings
from gallery.providers.payloads import Mapped

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(minutes=10)


class Maker:
    """Makes a new answer each time, and counts."""

    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return Mapped((), (f"made {self.made}",))


class TestMappings:
    def test_an_answer_of_the_same_moment_is_mapped_once(self):
        mappings, make = Mappings(), Maker()

        found = [mappings.of("q", NOON, make) for _ in range(3)]

        assert make.made == 1
        assert found[0] is found[2]

    def test_another_question_or_a_later_answer_is_mapped_anew(self):
        mappings, make = Mappings(), Maker()

        mappings.of("q", NOON, make)
        mappings.of("other", NOON, make)
        mappings.of("q", LATER, make)

        assert make.made == 3

    def test_what_was_asked_for_just_now_is_not_kept(self):
        mappings, make = Mappings(), Maker()

        assert mappings.of("q", None, make).skipped == ("made 1",)
        assert mappings.of("q", None, make).skipped == ("made 2",)

    def test_only_the_last_ones_are_kept(self):
        mappings, make = Mappings(most=2), Maker()

        for question in ("a", "b", "a", "c", "a", "b"):
            mappings.of(question, NOON, make)

        assert make.made == 4  # "b" had to go for "c"
