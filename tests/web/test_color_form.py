import pytest
from django.http import QueryDict

from gallery.web.color_form import canonical, colors_typed, fold


def folded(query):
    found = fold(QueryDict(query))
    return None if found is None else sorted(found.urlencode(safe="~#, ").split("&"))


class TestFold:
    def test_leaves_the_query_strings_own_fields_alone(self):
        assert folded("q=sun&color=e02020~40&tolerance=9") is None

    def test_a_tick_and_a_share_become_a_color(self):
        assert folded("pick=c8281e&share_c8281e=40&q=sun") == ["color=c8281e~40", "q=sun"]

    def test_a_tick_without_a_share_is_an_equal_part(self):
        assert folded("pick=c8281e&share_c8281e=") == ["color=c8281e"]

    def test_a_ticked_not_becomes_a_color_to_leave_out(self):
        assert folded("pick=c8281e&pick=19285a&avoid=19285a") == [
            "color=c8281e",
            "not_color=19285a",
        ]

    def test_an_unticked_color_goes_with_all_that_belongs_to_it(self):
        assert folded("pick=c8281e&avoid=19285a&share_19285a=30") == ["color=c8281e"]

    @pytest.mark.parametrize(
        ("share", "color"), [("0", "~1"), ("250", "~100"), ("33.3", "~33"), ("half", "")]
    )
    def test_a_share_is_kept_within_bounds(self, share, color):
        assert folded(f"pick=c8281e&share_c8281e={share}") == [f"color=c8281e{color}"]

    def test_what_is_typed_is_added(self):
        assert folded("pick=c8281e&add=firebrick, %231e2 25%25") == [
            "color=11ee22~25",
            "color=b22222",
            "color=c8281e",
        ]

    def test_what_is_no_color_stays_to_be_named(self):
        assert folded("add=firebrick, sunset") == ["add=sunset", "color=b22222"]
        assert folded("add=sunset") is None

    def test_no_more_than_five_are_chosen(self):
        picks = "&".join(f"pick=00000{digit}" for digit in range(5))

        assert "add=#b22222" in folded(f"{picks}&add=firebrick")

    def test_steps_and_numbers_become_the_tolerance(self):
        assert folded("near=6&near_number=12") == ["tolerance=6"]
        assert folded("near=number&near_number=9") == ["tolerance=9"]

    def test_a_color_that_no_control_sends_is_left_out(self):
        assert folded("pick=javascript:&pick=c8281e") == ["color=c8281e"]


class TestTyped:
    @pytest.mark.parametrize(
        ("text", "color", "share"),
        [
            ("firebrick", "#b22222", None),
            ("Dark Olive Green 40%", "#556b2f", 40),
            ("#e22~7", "#ee2222", 7),
            ("e02020 100", "#e02020", 100),
        ],
    )
    def test_is_read_as_people_write(self, text, color, share):
        (term,), unknown = colors_typed(text)

        assert (term.color, term.share, unknown) == (color, share, [])

    @pytest.mark.parametrize("text", ["sunset", "red 0%", "red 140%", "#12345", "#123 456"])
    def test_names_what_is_no_color(self, text):
        assert colors_typed(text) == ([], [text])


class TestCanonical:
    def test_is_the_querys_own_address(self):
        params = QueryDict("per_page=24&color=C8281E&q=&sort=relevance")

        assert canonical(params, "/") == "/?color=c8281e"

    def test_keeps_what_is_wrong_to_be_named(self):
        assert canonical(QueryDict("from=zz&q=&color=c8281e"), "/") == "/?from=zz&color=c8281e"
