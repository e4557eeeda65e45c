"""What is pasted elsewhere: whole addresses, escaped text, the credit the providers ask for."""

from gallery.records import Rights
from gallery.responsive.srcset import parse_srcset
from gallery.web.presenters.bench_paste import snippets
from tests.catalog.records import harvard, hub
from tests.web.presenters.bench_records import with_crop

ORIGIN = "https://gallery.test/"


def texts(record, **options):
    return {it.name: it.text for it in snippets(record, ORIGIN, **options)}


class TestHarvard:
    def test_everything_there_is_to_paste(self):
        assert list(texts(harvard(1))) == [
            "img", "iiif", "iiif-full", "iiif-info", "markdown", "credit"
        ]  # fmt: skip

    def test_an_img_with_every_attribute(self):
        found = texts(harvard(1, width=400, height=300, alt_text='A "boat" & <sea>'), sizes="50vw")

        base = "https://nrs.harvard.edu/urn-3:HUAM:1_dynmc"
        assert found["img"] == (
            f'<img src="{base}/full/400,/0/default.jpg"\n'
            f'     srcset="{base}/full/200,/0/default.jpg 200w, {base}/full/400,/0/default.jpg 400w"\n'
            '     sizes="50vw"\n     width="400"\n     height="300"\n'
            '     alt="A &quot;boat&quot; &amp; &lt;sea&gt;"\n'
            '     loading="lazy"\n     decoding="async">'
        )

    def test_the_credit_line_names_all_and_leads_back(self):
        assert texts(harvard(1))["credit"] == (
            "Study of a Horse. Paul Cézanne. Gift of A. B. "
            "© President and Fellows of Harvard College. Harvard Art Museums. "
            "https://www.harvardartmuseums.org/collections/object/1"
        )

    def test_markdown_has_no_meaning_by_accident(self):
        found = texts(harvard(1, alt_text="[x](y) *z*", landing_url=""))

        assert found["markdown"].startswith("![\\[x\\](y) \\*z\\*](<https://nrs.harvard.edu/")

    def test_no_full_size_where_the_rights_allow_none(self):
        assert "iiif-full" not in texts(harvard(1, rights=Rights(permission_level=1)))

    def test_only_the_credit_where_no_picture_may_be_shown(self):
        assert list(texts(harvard(1, rights=Rights(permission_level=2)))) == ["credit"]


class TestHub:
    def test_a_picture_with_the_crop_on_narrow_screens(self):
        found = texts(with_crop())["picture"]

        assert found.startswith('<picture>\n  <source media="(max-width: 599px)" srcset="')
        source, image = found.split("<img")
        assert "hard_crop" in source
        assert "hard_crop" not in image
        assert 'width="1380" height="920"' in source

    def test_the_sandbox_s_addresses_are_completed(self):
        text = "/sandbox/jhu/a.jpg 420w, /sandbox/jhu/b.jpg 825w"
        record = hub(1, srcsets=(("scaled", text),), renditions=())

        img = texts(record)["img"]

        (srcset,) = (line for line in img.splitlines() if "srcset" in line)
        urls = [one.url for one in parse_srcset(srcset.split('"')[1]).candidates]
        assert urls == [f"{ORIGIN}sandbox/jhu/a.jpg", f"{ORIGIN}sandbox/jhu/b.jpg"]
