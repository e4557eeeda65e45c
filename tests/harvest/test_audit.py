"""Forty wrong files among the sandbox's: all of them are found, and nothing else is."""

import io
from dataclasses import dataclass, field

import PIL.Image
import pytest

from gallery import upstreams
from gallery.catalog.audit_models import RenditionAudit
from gallery.catalog.audits import audit_of, audits_of
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.delivery import renditions
from gallery.harvest.audit import Reading, audit_renditions
from gallery.harvest.run import harvest as bring_all
from gallery.providers.files import FileRefusedError, FileStart
from gallery.sandbox.hub_styles import BY_PATH_NAME, crop_box
from gallery.sandbox.image_server import ImageServer
from gallery.sandbox.image_store import DerivativeStore
from gallery.sandbox.mezzanine import MezzanineCache
from tests.catalog.records import harvard, hub
from tests.sandbox.held import held

HUB, IIIF = "/sandbox/jhu/factory/sites/default/files/styles/", "/sandbox/iiif/2/"
PICTURES = 12
CHUNK = 2048


@dataclass(frozen=True)
class Plain:
    """One of the sandbox's pictures at its own size, painted in one colour: quickly made."""

    id: str
    width: int
    height: int
    version: str = "plain"

    def render(self, width, height):
        return PIL.Image.new("RGB", (width, height), "#7d6432")


class PlainPictures:
    def picture(self, picture_id):
        found = held().picture(picture_id)
        return Plain(found.id, found.width, found.height) if found else None

    def hub_picture(self, path):
        found = held().hub_picture(path)
        return Plain(found.id, found.width, found.height) if found else None

    def document(self, path):
        return None


@dataclass
class Site:
    """The sandbox's delivery, with `wrong` files in place of some."""

    server: ImageServer
    wrong: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    taken: int = 0
    held_back: int = 0

    def true_file(self, url):
        path = url.partition("?")[0]
        if path.startswith(IIIF):
            found = self.server.image(2, self.server.find(path.removeprefix(IIIF)), "")
        else:
            style, _, name = path.removeprefix(HUB).partition("/public/")
            found = self.server.hub_style(style, name)
        return found.load().data, found.media_type

    def file(self, url):
        made = self.wrong.get(url)
        if isinstance(made, Exception):
            raise made
        return made or self.true_file(url)

    def start(self, url, has_enough):
        self.asked.append(url)
        data, media_type = self.file(url)
        taken = 0
        while taken < len(data):
            taken += CHUNK
            if has_enough(data[taken - CHUNK : taken]):
                break
        self.taken += min(taken, len(data))
        self.held_back += max(0, len(data) - taken)
        return FileStart(data[:taken], len(data), media_type)

    def end(self, url, count):
        return self.file(url)[0][-count:]

    def reading(self):
        return Reading(self.start, self.end)


def picture_file(size, kind="JPEG"):
    stream = io.BytesIO()
    PIL.Image.new("RGB", size, "#7d6432").save(stream, kind)
    return stream.getvalue()


def remade(site, url, kind=None, change=lambda width, height: (width, height)):
    """A true file made anew: of another kind, or another size, served as before."""
    data, media_type = site.true_file(url)
    with PIL.Image.open(io.BytesIO(data)) as image:
        return picture_file(change(*image.size), kind or image.format), media_type


@pytest.fixture
def site(tmp_path):
    store = DerivativeStore(tmp_path)
    return Site(ImageServer(PlainPictures(), store, MezzanineCache()))


@pytest.fixture
def shown(db):
    """Some of the sandbox's pictures of both providers, of every shape."""
    for provider in upstreams.providers().values():
        assert list(bring_all(provider))[-1].error is None
    hub_pictures = Image.objects.filter(provider="jhu", kind="image", width__gt=0).mixed()
    # The Hub's most telling ones, and enough of the others.
    narrow = list(hub_pictures.filter(width__lt=2880)[:8])
    others = list(hub_pictures.exclude(pk__in=[it.pk for it in narrow])[:PICTURES])
    museum = list(Image.objects.filter(provider="harvard", kind="image").mixed()[:PICTURES])
    keys = [it.pk for it in narrow + others + museum]
    return Image.objects.filter(pk__in=keys)


def is_three_to_two(image):
    return abs(image.width * 2 - image.height * 3) < 30


def known_defects(images):
    """What the sandbox's truth says of its own files, from its geometry."""
    upscaled, capped = set(), set()
    for image in images:
        for rendition in renditions(image.as_record()):
            if not rendition.url.startswith(HUB):
                continue
            path = rendition.url.partition("?")[0].removeprefix(HUB)
            style, _, name = path.partition("/public/")
            source = held().hub_picture(name)
            *_place, frame, _height = crop_box(source.id, source.width, source.height)
            if BY_PATH_NAME[style].height and BY_PATH_NAME[style].width > frame + 1:
                upscaled.add(rendition.url)
            elif not BY_PATH_NAME[style].height and BY_PATH_NAME[style].width > source.width:
                capped.add(rendition.url)
    return upscaled, capped


class Spoiler:
    """Puts forty wrong files in place, each with what ought to be found of it."""

    def __init__(self, site, images):
        self.site, self.expected = site, {}
        self.files = [
            (image, rendition)
            for image in images
            for rendition in renditions(image.as_record())
            if rendition.width <= 1200 or rendition.width > image.width
        ]

    def take(self, count, is_fit):
        """`count` files that fit, spread over the pictures, each taken once."""
        fitting = [
            (image, one)
            for image, one in self.files
            if one.url not in self.expected and is_fit(image, one)
        ]
        step = max(1, len(fitting) // count)
        chosen = fitting[::step][:count]
        assert len(chosen) == count
        return chosen

    def put(self, kind, count, make, is_fit=lambda image, one: True):
        for image, one in self.take(count, is_fit):
            self.site.wrong[one.url] = make(image, one)
            self.expected[one.url] = kind

    def spoil(self, capped):
        site = self.site
        self.put("upscaled", 5, self.enlarged, lambda image, one: one.url in capped)
        self.put(
            "mislabelled",
            9,
            lambda image, one: remade(
                site, one.url, change=lambda w, h: (w - 24, round((w - 24) * h / w))
            ),
            lambda image, one: one.width <= image.width,
        )
        kinds = iter(["PNG", "WEBP", "GIF", "TIFF", "PNG", "WEBP", "PNG"])
        self.put(
            "wrong-type",
            7,
            lambda image, one: remade(site, one.url, next(kinds)),
            lambda image, one: one.url.partition("?")[0].endswith(".jpg"),
        )
        self.put("broken", 7, lambda image, one: self.truncated(one.url))
        self.put(
            "broken", 6, lambda image, one: FileRefusedError(f"{one.url}: status 404", status=404)
        )
        self.put(
            "wrong-crop",
            6,
            self.swapped,
            lambda image, one: one.family == "cropped-landscape" and not is_three_to_two(image),
        )

    def enlarged(self, image, one):
        size = (one.width, round(one.width * image.height / image.width))
        return picture_file(size), image.media_type.replace("png", "jpeg")

    def truncated(self, url):
        data, media_type = self.site.true_file(url)
        return data[: len(data) * 2 // 3], media_type

    def swapped(self, image, one):
        """The whole picture where its crop should be."""
        size = (one.width, round(one.width * image.height / image.width))
        return picture_file(size), self.site.true_file(one.url)[1]


@pytest.mark.long
class TestSeededFaults:
    def test_all_forty_are_found_and_nothing_else(self, site, shown):
        upscaled, capped = known_defects(shown)
        spoiler = Spoiler(site, shown)
        spoiler.spoil(capped)

        *_rest, last = audit_renditions(shown, site.reading())

        found = {
            file.url: set(file.findings)
            for audit in audits_of(shown.values_list("pk", flat=True)).values()
            for file in audit.files
        }
        assert len(spoiler.expected) == 40
        assert [
            (url, kind) for url, kind in spoiler.expected.items() if kind not in found[url]
        ] == []
        rest = {url: them for url, them in found.items() if url not in spoiler.expected}
        assert {url for url, them in rest.items() if them - {"capped"}} == (
            upscaled - set(spoiler.expected)
        )
        assert {url for url, them in rest.items() if "capped" in them} == (
            capped - set(spoiler.expected)
        )
        assert last.done == last.total == shown.count()
        assert last.files == len(found) > 400

    def test_little_of_each_file_is_read(self, site, shown):
        few = [image.pk for image in shown.filter(provider="jhu")[:3]]

        list(audit_renditions(shown.filter(pk__in=few), site.reading()))

        assert site.taken < site.held_back


@pytest.fixture
def two(db):
    ingest([hub(1), hub(2)])
    return Image.objects.filter(provider="jhu")


class Files:
    """Answers every address with one file, and counts."""

    def __init__(self, width=420, error=None):
        self.data = picture_file((width, width * 2 // 3))
        self.error, self.asked = error, []

    def start(self, url, has_enough):
        self.asked.append(url)
        if self.error:
            raise self.error
        has_enough(self.data)
        return FileStart(self.data, len(self.data), "image/jpeg")

    def reading(self):
        return Reading(self.start)


class TestRuns:
    def test_what_was_looked_at_lately_is_passed_over(self, two):
        list(audit_renditions(two, Files().reading()))
        again = Files()

        *_rest, last = audit_renditions(two, again.reading())

        assert (again.asked, last.fresh, last.done) == ([], 2, 2)
        assert last.audit == audit_of(Image.objects.get(provider="jhu", identifier=2))

    def test_unless_it_is_asked_for(self, two):
        list(audit_renditions(two, Files().reading()))
        again = Files()

        list(audit_renditions(two, again.reading(), again=True))

        assert len(again.asked) == 4

    def test_or_the_record_declares_other_files_since(self, two):
        list(audit_renditions(two, Files().reading()))
        ingest([hub(1, renditions=hub(1).renditions[:1])])
        again = Files()

        *_rest, last = audit_renditions(two, again.reading())

        assert (len(again.asked), last.fresh) == (1, 1)

    def test_a_stopped_run_goes_on(self, two):
        run = audit_renditions(two, Files().reading())
        next(run), next(run)
        run.close()
        rest = Files()

        list(audit_renditions(two, rest.reading()))

        assert len(rest.asked) == 2
        assert RenditionAudit.objects.count() == 2

    def test_a_host_that_does_not_answer_is_no_finding(self, two):
        *_rest, last = audit_renditions(two, Files(error=OSError("no route")).reading())

        assert (last.unreached, last.counts, RenditionAudit.objects.count()) == (4, {}, 0)

    def test_three_silent_pictures_end_the_run(self, db):
        ingest([hub(number) for number in range(1, 6)])
        silent = Files(error=OSError("no route"))

        *_rest, last = audit_renditions(Image.objects.all(), silent.reading())

        assert (last.done, last.stopped) == (3, "no route")

    def test_files_on_other_hosts_are_not_opened(self, db):
        ingest([harvard(1)])
        files = Files()

        *_rest, last = audit_renditions(Image.objects.all(), files.reading())

        assert (files.asked, last.files, last.closed) == ([], 0, len(renditions(harvard(1))))

    def test_pictures_that_may_not_be_shown_have_no_files(self, two):
        Image.objects.update(permission_level=2)
        files = Files()

        list(audit_renditions(two, files.reading()))

        assert files.asked == []
