"""The switch between languages, with scripts and fragments, in a real browser."""

from playwright.sync_api import Page, expect

from tests.e2e.axe import violations
from tests.e2e.server import Site


def test_to_german_through_a_search_and_a_picture_and_back(page: Page, site: Site):
    said = []
    page.on("pageerror", lambda it: said.append(str(it)))
    page.goto("/")
    page.get_by_role("searchbox").fill("sun")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("“sun”")

    page.get_by_role("link", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", level=1)).to_have_text("„sun“")
    assert page.url.endswith("/de/?q=sun")
    # The wall may still be put anew once both providers have answered.
    expect(page.locator("#notes [data-hx-trigger]")).to_have_count(0)
    page.locator("#wall .card__pick input").first.check(force=True)
    expect(page.locator("[data-picks-said]")).to_have_text("1 Bild angekreuzt.")
    page.locator("#wall .card__title a").first.click()
    expect(page.get_by_role("heading", name="Datensatz", exact=True)).to_be_visible()
    assert "/de/images/" in page.url

    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Record", exact=True)).to_be_visible()
    assert "/en/images/" in page.url
    assert said == []


def test_a_german_browser_gets_german_and_axe_finds_nothing(browser, site: Site):
    context = browser.new_context(base_url=site.url, locale="de-DE")
    page = context.new_page()
    page.goto("/")

    expect(page.get_by_role("button", name="Suchen")).to_be_visible()
    found = violations(page)
    cookies = context.cookies()
    page.set_viewport_size({"width": 320, "height": 256})
    wider = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    context.close()

    assert found == []
    assert cookies == []
    assert wider <= 0
