import datetime as dt
import json
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.conf import settings as shipped
from django.utils import timezone

from gallery import conf
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.harvest.models import UnreadPicture
from gallery.harvest.palettes import extract_palettes, may_read, read_palette, smallest_scaled
from gallery.harvest.unread import wait_after
from gallery.records import ImageRecord, Rendition, Rights
from tests.catalog.records import harvard, hub
from tests.paths import DATA, needs_shared

PICTURES = DATA / "pictures"
MEDIUM = (
    "https://api.hub.jhu.edu/factory/sites/default/files/styles/hub_medium/public/2023-10/a%20b.jpg"
)


class TestMayRead:
    @pytest.mark.parametrize(
        ("url", "answer"),
        [
            (MEDIUM, True),
            ("/sandbox/jhu/factory/x.jpg", True),
            ("/images/x.jpg", False),
            ("//evil.example/sandbox/x.jpg", False),
            ("http://api.hub.jhu.edu/x.jpg", False),
            ("https://api.hub.jhu.edu.evil.example/x.jpg", False),
            ("file:///etc/passwd", False),
            ("", False),
        ],
    )
    def test_only_the_hubs_host_and_the_sandbox(self, url, answer):
        assert may_read(url) is answer

    @pytest.mark.parametrize("host", shipped.IMAGE_HOSTS["harvard"])
    def test_from_harvard_only_where_the_setting_says_so(self, host, settings):
        url = f"https://{host}/urn-3:HUAM:1/full/400,/0/default.jpg"
        assert not may_read(url)

        settings.LIGHTTABLE = conf.read({"LIGHTTABLE_READ_HARVARD_PICTURES": "1"})

        assert may_read(url)
        assert may_read(MEDIUM)
        assert not may_read(url.replace("https://", "http://"))
        assert not may_read(url.replace(host, f"{host}.evil.example"))


class TestSmallestScaled:
    def test_is_the_medium_file_of_a_hub_picture(self):
        assert smallest_scaled(hub(1)).name == "medium"

    def test_never_a_crop(self):
        crop = Rendition("thumbnail", MEDIUM.replace("medium", "thumbnail"), "cropped", 100, 100)

        assert smallest_scaled(hub(1, renditions=(crop, *hub(1).renditions))).name == "medium"
        assert smallest_scaled(hub(1, renditions=(crop,), srcsets=())) is None

    def test_one_that_only_the_srcset_names(self):
        assert smallest_scaled(hub(1, renditions=())).url == MEDIUM

    def test_the_sandbox_s_museum_pictures_in_a_small_size(self):
        record = harvard(1, iiif_base="/sandbox/iiif/2/urn-3:HUAM:1")

        found = smallest_scaled(record)

        assert found.url.startswith("/sandbox/iiif/2/urn-3:HUAM:1/full/")
        assert found.width >= 150

    def test_never_one_of_harvard_s(self):
        assert smallest_scaled(harvard(1)) is None

    def test_none_that_may_not_be_shown(self):
        record = harvard(1, iiif_base="/sandbox/iiif/2/x", rights=Rights(access_level=0))

        assert smallest_scaled(record) is None


@needs_shared
class TestReadPalette:
    @pytest.mark.parametrize("name", ["dragonfly-bolly.jpg", "rotterdam-edward-wadsworth.jpg"])
    def test_begins_as_the_museums_own_service_does(self, name):
        oracle = json.loads((DATA / "oracle" / "palettes_pictures.json").read_text())[name]

        palette = read_palette((PICTURES / name).read_bytes())

        assert (palette[0].color, palette[0].css3) == (oracle[0]["color"], oracle[0]["css3"])
        assert palette[0].share == pytest.approx(oracle[0]["percent"], abs=0.02)
        assert len(palette) == len(oracle)


@pytest.mark.django_db
@needs_shared
class TestExtractPalettes:
    def fetch(self, url):
        self.fetched = [*getattr(self, "fetched", []), url]
        return (PICTURES / "dragonfly-bolly.jpg").read_bytes()

    def test_fills_in_what_is_missing_and_nothing_else(self):
        ingest([hub(1), hub(2), harvard(3, palette=(), palette_source=""), harvard(4)])
        ingest([ImageRecord("jhu", 5, kind="document")])

        *_rest, last = extract_palettes(self.fetch)

        assert (last.total, last.done, last.failed) == (2, 2, 0)
        assert self.fetched == [MEDIUM, MEDIUM]
        record = Image.objects.get(identifier=1).as_record()
        assert record.palette == read_palette((PICTURES / "dragonfly-bolly.jpg").read_bytes())
        assert record.palette_source == "extracted"
        assert set(Image.objects.having("colors").values_list("identifier", flat=True)) == {1, 2, 4}

    def test_reads_harvard_s_files_where_the_setting_allows_it(self, settings):
        settings.LIGHTTABLE = conf.read(
            {"LIGHTTABLE_READ_HARVARD_PICTURES": "1", "HARVARD_API_KEY": "a-key"}
        )
        ingest([harvard(3, palette=(), palette_source=""), harvard(4)])

        *_rest, last = extract_palettes(self.fetch)

        assert (last.total, last.done) == (1, 1)
        assert [urlsplit(url).hostname for url in self.fetched] == ["nrs.harvard.edu"]

    def test_a_second_run_has_nothing_to_do(self):
        ingest([hub(1)])
        list(extract_palettes(self.fetch))

        (only,) = extract_palettes(self.fetch)

        assert only.total == 0

    def test_a_harvest_afterwards_keeps_it(self):
        ingest([hub(1)])
        list(extract_palettes(self.fetch))

        ingest([hub(1, caption="new")])

        assert Image.objects.get().as_record().palette_source == "extracted"

    def test_stopped_in_the_middle_it_keeps_what_is_done(self):
        ingest([hub(number) for number in range(1, 41)])
        steps = extract_palettes(self.fetch, workers=2)
        next(steps)
        next(steps)
        steps.close()

        start, *_rest = extract_palettes(self.fetch)

        assert start.total == 8

    def test_a_file_that_cannot_be_had_or_read_is_counted_and_named(self):
        other = Rendition("medium", MEDIUM.replace("a%20b", "c"), "scaled", 420, 280)
        ingest([hub(1), hub(2, renditions=(other,), srcsets=()), hub(3, renditions=(), srcsets=())])

        def fetch(url):
            if url == MEDIUM:
                raise ConnectionError("no route")
            return b"not a picture"

        *_rest, last = extract_palettes(fetch)

        assert (last.done, last.failed) == (0, 3)
        assert not Image.objects.having("colors").exists()

    def test_a_museum_picture_of_the_sandbox_gets_one_too(self):
        base = "/sandbox/iiif/2/urn-3:HUAM:1"
        ingest([harvard(1, palette=(), palette_source="", iiif_base=base)])

        *_rest, last = extract_palettes(self.fetch)

        assert (last.total, last.done) == (1, 1)

    def test_the_providers_own_is_never_replaced(self):
        ingest([hub(1)])
        steps = extract_palettes(self.fetch)
        next(steps)
        own = replace(hub(1), palette=harvard(1).palette, palette_source="provider")
        ingest([own])

        list(steps)

        assert Image.objects.get().as_record() == own


@pytest.mark.django_db
class TestFailures:
    @pytest.fixture
    def clock(self, monkeypatch):
        """Moves the clock on by so many hours."""
        began = timezone.now()

        def move(hours):
            now = began + dt.timedelta(hours=hours)
            monkeypatch.setattr(timezone, "now", lambda: now)

        return move

    def tried(self, **options):
        """How many pictures are tried now, all in vain."""

        def fetch(url):
            raise ConnectionError("no route")

        *_rest, last = extract_palettes(fetch, **options)
        assert last.failed == last.total
        return last.total

    def test_are_left_alone_ever_longer(self, clock):
        ingest([hub(1)])
        hours = (0, 0.9, 1.1, 4, 5.2, 20, 21.3)

        tries = []
        for hour in hours:
            clock(hour)
            tries.append(self.tried())

        assert tries == [1, 0, 1, 0, 1, 0, 1]
        row = UnreadPicture.objects.get()
        assert (row.failures, row.reason) == (4, "jhu/1: no route")

    def test_never_longer_than_two_weeks(self):
        waits = [wait_after(count) for count in (1, 2, 3, 5, 6, 1000)]

        assert waits == [dt.timedelta(hours=it) for it in (1, 4, 16, 256, 336, 336)]

    def test_other_files_are_tried_at_once(self):
        ingest([hub(1), hub(2)])
        assert self.tried() == 2
        other = Rendition("medium", MEDIUM.replace("a%20b", "c"), "scaled", 420, 280)

        ingest([hub(1, renditions=(other,))])

        assert self.tried() == 1

    def test_again_tries_them_as_well(self):
        ingest([hub(1)])
        self.tried()

        assert self.tried(again=True) == 1

    @needs_shared
    def test_are_forgotten_when_it_can_be_read(self, clock):
        ingest([hub(1)])
        self.tried()
        clock(2)

        *_rest, last = extract_palettes(
            lambda _url: (PICTURES / "dragonfly-bolly.jpg").read_bytes()
        )

        assert last.done == 1
        assert not UnreadPicture.objects.exists()

    def test_of_a_picture_that_is_gone_go_with_it(self):
        ingest([hub(1)])
        self.tried()

        Image.objects.all().delete()

        assert not UnreadPicture.objects.exists()


@pytest.mark.django_db
@needs_shared
class TestPicturesThatChange:
    @pytest.mark.parametrize(
        ("changes", "count"),
        [
            ({"width": 3000}, 1),
            (
                {"renditions": (Rendition("medium", MEDIUM.replace("a%20b", "c"), "scaled", 420),)},
                1,
            ),
            ({"renditions": (Rendition("medium", f"{MEDIUM}?itok=x", "scaled", 420, 280),)}, 0),
            ({"caption": "new words"}, 0),
        ],
        ids=["another size", "another file", "another token", "another caption"],
    )
    def test_are_read_anew(self, changes, count):
        ingest([hub(1)])
        file = (PICTURES / "dragonfly-bolly.jpg").read_bytes()
        list(extract_palettes(lambda _url: file))

        ingest([hub(1, **changes)])
        start, *_rest = extract_palettes(lambda _url: file)

        assert start.total == count
        assert Image.objects.get().as_record().palette_source == "extracted"
