"""On paper, in forced colours, and with letters twice as large."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

PAGES = ["/", "/?color=b22222~50&color=4169e1~50", "/?view=contact", "/gaps/", "/status/",
         "/table/", "harvard", "hub", "document"]  # fmt: skip
COLUMNS = "(it) => getComputedStyle(it).gridTemplateColumns.split(' ').length"


class TestPaper:
    def test_a_contact_sheet_is_pictures_in_three_columns_on_white(self, page: Page):
        page.emulate_media(color_scheme="dark")
        page.goto("/?view=contact")

        page.emulate_media(color_scheme="dark", media="print")
        page.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins

        for hidden in ("#search", "#filters", ".ways", "#notes", ".tools", ".pages"):
            expect(page.locator(hidden)).to_be_hidden()
        expect(page.locator(".contact").first).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator(".contacts").evaluate(COLUMNS) == 3
        background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert background == "rgb(255, 255, 255)"

    def test_no_picture_of_the_wall_is_left_waiting(self, page: Page):
        page.goto("/", wait_until="networkidle")

        page.emulate_media(media="print")

        moved = "[...document.querySelectorAll('#wall img')].map((it) => getComputedStyle(it).transform)"
        assert set(page.evaluate(moved)) == {"none"}


class TestForcedColors:
    def test_swatches_keep_their_colors_and_states_do_not_hang_on_them(self, page: Page):
        page.emulate_media(forced_colors="active")
        page.goto("/?color=b22222")

        style = "(it) => getComputedStyle(it)"
        chip = page.locator(".inks .ink__chip").first
        assert chip.evaluate(f"(it) => ({style})(it).forcedColorAdjust") == "none"
        bar = page.locator("#wall .bar").first
        assert bar.evaluate(f"(it) => ({style})(it).forcedColorAdjust") == "none"
        page.locator("#q").focus()
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px"
        expect(page.locator(".card__pick").first).to_have_css("opacity", "1")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 640])
def test_letters_twice_as_large_need_no_scrolling_sideways(
    browser: Browser, site: Site, path, width
):
    page = browser.new_page(base_url=site.url, viewport={"width": width, "height": 800})
    page.goto(getattr(site, path, path))

    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wider = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")

    page.close()
    assert wider <= 0
