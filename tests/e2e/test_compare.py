"""Comparing: ticked on the search page, zoomed in step, differences in a table."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e


def picks(site: Site) -> str:
    """The address that compares the site's two pictures."""
    pairs = [path.strip("/").split("/")[1:] for path in (site.harvard, site.hub)]
    return "/compare/?" + "&".join(f"pick={provider}:{number}" for provider, number in pairs)


def open_compare(page: Page, address: str, count: int = 2) -> None:
    page.goto(address)
    expect(page.locator('[data-stage][data-state="complete"]')).to_have_count(count)


def views(page: Page) -> list[list[float]]:
    """Where each looks: across, down, zoom."""
    texts = page.locator("[data-stage]").evaluate_all("all => all.map((it) => it.dataset.view)")
    return [[float(number) for number in text.split()] for text in texts]


class TestTicking:
    def test_two_cards_lead_to_their_comparison(self, page: Page):
        page.goto("/?q=sun")
        page.evaluate("window.sameDocument = true")
        boxes = page.locator("#wall .card__pick input")

        boxes.nth(0).check()
        boxes.nth(1).check()
        expect(page.get_by_text("2 pictures ticked.").first).to_be_visible()
        assert page.evaluate("window.sameDocument") is True
        page.get_by_role("button", name="Compare", exact=True).click()

        page.wait_for_url(re.compile(r"/compare/\?pick=\w+%3A\d+&pick=\w+%3A\d+$"))
        expect(page.locator(".compare__side")).to_have_count(2)

    def test_ticks_outlive_another_search_and_the_first_four_are_compared(self, page: Page):
        page.goto("/?source=jhu")
        page.locator("#wall .card__pick input").first.check()

        for view in ("contact", "table"):
            page.goto(
                f"/?source=harvard&view={view}&sort={'oldest' if view == 'table' else 'newest'}"
            )
            boxes = page.locator("#wall .card__pick input")
            for place in range(2):
                boxes.nth(place).check()

        expect(page.locator("#said")).to_have_text(
            "5 pictures ticked. Compare shows the first four."
        )
        page.get_by_role("button", name="Compare", exact=True).click()
        expect(page.locator(".compare__side")).to_have_count(4)

    def test_works_without_script(self, browser, site: Site):
        context = browser.new_context(base_url=site.url, java_script_enabled=False)
        page = context.new_page()
        page.goto("/")
        boxes = page.locator("#wall .card__pick input")

        boxes.nth(0).check()
        boxes.nth(1).check()
        page.get_by_role("button", name="Compare", exact=True).click()

        expect(page.locator(".compare__side img")).to_have_count(2)
        expect(page.get_by_role("row", name=re.compile("^Size"))).to_be_visible()
        context.close()


class TestInStep:
    def test_the_keyboard_moves_both(self, page: Page, site: Site):
        open_compare(page, picks(site))
        page.get_by_role("application").first.focus()

        for key in ("+", "+", "+", "ArrowLeft"):
            page.keyboard.press(key)

        page.wait_for_function("""() => {
          const zooms = [...document.querySelectorAll("[data-stage]")].map((it) => it.dataset.view.split(" ")[2]);
          return zooms.every((it) => it === zooms[0] && it > 3);
        }""")
        expect(page.locator("#said")).to_have_text(re.compile(r"^A \d+%, B "))

    def test_the_wheel_over_one_moves_the_other_to_the_same_place(self, page: Page, site: Site):
        same = picks(site).partition("&")[0]
        open_compare(page, f"{same}&{same.partition('?')[2]}:iiif.400w")
        second = page.get_by_role("application").nth(1).bounding_box()
        page.mouse.move(second["x"] + 60, second["y"] + second["height"] / 2)

        for _ in range(6):
            page.mouse.wheel(0, -200)

        expect(page.locator('[data-stage][data-state="complete"]')).to_have_count(2)
        first, other = views(page)
        assert first == pytest.approx(other, abs=0.01)
        assert first[0] < 0.5
        expect(page.locator("[data-zoom]").nth(1)).to_contain_text("enlarged")

    def test_the_buttons_bring_both_back(self, page: Page, site: Site):
        open_compare(page, picks(site))
        page.get_by_role("button", name="Zoom in").click()
        page.get_by_role("button", name="Whole pictures").click()

        page.wait_for_function(
            "() => [...document.querySelectorAll('[data-stage]')].every((it) => it.dataset.view.endsWith(' 1.000'))"
        )


class TestChoosing:
    def test_a_rendition_takes_the_picture_s_place(self, page: Page, site: Site):
        page.goto(picks(site))

        page.get_by_label("B shows").select_option(label="thumbnail, crop, 360 × 240 px")
        page.get_by_role("button", name="Show").click()

        expect(page.get_by_role("row", name=re.compile("^Shown"))).to_contain_text("thumbnail")
