"""The bench's pages: what they say, what they let a browser do, what they refuse."""

import io
import json

import PIL.Image
import pytest
from django.core.cache import cache
from django.utils import timezone

from gallery import upstreams
from gallery.catalog.audits import AuditedFile, keep_audit
from gallery.catalog.ingest import ingest
from gallery.catalog.models import Image
from gallery.providers.files import FileStart
from gallery.records import Rights
from tests.catalog.records import harvard, hub
from tests.web.presenters.bench_records import with_crop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()
    yield
    cache.clear()


def policy(response):
    return dict(
        directive.strip().partition(" ")[::2]
        for directive in response["Content-Security-Policy"].split(";")
    )


class TestPage:
    def test_has_every_section_and_the_way_back(self, client):
        ingest([harvard(1)])

        page = client.get("/images/harvard/1/renditions/").content.decode()

        for name in ("renditions", "matrix", "live", "crop", "iiif", "lint", "paste"):
            assert f'id="{name}"' in page
            assert f'href="#{name}"' in page
        assert 'href="/images/harvard/1/#renditions"' in page

    def test_the_picture_s_page_leads_here(self, client):
        ingest([harvard(1)])

        assert (
            'href="/images/harvard/1/renditions/"'
            in client.get("/images/harvard/1/").content.decode()
        )

    def test_typed_sizes_are_predicted_for(self, client):
        ingest([with_crop()])

        response = client.get("/images/jhu/1/renditions/?sizes=200px&family=cropped-landscape")

        typed = response.context["page"].matrices[-1]
        assert {cell.file for row in typed.rows for cell in row.cells} == {"360w", "1380w"}

    @pytest.mark.parametrize(
        "query",
        [
            "sizes=((((&family=x&frame=x&layout=x&laid=;;&info={",
            "region=%00&size=%00&rotation=%F0%9F%96%BC&quality=a/b&format=../x&mirror=2",
            "sizes=" + "(" * 900,
            "info=[[[[[[",
        ],
    )
    def test_no_query_string_breaks_it(self, client, query):
        ingest([harvard(1), with_crop(2)])

        assert client.get(f"/images/harvard/1/renditions/?{query}").status_code == 200
        assert client.get(f"/images/jhu/2/renditions/?{query}").status_code == 200

    def test_a_mistake_stands_beside_its_field(self, client):
        ingest([harvard(1)])

        page = client.get("/images/harvard/1/renditions/?size=9000,&sizes=12").content.decode()

        assert 'id="size-problem"' in page
        assert 'id="sizes-problem"' in page
        assert "Not sent: this service would refuse it." in page

    def test_what_is_typed_is_text(self, client):
        ingest([harvard(1)])

        page = client.get('/images/harvard/1/renditions/?sizes="><script>x</script>').content

        assert b"<script>x" not in page

    def test_a_forbidden_picture_has_its_reason_and_its_credit(self, client):
        ingest([harvard(1, rights=Rights("Someone", permission_level=2))])

        page = client.get("/images/harvard/1/renditions/").content.decode()

        assert "does not allow this picture to be shown" in page
        assert "<img" not in page
        assert "Study of a Horse. " in page

    def test_a_document_has_no_renditions(self, client):
        ingest(
            [
                hub(
                    1,
                    kind="document",
                    renditions=(),
                    srcsets=(),
                    file_url="https://api.hub.jhu.edu/a.pdf",
                )
            ]
        )

        assert client.get("/images/jhu/1/renditions/").status_code == 200

    @pytest.mark.parametrize(
        "path", ["/images/none/1/renditions/", "/images/jhu/99/renditions/frame/"]
    )
    def test_others_are_not_found(self, client, path):
        assert client.get(path).status_code == 404

    def test_lets_the_browser_ask_the_museum_s_services_and_frame_our_own_page(self, client):
        ingest([harvard(1)])

        found = policy(client.get("/images/harvard/1/renditions/"))

        assert found["frame-src"] == "'self'"
        assert "https://nrs.harvard.edu" in found["connect-src"].split()
        assert found["frame-ancestors"] == "'none'"


class TestMeasuredByTheServer:
    def test_reads_what_it_may_and_remembers_it(self, client, monkeypatch):
        asked = []

        def start(url, has_enough):
            asked.append(url)
            if "2880" in url:
                raise OSError(f"{url}: status 404")
            stream = io.BytesIO()
            PIL.Image.new("RGB", (420, 280)).save(stream, "JPEG")
            has_enough(stream.getvalue())
            return FileStart(b"", 93_600)

        def whole(url):
            stream = io.BytesIO()
            shown = PIL.Image.linear_gradient("L").resize((420, 280)).convert("RGB")
            other = PIL.Image.new("RGB", (420, 280), "white")
            (other if "1380" in url else shown).save(stream, "JPEG")
            return stream.getvalue()

        monkeypatch.setattr(upstreams, "fetch_picture_start", start)
        monkeypatch.setattr(upstreams, "fetch_picture", whole)
        ingest([with_crop()])

        page = client.get("/images/jhu/1/renditions/?measure=server").context["page"]

        states = {row.name: row.state for family in page.families for row in family.files}
        assert states["420w"] == "as declared"
        assert states["2880w"] == "status 404"
        assert states["thumbnail"] == "420 px wide, not 360"
        verdicts = {
            table.name: {row.rule: (row.verdict, row.measured) for row in table.rows}
            for table in page.lint
        }
        assert verdicts["record-cropped-landscape"]["different-content"] == (
            "fails", "luminance differs by 127.5 of 255 at most",
        )  # fmt: skip
        assert verdicts["record-scaled"]["different-content"][0] == "not measured"
        assert len(asked) == 4
        client.get("/images/jhu/1/renditions/?measure=server")
        assert len(asked) == 4

    def test_harvard_s_hosts_are_never_asked(self, client, monkeypatch):
        monkeypatch.setattr(upstreams, "fetch_picture_start", lambda *_: pytest.fail("asked"))
        ingest([harvard(1)])

        response = client.get("/images/harvard/1/renditions/?measure=server")

        assert response.status_code == 200
        assert b"Measure on the server" not in response.content


class TestAudited:
    def test_what_the_audit_found_stands_beside_its_file(self, client):
        ingest([with_crop()])
        crop, *_ = with_crop().renditions
        file = AuditedFile(
            crop.name, crop.family, crop.url, 360, 240, 360, 240, "image/png", 93_600,
            ("wrong-type",), "served as image/png, it is image/jpeg",
        )  # fmt: skip
        keep_audit(Image.objects.get().pk, "", (file,), timezone.now(), is_complete=True)

        response = client.get("/images/jhu/1/renditions/")

        rows = [row for family in response.context["page"].families for row in family.files]
        row = next(row for row in rows if row.url == crop.url)
        assert (row.state, row.is_wrong) == ("served as image/png, it is image/jpeg", True)
        assert (row.measured, row.bytes) == ("360 × 240", "94 kB")
        assert b"Audited" in response.content


class TestFrame:
    def test_only_our_own_pages_may_frame_it(self, client):
        ingest([harvard(1)])

        response = client.get("/images/harvard/1/renditions/frame/?layout=picture")

        assert policy(response)["frame-ancestors"] == "'self'"
        assert response["X-Frame-Options"] == "SAMEORIGIN"

    @pytest.mark.parametrize("path", ["", "frame/"])
    def test_an_answer_that_nothing_changed_leaves_the_page_its_own_policy(self, client, path):
        ingest([harvard(1)])
        url = f"/images/harvard/1/renditions/{path}"
        etag = client.get(url)["ETag"]

        response = client.get(url, headers={"If-None-Match": etag})

        assert response.status_code == 304
        assert "Content-Security-Policy" not in response
        assert "X-Frame-Options" not in response

    @pytest.mark.parametrize("layout", ["picture", "first", "wall", "bench", "typed"])
    def test_has_the_very_markup_of_the_layout(self, client, layout):
        ingest([harvard(1)])

        bench = client.get("/images/harvard/1/renditions/?sizes=50vw").context["page"]
        frame = client.get(f"/images/harvard/1/renditions/frame/?layout={layout}&sizes=50vw")

        expected = next(it.layout for it in bench.matrices if it.layout.name == layout)
        page = frame.content.decode()
        assert f'srcset="{expected.srcset}"' in page
        assert f'sizes="{expected.sizes}"' in page.replace("&gt;", ">").replace("&lt;", "<")
        assert page.count("<img") == 1


class TestPrediction:
    def test_is_the_matrix_s(self, client):
        ingest([harvard(1)])

        response = client.get(
            "/images/harvard/1/renditions/prediction/?layout=typed&sizes=50vw&width=768&height=1024&dpr=2"
        )

        found = json.loads(response.content)
        assert (found["file"], found["needed"], found["shown"]) == ("843w", "768", "384")

    @pytest.mark.parametrize(
        "query",
        ["", "width=a&height=1&dpr=1", "width=1&height=1&dpr=nan", "width=1e9&height=1&dpr=1"],
    )
    def test_no_window_is_refused(self, client, query):
        ingest([harvard(1)])

        assert client.get(f"/images/harvard/1/renditions/prediction/?{query}").status_code == 400
