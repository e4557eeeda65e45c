"""With htmx: the address is true, going back works, what fails is said."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

SEARCH = re.compile(r"/\?")


def open_search(page: Page, path: str = "/") -> None:
    """A page whose scripts are ready; the mark is gone once the document is replaced."""
    page.goto(path)
    expect(page.locator("#notes [data-hx-trigger]")).to_have_count(0)
    page.evaluate("window.sameDocument = true")


class TestChoosing:
    def test_swaps_the_results_and_keeps_the_address_true(self, page: Page):
        open_search(page)

        page.get_by_label("Harvard", exact=True).check()

        expect(page).to_have_url(re.compile(r"/\?source=harvard$"))
        expect(page.locator("#wall .source", has_text="Hub")).to_have_count(0)
        assert page.evaluate("window.sameDocument") is True
        assert page.title() == "All pictures from Harvard Art Museums · Lighttable"

    def test_says_the_count_once(self, page: Page):
        open_search(page)

        page.get_by_label("Words").fill("sun")
        page.get_by_role("button", name="Search").click()

        expect(page.locator("#said")).to_have_text(re.compile(r"^[\d,]+ results?"))

    def test_survives_reload(self, page: Page):
        open_search(page)
        page.get_by_label("Harvard", exact=True).check()
        expect(page).to_have_url(re.compile(r"/\?source=harvard$"))
        titles = page.locator("#wall h3").all_inner_texts()

        page.reload()

        assert page.locator("#wall h3").all_inner_texts() == titles
        expect(page.get_by_label("Harvard", exact=True)).to_be_checked()

    def test_going_back_brings_the_page_before_whole(self, page: Page):
        open_search(page)
        titles = page.locator("#wall h3").all_inner_texts()
        page.get_by_label("Hub", exact=True).check()
        expect(page).to_have_url(re.compile(r"/\?source=jhu$"))
        expect(page.locator("#wall .source", has_text="Harvard")).to_have_count(0)

        page.go_back()

        expect(page.locator("header.masthead")).to_have_count(1)
        expect(page.get_by_label("All", exact=True)).to_be_checked()
        assert page.locator("#wall h3").all_inner_texts() == titles

    def test_taking_a_chip_away_also_clears_the_form(self, page: Page):
        open_search(page, "/?source=harvard&q=sun")

        page.get_by_role("link", name="Remove Harvard Art Museums").click()

        expect(page).to_have_url(re.compile(r"/\?q=sun$"))
        expect(page.get_by_label("All", exact=True)).to_be_checked()

    def test_a_facet_swaps_too_and_keeps_the_focus(self, page: Page):
        open_search(page)
        link = page.locator("#word-red a, a#word-red")
        link.focus()

        page.keyboard.press("Enter")

        expect(page).to_have_url(re.compile(r"/\?word=red$"))
        expect(page.locator("#word-red")).to_have_attribute("aria-current", "true")
        expect(page.locator("#word-red")).to_be_focused()
        assert page.evaluate("window.sameDocument") is True

    def test_a_facet_opens_beside_where_a_key_asks_for_it(self, page: Page):
        open_search(page)

        with page.context.expect_page() as opened:
            page.locator("#word-red").click(modifiers=["ControlOrMeta"])

        expect(opened.value).to_have_url(re.compile(r"/\?word=red$"))
        expect(page).to_have_url(re.compile(r"/$"))

    def test_an_overtaken_request_is_cancelled(self, page: Page):
        open_search(page, "/?source=harvard")
        cancelled = []
        page.on("requestfailed", lambda it: cancelled.append(it.url))
        held = []
        page.route(re.compile(r"pick=.*source=harvard"), lambda route: held.append(route))

        page.get_by_label("Red", exact=True).check()
        expect(page.locator(".htmx-request").first).to_be_attached()
        page.get_by_label("Hub", exact=True).check()

        expect(page).to_have_url(re.compile(r"/\?source=jhu&color=c[0-9a-f]{5}$"))
        expect(page.locator("#wall .source", has_text="Harvard")).to_have_count(0)
        assert len(held) == 1
        assert [url for url in cancelled if "pick=c" in url and "source=harvard" in url]


class TestLoadMore:
    def test_adds_the_next_page_to_the_wall(self, page: Page):
        open_search(page)
        first = page.locator("#wall h3").all_inner_texts()

        page.get_by_role("link", name="Load more").click()

        expect(page.locator("#wall > li")).to_have_count(48)
        assert page.locator("#wall h3").all_inner_texts()[:24] == first
        expect(page).to_have_url(re.compile(r"/\?page=2$"))
        expect(page.get_by_text("Page 2 of")).to_be_visible()
        assert page.locator("#more").count() == 1

    @pytest.mark.parametrize("way", ["back", "reload"])
    def test_all_of_it_is_there_again(self, page: Page, way: str):
        open_search(page)
        page.get_by_role("link", name="Load more").click()
        expect(page.locator("#wall > li")).to_have_count(48)
        opened = page.locator("#wall h3 a").nth(14)
        title = opened.inner_text()

        if way == "back":
            opened.click()
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            page.go_back()
        else:
            opened.scroll_into_view_if_needed()
            page.reload()

        expect(page.locator("#wall > li")).to_have_count(48)
        expect(page.locator("#wall h3 a").nth(14)).to_have_text(title)
        expect(page.locator("#wall h3 a").nth(14)).to_be_in_viewport()


class TestFailure:
    def test_is_said_with_a_way_to_try_again(self, page: Page):
        open_search(page)
        page.route(SEARCH, lambda route: route.fulfill(status=500, body="<h1>broken</h1>"))

        page.get_by_label("Harvard", exact=True).check()

        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("The gallery could not answer (500).")
        expect(page.locator("#wall > li")).to_have_count(24)
        page.unroute(SEARCH)
        alert.get_by_role("button", name="Try again").click()
        expect(page).to_have_url(re.compile("source=harvard"))
        expect(page.get_by_label("Harvard", exact=True)).to_be_checked()

    def test_of_the_network_is_said_too(self, page: Page):
        open_search(page)
        page.route(SEARCH, lambda route: route.abort())

        page.get_by_label("Harvard", exact=True).check()

        expect(page.get_by_role("alert")).to_contain_text("The gallery could not be reached.")

    def test_our_own_page_of_a_failure_is_shown(self, page: Page):
        open_search(page, "/?page=2")
        part = '<div id="page"><section id="results" data-said="Nothing found"><h1>Nobody answers</h1></section></div>'
        page.route(
            SEARCH,
            lambda route: route.fulfill(
                status=503, body=part, headers={"Lighttable-Fragment": "page"}
            ),
        )

        page.get_by_label("Harvard", exact=True).check()

        expect(page.get_by_role("heading", name="Nobody answers")).to_be_visible()
        expect(page.get_by_role("alert")).to_be_hidden()
