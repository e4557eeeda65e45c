"""The gaps page counts what the search page then shows."""

import datetime as dt
import re
from html import unescape

import pytest
from django.http import QueryDict
from django.utils import timezone

from gallery.catalog.audits import AuditedFile, keep_audit
from gallery.catalog.gaps import GAPS, count_gaps
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.records import ImageRecord, Rights, Technique
from gallery.search.answer import answer
from gallery.search.query import SearchQuery
from gallery.web.presenters.gaps import gaps_page
from tests.catalog.records import harvard, hub

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    ingest(
        [
            harvard(1),
            harvard(2, alt_text="", date=dt.date(2010, 5, 1)),
            harvard(3, alt_text="", caption="", technique=Technique("Kodak", film="Kodak")),
            harvard(4, palette=(), palette_source="", rights=Rights(permission_level=2)),
            harvard(5, width=0, height=0, date=None, technique=Technique("Orientation:1")),
            hub(6, width=640, height=480),
            hub(7, alt_text=""),
            ImageRecord("jhu", 8, kind="document"),
        ]
    )
    image = Image.objects.get(provider="jhu", identifier=7)
    files = [AuditedFile("large", "scaled", "/x", findings=("broken",), detail="status 404")]
    keep_audit(image.pk, "", files, timezone.now(), is_complete=True)


class TestCountGaps:
    def test_counts_pictures_by_provider(self, catalogue):
        museum, hub_ = count_gaps().by_provider

        assert (museum.value, museum.total, museum.with_any) == ("harvard", 5, 4)
        assert (hub_.value, hub_.total, hub_.with_any) == ("jhu", 2, 2)
        assert {name: count for name, count in museum.counts.items() if count} == {
            "alt": 2,
            "caption": 1,
            "colors": 1,
            "unsized": 1,
            "restricted": 1,
        }
        assert {name: count for name, count in hub_.counts.items() if count} == {
            "alt": 1,
            "colors": 2,
            "small": 1,
            "broken": 1,
        }

    def test_by_technique_and_year(self, catalogue):
        found = count_gaps()

        assert [(it.value, it.total) for it in found.by_technique] == [
            ("", 3),
            ("make=Nikon", 3),
            ("film=Kodak", 1),
        ]
        assert [(it.value, it.total) for it in found.by_year] == [(0, 3), (2004, 3), (2010, 1)]

    def test_knows_what_was_opened(self, catalogue):
        found = count_gaps()

        assert found.audited == 1
        assert timezone.now() - found.audited_at < dt.timedelta(minutes=1)

    def test_takes_two_statements(self, catalogue, django_assert_num_queries):
        with django_assert_num_queries(2):
            count_gaps()


class TestPage:
    def test_every_count_is_what_its_link_shows(self, client, catalogue):
        page = gaps_page(count_gaps())
        lines = [*page.providers, *page.techniques, *page.years]
        links = [(cell.count, cell.href) for line in lines for cell in [line.total, *line.cells]]
        links += [(bar.count, bar.href) for bar in page.bars]
        kept = [(count, href) for count, href in links if href and count]

        shown = []
        for _count, href in kept:
            query, problems = SearchQuery.from_params(QueryDict(href.partition("?")[2]))
            assert problems == {}
            found = answer(query).hits
            shown.append((sum(hit.record.kind == "image" for hit in found), href))

        assert len(kept) > 25
        assert shown == kept

    def test_prints_bars_and_tables(self, client, catalogue):
        text = unescape(client.get("/gaps/").content.decode())

        assert "6 of 7 pictures (86%)" in text
        assert re.search(r'<rect class="gap-part" width="42.86" height="1"/>', text)
        assert all(f'id="{name}"' in text for name in ("providers", "techniques", "years"))
        assert "The files of 1 were opened" in text

    def test_of_an_empty_catalogue_says_what_to_run(self, client):
        text = client.get("/gaps/").content.decode()

        assert "manage.py harvest_images" in text

    def test_names_every_gap(self, catalogue):
        assert len(gaps_page(count_gaps()).columns) == len(GAPS) == 12
