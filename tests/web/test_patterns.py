import pytest
from django.utils import translation

from gallery.web.kept import Kept
from gallery.web.patterns import Pattern, marks, once, pattern


class TestPattern:
    def test_fills_and_escapes_each_place(self):
        found = Pattern("<b title='{x}'>{x}</b>{y}".format(**marks(("x", "y"))))

        assert found.fill({"x": "a<b", "y": "&"}) == "<b title='a&lt;b'>a&lt;b</b>&amp;"

    def test_a_template_with_what_is_there(self):
        both = pattern("components/card_line.html", match="18% & more", detail="1999")
        plain = pattern("components/card_line.html", match="", detail="<1999>")

        assert both == ' · <span class="match">18% &amp; more</span>'
        assert plain == " · &lt;1999&gt;"
        assert pattern("components/card_line.html", match="", detail="") == ""

    @pytest.mark.parametrize(
        ("given", "written"),
        [
            ({"sizes": "50vw", "lazy": "1", "first": ""}, ' sizes="50vw" loading="lazy"'),
            ({"sizes": "50vw", "lazy": "", "first": "1"}, ' sizes="50vw" fetchpriority="high"'),
            ({"sizes": "", "lazy": "", "first": ""}, ""),
        ],
    )
    def test_how_a_picture_is_asked_for(self, given, written):
        assert pattern("components/card_layout.html", **given) == written

    def test_each_language_has_its_own(self):
        words = []
        for language in ("en", "de", "en"):
            with translation.override(language):
                words.append(
                    pattern("search/_facet.html", href="/", label="x", count="1", chosen="1")
                )

        assert words[0] == words[2]
        assert 'aria-current="true"' in words[1]


class TestOnce:
    def test_is_rendered_for_the_first_page_of_a_language(self):
        with translation.override("en"):
            first = once("components/help.html", {})
            again = once("components/help.html", {})
        with translation.override("de"):
            german = once("components/help.html", {})

        assert first is again
        assert "Look and keys" in first
        assert german != first


class TestKept:
    def test_makes_a_value_once_for_an_object_and_a_key(self):
        held, made = Kept[int](10), []
        it = ["an object"]

        for key in ("a", "a", "b"):
            held.of(it, key, lambda: made.append(1) or len(made))

        assert len(made) == 2

    def test_an_equal_object_is_another_one(self):
        held = Kept[str](10)

        assert held.of(["x"], "a", lambda: "first") == "first"
        assert held.of(["x"], "a", lambda: "second") == "second"

    def test_the_oldest_make_room(self):
        held = Kept[int](2)
        objects = [[number] for number in range(3)]

        for number, it in enumerate(objects):
            held.of(it, "", lambda number=number: number)

        assert held.of(objects[2], "", lambda: -1) == 2
        assert held.of(objects[0], "", lambda: -1) == -1
