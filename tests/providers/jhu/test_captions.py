"""Captions: HTML from outside becomes safe HTML and plain text."""

import time

import pytest

from gallery.providers.jhu.captions import plain_text, safe_html


class TestSafeHtml:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("<p>Plain</p>\n", "<p>Plain</p>"),
            ("<p>Bold <strong>text</strong></p>", "<p>Bold <strong>text</strong></p>"),
            ("no markup", "no markup"),
            ("Tom & Jerry", "Tom &amp; Jerry"),
            ("<script>alert(1)</script>after", "after"),
            ("<style>p{}</style>after", "after"),
            ('<p onclick="x()" style="color:red" class="a" id="b">x</p>', "<p>x</p>"),
            ('<img src=x onerror="alert(1)">after', "after"),
            ("<iframe src='//evil.example'></iframe>after", "after"),
            ("<svg><script>alert(1)</script></svg>after", "after"),
            ("<p>never closed", "<p>never closed</p>"),
            ("<h1>Loud</h1>", "Loud"),
            ("<p>&#x202e;turned&#0;</p>", "<p>turned\ufffd</p>"),
            ("<p> </p>", ""),
            ("", ""),
            (None, ""),
            (5, ""),
            (["<p>x</p>"], ""),
        ],
    )
    def test_keeps_a_few_tags_and_no_attribute(self, given, expected):
        assert safe_html(given) == expected

    def test_keeps_absolute_links_and_marks_them(self):
        found = safe_html('<a href="https://hub.jhu.edu/x" target="_top">the story</a>')

        assert found == (
            '<a href="https://hub.jhu.edu/x" rel="noopener noreferrer nofollow">the story</a>'
        )

    @pytest.mark.parametrize(
        "href",
        [
            "javascript:alert(1)",
            "/admin/",
            "//evil.example/",
            "data:text/html,x",
            "jAvA&#x09;script:x",
        ],
    )
    def test_drops_every_other_address(self, href):
        assert "href" not in safe_html(f'<a href="{href}">text</a>')


class TestPlainText:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("<p>One</p><p>Two</p>", "One Two"),
            ("One<br/>Two", "One Two"),
            ("<ul><li>a</li><li>b</li></ul>", "a b"),
            ("<em>mid</em>word", "midword"),
            ("Tom &amp; Jerry &lt;3", "Tom & Jerry <3"),
            ("a < b", "a < b"),
            ("<script>alert(1)</script>after", "after"),
            ("&lt;script&gt;x&lt;/script&gt;", "<script>x</script>"),
            ("<!-- hidden -->shown", "shown"),
            ("", ""),
            (None, ""),
        ],
    )
    def test_is_what_a_reader_would_see(self, given, expected):
        assert plain_text(given) == expected


class TestHostileLength:
    @pytest.mark.parametrize("piece", ["<p>", "<", "<p", "<a href='", "&", "<div " * 2, "<b><i>"])
    def test_costs_no_time(self, piece):
        began = time.perf_counter()

        safe_html(piece * 200_000)
        plain_text(piece * 200_000)

        assert time.perf_counter() - began < 2
