"""Deep look by mouse, touch and keyboard, down to the picture's own pixels."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

TILE = re.compile(r"/(full|[\d,]+)/([\d,]+|full|max)/0/default\.jpg$")

# Where the address says that one looks, as a share of the width.
ACROSS = "Number(location.hash.slice(4).split(',')[0])"


def open_look(page: Page, address: str) -> Locator:
    page.goto(f"{address}look/")
    stage = page.get_by_role("application")
    expect(stage).to_have_attribute("data-state", "complete")
    return stage


def zoom(page: Page) -> float:
    """Percent of native size, as it stands on the page."""
    return float(re.findall(r"[\d.]+", page.locator("[data-zoom]").inner_text())[0])


def is_painted(stage: Locator) -> bool:
    """Whether the middle of the canvas has any colour."""
    return stage.locator("canvas").evaluate("""it => {
      const middle = it.getContext("2d").getImageData(it.width / 2, it.height / 2, 1, 1).data;
      return middle[3] === 255;
    }""")


class TestMouse:
    def test_the_wheel_zooms_to_every_pixel_and_no_further(self, page: Page, site: Site):
        asked = []
        page.on("request", lambda it: asked.append(it.url))
        stage = open_look(page, site.harvard)
        assert zoom(page) < 100
        stage.hover()

        for _ in range(12):
            page.mouse.wheel(0, -240)

        expect(page.locator("[data-zoom]")).to_have_text("Zoom 100%")
        expect(stage).to_have_attribute("data-state", "complete")
        assert is_painted(stage)
        tiles = [TILE.search(url) for url in asked if "/sandbox/iiif/" in url]
        regions = [it for it in tiles if it and "," in it[1]]
        assert regions
        for region in regions:
            assert int(region[2].split(",")[0]) <= int(region[1].split(",")[2])

    def test_dragging_moves_the_picture(self, page: Page, site: Site):
        stage = open_look(page, site.hub)
        page.get_by_role("button", name="Every pixel").click()
        expect(stage).to_have_attribute("data-state", "complete")
        box = stage.bounding_box()

        page.mouse.move(box["x"] + 400, box["y"] + 200)
        page.mouse.down()
        page.mouse.move(box["x"] + 100, box["y"] + 100, steps=4)
        page.mouse.up()

        page.wait_for_function(f"() => {ACROSS} > 0.55")

    def test_a_place_can_be_sent_to_somebody(self, page: Page, site: Site):
        page.goto(f"{site.hub}look/#at=0.2500,0.7500,3.000")
        expect(page.get_by_role("application")).to_have_attribute("data-state", "complete")
        whole = open_look(page, site.hub) and zoom(page)

        page.goto("about:blank")
        page.goto(f"{site.hub}look/#at=0.2500,0.7500,2.000")
        expect(page.get_by_role("application")).to_have_attribute("data-state", "complete")

        assert zoom(page) == pytest.approx(2 * whole, abs=1)


class TestKeyboard:
    def test_zooms_pans_resets_and_says_so(self, page: Page, site: Site):
        stage = open_look(page, site.harvard)
        before = zoom(page)
        stage.focus()

        page.keyboard.press("+")
        page.keyboard.press("+")
        expect(page.locator("#said")).to_have_text(re.compile(r"^Zoom \d+%$"))
        assert zoom(page) > before
        page.keyboard.press("1")
        expect(page.locator("[data-zoom]")).to_have_text("Zoom 100%")
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"() => {ACROSS} > 0.51")
        page.keyboard.press("0")

        expect(page.locator("[data-zoom]")).to_have_text(f"Zoom {before:g}%")

    def test_fills_the_screen_and_comes_back(self, page: Page, site: Site):
        stage = open_look(page, site.harvard)
        before = stage.bounding_box()["height"]
        stage.focus()

        page.keyboard.press("f")
        leave = page.get_by_role("button", name="Leave full screen")
        expect(leave).to_be_visible()
        assert stage.bounding_box()["height"] > before
        leave.click()

        expect(page.get_by_role("button", name="Full screen", exact=True)).to_be_visible()


class TestTouch:
    def test_two_fingers_zoom(self, browser: Browser, site: Site):
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": 390, "height": 800},
            has_touch=True,
            is_mobile=True,
        )
        page = context.new_page()
        stage = open_look(page, site.harvard)
        before = zoom(page)
        box = stage.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        touch = context.new_cdp_session(page)

        def fingers(kind: str, apart: float) -> None:
            points = (
                [] if kind == "touchEnd" else [{"x": x - apart, "y": y}, {"x": x + apart, "y": y}]
            )
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        fingers("touchStart", 20)
        for apart in (30, 45, 60, 80):
            fingers("touchMove", apart)
        fingers("touchEnd", 0)

        expect(stage).to_have_attribute("data-state", "complete")
        assert zoom(page) >= 2 * before
        assert page.evaluate("visualViewport.scale") == 1
        context.close()


class TestTrouble:
    def test_parts_that_fail_are_said_and_tried_again(self, page: Page, site: Site):
        open_look(page, site.harvard)
        page.route(re.compile(r"/sandbox/iiif/"), lambda route: route.abort())

        page.get_by_role("button", name="Every pixel").click()
        expect(page.get_by_text("Some parts did not load.")).to_be_visible()
        page.unroute(re.compile(r"/sandbox/iiif/"))
        page.get_by_role("button", name="Try again").click()

        expect(page.get_by_text("Some parts did not load.")).to_be_hidden()
        expect(page.get_by_role("application")).to_have_attribute("data-state", "complete")

    def test_without_script_the_parts_are_links(self, browser: Browser, site: Site):
        context = browser.new_context(base_url=site.url, java_script_enabled=False)
        page = context.new_page()
        page.goto(site.harvard)
        page.get_by_role("link", name="Deep look").click()
        expect(page.get_by_text("Zooming here needs JavaScript.")).to_be_visible()
        page.get_by_text("Parts at full size").click()

        page.get_by_role("link", name="Middle", exact=True).click()

        picture = page.get_by_role("region", name="The picture at full size").locator("img")
        expect(picture).to_have_attribute("alt", re.compile(r"\(Middle\)$"))
        expect(page.get_by_role("link", name="Middle", exact=True)).to_have_attribute(
            "aria-current", "true"
        )
        context.close()
