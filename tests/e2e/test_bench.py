"""The rendition bench played as a curator would: by mouse, by keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

# How many of the listed files were being loaded at one moment since then, at most.
MOST_AT_ONCE = """began => {
  const listed = new Set([...document.querySelectorAll("[data-file]")].map(
    row => new URL(row.dataset.file, location.href).href));
  const loads = performance.getEntriesByType("resource").filter(
    one => listed.has(one.name) && one.startTime >= began);
  return Math.max(...loads.map(one => loads.filter(
    other => other.startTime <= one.startTime && other.responseEnd > one.startTime).length));
}"""


def bench(page: Page, path: str, query: str = "") -> None:
    page.goto(f"{path}renditions/{query}", wait_until="domcontentloaded")
    expect(page.locator("#bench")).to_have_attribute("data-ready", "")


class TestMeasuringInTheBrowser:
    def test_every_file_four_at_a_time(self, page: Page, site: Site) -> None:
        bench(page, site.hub)
        page.wait_for_load_state("load")
        files = page.locator("[data-file]")
        count = files.count()
        began = page.evaluate("performance.now()")
        page.get_by_role("button", name="Measure in this browser").click()

        expect(page.locator("#said")).to_contain_text(
            f"{count} of {count} files measured, none not as declared", timeout=60_000
        )
        assert 1 <= page.evaluate(MOST_AT_ONCE, began) <= 4
        for row in files.all():
            declared = row.get_attribute("data-width") or "0"
            expect(row.locator("[data-cell=measured]")).to_contain_text(declared)
            expect(row.locator("[data-cell=state]")).to_have_text("as declared")
            expect(row.locator("[data-cell=bytes]")).to_contain_text("B")
        expect(page.locator("#matrix-picture .cell__bytes").first).to_contain_text("B")

    def test_a_file_that_is_not_as_declared_or_does_not_come(self, page: Page, site: Site) -> None:
        svg = "<svg xmlns='http://www.w3.org/2000/svg' width='77' height='50'/>"
        bench(page, site.hub)
        page.wait_for_load_state("load")
        page.route(
            "**/sandbox/**",
            lambda route: (
                route.abort()
                if "soft_crop_2880" in route.request.url
                else route.fulfill(body=svg, content_type="image/svg+xml")
            ),
        )
        page.locator("[data-measure]").focus()
        page.keyboard.press("Enter")

        expect(page.locator("#said")).to_contain_text("files measured", timeout=30_000)
        gone = page.locator('[data-file*="soft_crop_2880"] [data-cell=state]')
        narrow = page.locator('[data-file*="soft_crop_1600"] [data-cell=state]')
        expect(gone).to_have_text("▲ did not load")
        expect(narrow).to_have_text("▲ 77 px wide, not 1,600")


class TestLiveFrame:
    def read(self, page: Page, width: int) -> None:
        expect(page.locator("[data-live]")).to_have_attribute(
            "data-read", f"{width}@1", timeout=15_000
        )

    @pytest.mark.parametrize("layout", ["picture", "typed"])
    def test_takes_what_was_predicted(self, page: Page, site: Site, layout: str) -> None:
        bench(page, site.harvard, f"?layout={layout}&frame=414#live")

        self.read(page, 414)
        expect(page.locator("[data-live-verdict]")).to_have_text("As predicted")
        assert page.frame_locator("[data-live-frame]").locator("main img").count() == 1

    def test_is_resized_by_the_keyboard(self, page: Page, site: Site) -> None:
        bench(page, site.harvard, "?frame=320#live")
        self.read(page, 320)
        before = page.locator("[data-live-taken]").inner_text()

        page.get_by_label("Width of the window").focus()
        page.keyboard.press("End")
        self.read(page, 2560)

        expect(page.locator("[data-live-verdict]")).to_have_text("As predicted")
        assert page.locator("[data-live-taken]").inner_text() != before
        page.keyboard.press("ArrowLeft")
        self.read(page, 2559)

    def test_a_sharper_file_at_hand_is_said_to_be_one(self, page: Page, site: Site) -> None:
        bench(page, site.harvard, "?frame=1024#live")
        self.read(page, 1024)

        page.get_by_role("link", name="320", exact=True).click()
        self.read(page, 320)

        expect(page.locator("[data-live-verdict]")).to_contain_text("has already")

    def test_is_resized_by_the_mouse(self, page: Page, site: Site) -> None:
        bench(page, site.harvard, "?frame=768#live")
        self.read(page, 768)
        grip = page.locator("[data-live-grip]")
        grip.scroll_into_view_if_needed()
        box = grip.bounding_box()
        assert box is not None
        x, y = box["x"] + 10, min(box["y"] + 40, 700)

        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 100, y, steps=4)
        page.mouse.up()

        self.read(page, 868)
        expect(page.locator("[data-live-verdict]")).to_have_text("As predicted")


class TestIiifBuilder:
    def region(self, page: Page) -> list[int]:
        value = page.locator("#region").input_value()
        return [int(number) for number in value.split(",")]

    def test_a_region_is_drawn_by_the_mouse(self, page: Page, site: Site) -> None:
        bench(page, site.harvard, "#iiif")
        area = page.locator("[data-draw]")
        area.scroll_into_view_if_needed()
        box = area.bounding_box()
        assert box is not None
        width = int(area.get_attribute("data-width") or 0)

        page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.25)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.5, steps=5)
        page.mouse.up()

        x, _y, across, _down = self.region(page)
        assert abs(x - width / 4) < width / 50
        assert abs(across - width / 2) < width / 50
        expect(page.locator("#iiif-answer pre")).to_contain_text(
            f"/{page.locator('#region').input_value()}/full/0/"
        )

    def test_a_region_is_moved_and_resized_by_the_keyboard(self, page: Page, site: Site) -> None:
        bench(page, site.harvard, "?region=100,100,500,400#iiif")
        page.locator("[data-draw]").focus()

        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowDown")

        x, y, across, down = self.region(page)
        assert (x > 100, y, across, down > 400) == (True, 100, 500, True)
        expect(page.locator("#said")).to_contain_text(f"Region: 500 by {down} pixels at {x}, 100")
        expect(page.locator("#iiif-answer pre")).to_contain_text(f"/{x},{y},{across},{down}/")

    def test_a_region_is_drawn_by_a_finger(self, browser: Browser, site: Site) -> None:
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": 390, "height": 800},
            has_touch=True,
            is_mobile=True,
        )
        page = context.new_page()
        bench(page, site.harvard, "#iiif")
        area = page.locator("[data-draw]")
        area.scroll_into_view_if_needed()
        box = area.bounding_box()
        assert box is not None
        client = context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            at = [
                {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}
                for x, y in points
            ]
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

        touch("touchStart", (0.2, 0.2))
        touch("touchMove", (0.4, 0.4))
        touch("touchMove", (0.6, 0.7))
        touch("touchEnd")

        expect(page.locator("#region")).to_have_value(re.compile(r"^\d+,\d+,\d+,\d+$"))
        context.close()

    def test_mistakes_are_named_while_typing(self, page: Page, site: Site) -> None:
        bench(page, site.harvard, "#iiif")

        page.locator("#size").fill("99999,")
        expect(page.locator("#size-problem")).to_contain_text("does not enlarge")
        expect(page.locator("#size")).to_have_attribute("aria-invalid", "true")
        page.locator("#size").fill("600,")

        expect(page.locator("#iiif-answer pre")).to_contain_text("/full/600,/0/default.jpg")
        expect(page.locator("#size")).not_to_have_attribute("aria-invalid", "true")
        expect(page.locator(".builder__preview img")).to_have_js_property("complete", True)
        assert "size=600" in page.url


class TestLint:
    def test_our_own_pages_have_no_finding_once_all_is_measured(
        self, page: Page, site: Site
    ) -> None:
        page.goto(f"{site.harvard}renditions/?measure=server#lint", timeout=30_000)

        with page.expect_navigation(timeout=30_000):
            page.get_by_role("button", name="Measure the layouts in this browser").click()

        own = page.locator("[id^=lint-page-]")
        assert own.count() == 4
        assert own.locator("[data-verdict=fails]").all_inner_texts() == []
        for rule in ("wrong-width", "wrong-ratio", "wrong-sizes"):
            verdicts = own.locator(f"[data-rule={rule}]").evaluate_all(
                "rows => rows.map(row => row.dataset.verdict)"
            )
            assert verdicts == ["passes"] * 4, rule


class TestCopying:
    def test_copies_and_says_so(self, context: BrowserContext, site: Site) -> None:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        bench(page, site.hub)
        button = page.get_by_role("button", name="Copy Credit line")

        button.focus()
        page.keyboard.press("Enter")

        expect(page.locator("#said")).to_have_text("Credit line copied.")
        expect(page.locator("[data-copy=paste-credit]")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#paste-credit").inner_text()
        assert "Johns Hopkins Hub" in copied


class TestComingBack:
    def test_from_the_picture_and_back_to_the_same_place(self, page: Page, site: Site) -> None:
        page.goto(site.harvard)

        page.get_by_role("link", name="the rendition bench").click()
        expect(page.locator("h1")).to_contain_text("Renditions of")
        page.get_by_role("link", name="Back to the picture").click()

        expect(page).to_have_url(f"{site.url}{site.harvard}#renditions")


class TestWithoutScripts:
    def test_everything_is_a_link_or_a_form(self, browser: Browser, site: Site) -> None:
        context = browser.new_context(base_url=site.url, java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{site.harvard}renditions/")

        page.get_by_role("link", name="1024", exact=True).click()
        assert page.locator("[data-live-frame]").get_attribute("width") == "1024"
        page.locator("#sizes").fill("33vw")
        page.get_by_role("button", name="Predict").click()
        page.locator("#region").fill("square")
        page.locator("#size").fill("300,")
        page.get_by_role("button", name="Build").click()

        assert page.locator("#iiif-answer pre").inner_text().endswith("/300,/0/default.jpg")
        assert page.locator("#sizes").input_value() == "33vw"
        assert page.locator("[data-live-frame]").get_attribute("width") == "1024"
        assert not page.locator("[data-copy]").first.is_visible()
        assert page.locator("#paste-img").inner_text().startswith("<img src=")
        page.get_by_role("link", name="Measure on the server").click()
        assert page.locator("[data-cell=state]", has_text="as declared").count() >= 10
        context.close()
