"""The contact sheet and the table, as a curator reads them."""

import re
from html import unescape

import pytest
from django.utils import timezone

from gallery.catalog.audits import AuditedFile, keep_audit
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import ImageRecord, Rights
from gallery.web.presenters.contact_crops import crop_of
from gallery.web.presenters.contact_marks import above_native, marks
from tests.catalog.records import harvard, hub

CROPS = (
    "cropped-landscape",
    "https://api.hub.jhu.edu/240.jpg 240w, https://api.hub.jhu.edu/540.jpg 540w",
)

PICK = re.compile('name="pick" value="([^"]+)" form="compare"')


def names(record):
    return [mark.name for mark in marks(record, None)]


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


class TestMarks:
    def test_of_a_complete_picture_are_none(self):
        assert names(harvard(1)) == []

    @pytest.mark.parametrize(
        ("changes", "mark"),
        [
            ({"alt_text": ""}, "alt"),
            ({"caption": ""}, "caption"),
            ({"palette": ()}, "colors"),
            ({"width": 0}, "unsized"),
            ({"width": 800, "height": 600}, "small"),
            ({"rights": Rights(permission_level=1)}, "restricted"),
            ({"rights": Rights(access_level=0)}, "restricted"),
        ],
    )
    def test_name_what_is_wrong(self, changes, mark):
        assert names(harvard(1, **changes)) == [mark]

    def test_of_a_file_declared_wider_than_the_original(self):
        record = hub(1, width=1000, height=667)

        assert above_native(record) == 1140
        assert "above-native" in names(record)

    def test_of_a_document_are_none(self):
        assert names(ImageRecord("jhu", 1, kind="document")) == []


class TestCropOf:
    def test_is_the_provider_s_own(self):
        found = crop_of(hub(1, srcsets=(CROPS,)))

        assert (found.src, found.width, found.height) == (
            "https://api.hub.jhu.edu/540.jpg",
            540,
            360,
        )

    def test_is_the_middle_where_a_service_cuts_it(self):
        found = crop_of(harvard(1, width=2000, height=3000))

        assert found.src.endswith("/0,833,2000,1333/843,/0/default.jpg")
        assert (found.width, found.height) == (1200, 800)

    def test_never_shows_more_of_a_part_than_the_whole_would(self):
        found = crop_of(harvard(1, width=2000, height=3000, rights=Rights(permission_level=1)))

        assert found.width == 256 * 2000 // 3000

    @pytest.mark.parametrize(
        "record",
        [
            harvard(1, rights=Rights(permission_level=2)),
            harvard(1, width=0, height=0),
            hub(1),
        ],
    )
    def test_of_what_has_none(self, record):
        assert crop_of(record) is None


@pytest.mark.django_db
class TestContactSheet:
    def test_shows_original_and_crop_and_marks(self, client):
        ingest([harvard(1, alt_text=""), hub(2, srcsets=(*hub(2).srcsets, CROPS))])
        image = Image.objects.get(identifier=2)
        files = [AuditedFile("large", "scaled", "/x", findings=("broken",), detail="status 404")]
        keep_audit(image.pk, "", files, timezone.now(), is_complete=True)

        text = page(client, "/?view=contact")

        assert len(re.findall(r'<li class="contact">', text)) == 2
        assert len(re.findall(r"<figure", text)) == 4
        assert "No alternative text" in text
        assert "Broken file: large" in text
        assert "/images/harvard/1/renditions/" in text
        assert sorted(PICK.findall(text)) == ["harvard:1", "jhu:2"]

    def test_shows_no_forbidden_picture(self, client):
        ingest([harvard(1, rights=Rights(permission_level=2))])

        text = page(client, "/?view=contact")

        assert "nrs.harvard.edu" not in text.partition('<ul class="contacts"')[2]
        assert "Restricted: not shown" in text
        assert not PICK.findall(text)

    def test_reads_all_audits_at_once(self, client, django_assert_max_num_queries):
        ingest([harvard(number) for number in range(1, 25)])

        with django_assert_max_num_queries(30):
            page(client, "/?view=contact")


@pytest.mark.django_db
class TestTable:
    def test_has_a_line_for_each_result(self, client):
        ingest([harvard(1), hub(2), harvard(3, rights=Rights(permission_level=2))])

        text = page(client, "/?view=table")

        assert text.partition('class="results-table"')[2].count('<th scope="row">') == 3
        assert sorted(PICK.findall(text)) == ["harvard:1", "jhu:2"]
        assert "2,550" in text
        assert "Nikon D70" in text

    @pytest.mark.parametrize(
        ("sort", "column", "order", "following"),
        [
            ("widest", "Width, px", "descending", "narrowest"),
            ("narrowest", "Width, px", "ascending", "widest"),
            ("newest", "Date", "descending", "oldest"),
            ("title", "Title", "ascending", "title"),
        ],
    )
    def test_is_sorted_by_links(self, client, sort, column, order, following):
        ingest([harvard(1)])

        text = page(client, f"/?view=table&sort={sort}&q=horse")

        head = rf'aria-sort="{order}"><a href="\?*/?\?q=horse&sort={following}&view=table">{column}'
        assert re.search(head, text)
        assert text.count("aria-sort") == 1


@pytest.mark.django_db
class TestWays:
    def test_lead_to_the_other_views_and_out(self, client):
        ingest([harvard(1)])

        text = page(client, "/?q=horse")

        assert 'href="/?q=horse&view=contact"' in text
        assert 'href="/export.csv?q=horse"' in text
        assert 'href="/manifest.json?q=horse"' in text
        assert 'href="/images/harvard/1/manifest.json"' in page(client, "/images/harvard/1/")
        assert 'href="/gaps/"' in text
