"""The crop X-ray as a curator uses it: found by the server, by the browser, by eye."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

OFF = 0.02  # of the picture's width
LOST = re.compile(r"The crop leaves out (\d+%|nothing)")


@pytest.fixture
def tall(page: Page, site: Site) -> str:
    """The address of a Hub picture of which the crop loses much."""
    page.goto("/?source=jhu&orientation=portrait")
    return page.locator("#wall h3 a").first.get_attribute("href")


def frame(page: Page) -> list[float]:
    """Left, top and width of the drawn frame, as shares of the picture's width."""
    return page.locator(".xray__in").evaluate("""it => {
      const whole = it.ownerSVGElement.viewBox.baseVal.width;
      return ["x", "y", "width"].map((name) => Number(it.getAttribute(name)) / whole);
    }""")


class TestOnTheBench:
    def test_the_frame_comes_by_itself(self, page: Page, tall: str):
        page.goto(f"{tall}renditions/")
        page.evaluate("document.getElementById('crop').scrollIntoView()")

        expect(page.locator("#crop")).to_contain_text(LOST)
        expect(page.locator("#crop")).to_contain_text("An estimate")
        expect(page.locator("#crop .xray__in")).to_have_count(1)


class TestInTheBrowser:
    def test_matching_agrees_with_the_server(self, page: Page, tall: str):
        page.goto(f"{tall}crop/")
        by_server = frame(page)

        page.get_by_text("Check it by eye").click()
        page.get_by_role("button", name="Match in this browser").click()
        expect(page.get_by_text("Matched in this browser")).to_be_visible()

        assert frame(page) == pytest.approx(by_server, abs=OFF)

    def test_a_host_without_cors_is_said_and_left_to_the_eye(self, page: Page, tall: str):
        page.goto(f"{tall}crop/")
        page.get_by_text("Check it by eye").click()
        page.route(re.compile(r"/sandbox/jhu/"), lambda route: route.abort("failed"))

        page.get_by_role("button", name="Match in this browser").click()

        expect(page.get_by_text("does not let a browser read")).to_be_visible()

    def test_by_eye_with_the_keyboard(self, page: Page, tall: str):
        page.goto(f"{tall}crop/")
        page.get_by_text("Check it by eye").click()
        before = frame(page)
        size = page.get_by_label("Size")
        size.focus()

        page.keyboard.press("PageDown")

        expect(page.get_by_text(re.compile(r"By eye, the crop leaves out \d+%"))).to_be_visible()
        assert frame(page)[2] < before[2]


class TestWithoutScript:
    def test_both_pictures_and_the_frame_are_there(self, browser, site: Site, tall: str):
        context = browser.new_context(base_url=site.url, java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{tall}renditions/")
        link = page.get_by_role("link", name="Find the frame")
        if link.count():  # not looked for yet
            link.click()

        expect(page.locator(".xray__in")).to_have_count(1)
        expect(page.locator(".xray__box img")).to_have_count(2)
        expect(page.locator(".xray__lost")).to_have_text(LOST)
        context.close()
