"""axe finds nothing on any kind of page, light and dark; the keyboard reaches everything."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import violations_light_and_dark
from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

PAGES = ["/", "/?q=sun&source=harvard", "/?q=zzzz", "/?source=x&from=zz", "/status/", "/nowhere/",
         "harvard", "hub", "document"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, site: Site, path):
    page.goto(getattr(site, path, path))

    assert violations_light_and_dark(page) == []


CURATORS = ["/?view=contact", "/?view=table&per_page=12", "/gaps/", "{hub}renditions/",
            "{hub}crop/", "{harvard}look/", "/compare/?pick={pick}&pick={other}"]  # fmt: skip


@pytest.mark.parametrize("path", CURATORS)
def test_axe_finds_nothing_on_pages_for_curators(page: Page, site: Site, path):
    pick, other = (":".join(it.strip("/").split("/")[1:3]) for it in (site.harvard, site.hub))
    page.goto(path.format(harvard=site.harvard, hub=site.hub, pick=pick, other=other))

    assert violations_light_and_dark(page) == []


@pytest.mark.parametrize("path", ["/", "/?q=sun", "harvard", "hub", "document"])
def test_nothing_is_wider_than_320_px(browser, site: Site, path):
    page = browser.new_page(base_url=site.url, viewport={"width": 320, "height": 256})
    page.goto(getattr(site, path, path))

    wider = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")

    page.close()
    assert wider <= 0


@pytest.mark.parametrize("path", ["/", "/?q=sun", "/?page=2", "harvard", "hub", "document"])
def test_the_console_stays_silent(page: Page, site: Site, path):
    said = []
    page.on("console", lambda it: said.append(it.text) if it.type in ("error", "warning") else None)
    page.on("pageerror", lambda it: said.append(str(it)))

    page.goto(getattr(site, path, path), wait_until="networkidle")

    assert said == []


def test_the_keyboard_skips_to_the_content_and_opens_a_picture(page: Page):
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("#wall h3 a").first.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Record", exact=True)).to_be_visible()


def test_the_sheet_closes_by_escape_and_gives_the_focus_back(browser, site: Site):
    page = browser.new_page(base_url=site.url, viewport={"width": 360, "height": 780})
    page.goto("/")
    opener = page.get_by_role("button", name="Filters")
    opener.focus()

    page.keyboard.press("Enter")
    expect(page.get_by_label("Harvard", exact=True)).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_label("Harvard", exact=True)).to_be_hidden()
    expect(opener).to_be_focused()
    page.close()
