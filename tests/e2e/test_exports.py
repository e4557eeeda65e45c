"""Contact sheet, table, gaps and exports, as a curator uses them."""

import csv
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.iiif.presentation_rules import problems

pytestmark = pytest.mark.e2e


class Viewer(BaseHTTPRequestHandler):
    """Another site: an empty page."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>A viewer</title>")

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Viewer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def loaded(page: Page, selector: str) -> list[float]:
    """Widths of the files taken by the pictures that are in view, over those of their boxes."""
    return page.evaluate(
        """async (selector) => {
            const seen = [...document.querySelectorAll(selector)].filter(
                (it) => it.getBoundingClientRect().top < innerHeight);
            await Promise.all(seen.map((it) => it.decode()));
            return seen.map((it) => it.naturalWidth);
        }""",
        selector,
    )


class TestContactSheet:
    def test_is_one_link_away_and_shows_both_frames(self, page: Page):
        page.goto("/?lacks=alt")
        page.get_by_role("link", name="Contact sheet").click()

        expect(page).to_have_url("/?lacks=alt&view=contact")
        first = page.locator(".contact").first
        expect(first.locator("img")).to_have_count(2)
        expect(first.get_by_text("No alternative text")).to_be_visible()
        assert all(width >= 200 for width in loaded(page, ".shot img"))

    @pytest.mark.parametrize("width", [360, 1280, 1920])
    def test_its_boxes_to_tick_cover_no_title(self, page: Page, width: int):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/?view=contact")

        overlaps = page.locator(".contact:has(.card__pick)").evaluate_all(
            """(contacts) => contacts.map((it) => {
                const range = document.createRange();
                range.selectNodeContents(it.querySelector(".contact__title a"));
                const cut = it.querySelector(".contact__title a").getBoundingClientRect().right;
                const box = it.querySelector(".card__pick").getBoundingClientRect().left;
                return Math.min(range.getBoundingClientRect().right, cut) - box;
            })"""
        )

        assert len(overlaps) >= 20
        assert max(overlaps) <= 0

    def test_more_of_it_can_be_loaded(self, page: Page):
        page.goto("/?view=contact&per_page=12")
        page.get_by_role("link", name="Load more").click()

        expect(page.locator(".contact")).to_have_count(24)

    def test_leads_to_the_bench_by_keyboard(self, page: Page):
        page.goto("/?source=jhu&min_width=2000&view=contact")
        page.locator(".contact").first.get_by_role("link").last.focus()
        page.keyboard.press("Enter")

        page.wait_for_url("**/renditions/")


class TestTable:
    def test_is_sorted_by_its_head_and_back(self, page: Page):
        page.goto("/?view=table&source=harvard")

        page.get_by_role("link", name="Width, px").click()
        expect(page.get_by_role("columnheader", name="Width, px")).to_have_attribute(
            "aria-sort", "descending"
        )
        widest = self.widths(page)
        page.get_by_role("link", name="Width, px").press("Enter")
        expect(page.get_by_role("columnheader", name="Width, px")).to_have_attribute(
            "aria-sort", "ascending"
        )

        assert widest == sorted(widest, reverse=True)
        assert self.widths(page) == sorted(self.widths(page))
        page.go_back()
        assert self.widths(page) == widest

    def widths(self, page: Page) -> list[int]:
        cells = page.locator(".results-table tbody td:nth-child(3)").all_inner_texts()
        return [int(text.replace(",", "")) for text in cells if text[0].isdigit()]


class TestGaps:
    def test_a_count_leads_to_as_many_pictures(self, page: Page):
        page.goto("/")
        page.get_by_role("link", name="Gaps").click()
        cell = page.locator("#providers ~ .scroll tbody tr").first.locator("td").nth(2)
        count = cell.inner_text()
        cell.get_by_role("link").click()

        expect(page.locator("#count")).to_contain_text(f"{count} results")
        expect(page.locator(".contact").first).to_be_visible()

    def test_needs_no_script(self, context: BrowserContext, browser, site):
        plain = browser.new_context(base_url=site.url, java_script_enabled=False)
        page = plain.new_page()
        page.goto("/gaps/")

        expect(page.locator(".gap-bars li")).to_have_count(12)
        assert page.locator(".gap-table").count() == 3
        plain.close()


class TestTakeAway:
    def test_csv_is_downloaded_with_a_name(self, page: Page):
        page.goto("/?q=boat")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="CSV").click()

        assert waiting.value.suggested_filename.startswith("lighttable-boat-")
        text = waiting.value.path().read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        total = page.locator("#count").inner_text().split()[0]
        assert len(rows) == int(total)

    def test_manifests_of_the_whole_sandbox_keep_the_rules(self, page: Page, site):
        manifest = page.request.get("/manifest.json")
        one = page.request.get(f"{site.hub}manifest.json")

        assert problems(json.loads(manifest.text())) == []
        assert problems(one.json()) == []
        assert manifest.headers["access-control-allow-origin"] == "*"
        assert len(manifest.json()["items"]) > 300

    def test_a_viewer_on_another_site_can_open_a_picture_s_manifest(
        self, page: Page, site, elsewhere: str
    ):
        """What Mirador does first: the manifest, then info.json of its service, then a file."""
        page.goto(elsewhere)

        size = page.evaluate(
            """async (url) => {
                const manifest = await (await fetch(url)).json();
                const body = manifest.items[0].items[0].items[0].body;
                const info = await (await fetch(`${body.service[0]['@id']}/info.json`)).json();
                const picture = new Image();
                picture.crossOrigin = 'anonymous';
                picture.src = `${body.service[0]['@id']}/full/200,/0/default.jpg`;
                await picture.decode();
                return [info.width - manifest.items[0].width, picture.naturalWidth];
            }""",
            f"{site.url}{site.harvard}manifest.json",
        )

        assert size == [0, 200]
