"""Settings become providers: live with a key, sandboxed without any."""

import io
import json
import time

import PIL.Image
import pytest

from gallery import conf, upstreams
from tests.sandbox.held import held


@pytest.fixture(autouse=True)
def fresh_providers():
    held()  # where nothing is kept yet, drawing it takes longer than any deadline
    upstreams.providers.cache_clear()
    yield
    upstreams.providers.cache_clear()


def use(settings, tmp_path, **environ):
    settings.LIGHTTABLE = conf.read({"LIGHTTABLE_CACHE_DIR": str(tmp_path), **environ})


class TestWhoCanBeAsked:
    def test_without_keys_the_sandbox_stands_in_for_both(self):
        assert list(upstreams.providers()) == ["harvard", "jhu"]

    @pytest.mark.parametrize(
        ("variable", "names"),
        [("HARVARD_API_KEY", ["harvard"]), ("JHU_API_KEY", ["jhu"])],
    )
    def test_a_provider_without_a_key_is_absent(self, settings, tmp_path, variable, names):
        use(settings, tmp_path, **{variable: "a-key"})

        assert list(upstreams.providers()) == names

    def test_the_sandbox_answers_in_the_process(self):
        deadline = time.monotonic() + 20

        record = upstreams.providers()["jhu"].record(_first_picture(), deadline=deadline)

        assert record.kind == "image"
        assert record.renditions[0].url.startswith("/sandbox/jhu/")


class TestPicturesThatTheServerReads:
    def test_a_sandboxed_file_is_made_in_the_process(self):
        record = upstreams.providers()["jhu"].record(
            _first_picture(), deadline=time.monotonic() + 20
        )
        url = next(it.url for it in record.renditions if it.name == "medium")

        picture = PIL.Image.open(io.BytesIO(upstreams.fetch_picture(url)))

        assert picture.width == 420

    @pytest.mark.parametrize(
        "url",
        [
            "/sandbox/jhu/factory/sites/default/files/styles/hub_medium/public/nothing.jpg",
            "https://nrs.harvard.edu/urn-3:HUAM:799974/full/full/0/default.jpg",
            "http://api.hub.jhu.edu/factory/x.jpg",
            "https://api.hub.jhu.edu.evil.example/x.jpg",
            "https://api.hub.jhu.edu:8443/x.jpg",
            "file:///etc/passwd",
            "/etc/passwd",
        ],
    )
    def test_nothing_else_is_read(self, url):
        with pytest.raises(OSError, match=r"There is no|not an address"):
            upstreams.fetch_picture(url)


class TestHostsThatTheServerReads:
    def test_are_the_hubs_alone(self):
        assert upstreams.readable_hosts() == {"api.hub.jhu.edu"}

    def test_and_harvards_where_the_setting_says_so(self, settings, tmp_path):
        use(settings, tmp_path, LIGHTTABLE_READ_HARVARD_PICTURES="yes")

        assert upstreams.readable_hosts() == {
            "api.hub.jhu.edu",
            "nrs.harvard.edu",
            "ids.lib.harvard.edu",
            "mps.lib.harvard.edu",
        }
        with pytest.raises(OSError, match="not an address"):
            upstreams.fetch_picture("http://nrs.harvard.edu/urn-3:HUAM:1/full/400,/0/default.jpg")


class TestWhatTheServerReadsOfIiif:
    def test_the_sandbox_s_service_is_described_in_the_process(self):
        base = _first_service()

        info = json.loads(upstreams.image_info(base))

        assert info["@id"] == base
        assert info["width"] > 0

    def test_its_pictures_are_made_in_the_process(self):
        found = upstreams.fetch_picture_start(f"{_first_service()}/full/100,/0/default.jpg", bool)

        assert found.media_type == "image/jpeg"
        assert PIL.Image.open(io.BytesIO(found.data)).width == 100

    @pytest.mark.parametrize(
        "base",
        ["https://nrs.harvard.edu/urn-3:HUAM:799974", "/sandbox/iiif/2/none", "/sandbox/iiif/4/x"],
    )
    def test_others_only_the_browser_may_ask(self, base):
        assert upstreams.image_info(base) is None


def _first_service() -> str:
    page = upstreams.providers()["harvard"].search(_request(), deadline=time.monotonic() + 20)
    return next(it.iiif_base for it in page.records if it.iiif_base)


def _first_picture() -> int:
    page = upstreams.providers()["jhu"].search(_request(), deadline=time.monotonic() + 20)
    return next(it.identifier for it in page.records if it.kind == "image")


def _request():
    from gallery.providers.base import ProviderRequest

    return ProviderRequest(page_size=20)
