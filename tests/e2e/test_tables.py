"""Light tables, keys, the switch of surfaces: as a visitor uses them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import violations, violations_of_colors

pytestmark = pytest.mark.e2e


def tick(page: Page, number: int) -> list[str]:
    """Ticks the first pictures of the wall; their picks."""
    page.goto("/?source=harvard")
    boxes = page.locator("#wall .card__pick input")
    for place in range(number):
        boxes.nth(place).check()
    return [boxes.nth(place).input_value() for place in range(number)]


def open_table(page: Page, number: int) -> list[str]:
    picks = tick(page, number)
    page.get_by_role("button", name="Light table").click()
    expect(page.locator("[data-pick]")).to_have_count(number)
    return picks


def order(page: Page) -> list[str]:
    return page.locator("[data-pick]").evaluate_all("all => all.map((it) => it.dataset.pick)")


class TestCollecting:
    def test_ticked_pictures_lie_on_the_table_and_stay_there(self, page: Page):
        picks = open_table(page, 5)

        assert order(page) == picks
        page.goto("/status/")
        expect(page.locator("[data-table-link]")).to_have_text("Light table (5)")
        page.locator("[data-table-link]").click()
        expect(page.locator("[data-pick]")).to_have_count(5)

    def test_the_table_s_own_address_opens_what_was_kept(self, page: Page):
        picks = open_table(page, 2)

        page.goto("/table/")

        expect(page).to_have_url(re.compile(r"/table/\?pick="))
        assert order(page) == picks

    def test_a_link_that_came_changes_nothing_until_it_is_added(self, page: Page):
        picks = tick(page, 3)
        page.goto("/?source=harvard")
        page.goto(f"/table/?pick={picks[2]}")

        expect(page.get_by_text("yours has 3 pictures")).to_be_visible()
        page.get_by_role("link", name="Open mine").click()

        expect(page.locator("[data-pick]")).to_have_count(3)

    def test_a_picture_s_page_puts_it_there(self, page: Page, site):
        page.goto(site.harvard)

        page.get_by_role("link", name="Put on the light table").click()
        expect(page.locator("[data-table-link]")).to_have_text("Light table (1)")
        page.get_by_role("link", name="On the light table").click()

        expect(page.locator("[data-pick]")).to_have_count(1)


class TestOrdering:
    def test_the_keyboard_moves_a_picture_and_keeps_its_place(self, page: Page):
        one, two, three = open_table(page, 3)
        button = page.locator(f"#down-{one.replace(':', '-')}")

        button.focus()
        page.keyboard.press("Enter")

        expect(page.locator("#said")).to_have_text("Now place 2.")
        assert order(page) == [two, one, three]
        expect(button).to_be_focused()
        page.reload()
        assert order(page) == [two, one, three]

    def test_a_picture_can_be_dragged(self, page: Page):
        one, two, three = open_table(page, 3)
        shots = page.locator(".lighttable .shot")

        shots.nth(2).drag_to(shots.nth(0), target_position={"x": 10, "y": 60})

        expect(page.locator("[data-pick]").first).to_have_attribute("data-pick", three)
        expect(page).to_have_url(re.compile(rf"\?pick={three}&pick={one}&pick={two}$"))

    def test_taking_one_off_leaves_the_focus_on_the_next(self, page: Page):
        one, two = open_table(page, 2)

        page.locator(f"#remove-{one.replace(':', '-')}").focus()
        page.keyboard.press("Enter")

        expect(page.locator("[data-pick]")).to_have_count(1)
        expect(page.locator(f"#remove-{two.replace(':', '-')}")).to_be_focused()
        expect(page.locator("[data-table-link]")).to_have_text("Light table (1)")

    def test_notes_are_kept_and_go_into_the_link(self, page: Page):
        open_table(page, 2)

        page.get_by_label("Note on").first.fill("left wall")
        page.keyboard.press("Tab")

        expect(page).to_have_url(re.compile(r"note=left\+wall"))
        page.goto("/table/")
        expect(page.get_by_label("Note on").first).to_have_value("left wall")

    def test_works_without_script(self, browser, site):
        context = browser.new_context(base_url=site.url, java_script_enabled=False)
        page = context.new_page()
        page.goto("/")
        boxes = page.locator("#wall .card__pick input")
        boxes.nth(0).check()
        boxes.nth(1).check()
        page.get_by_role("button", name="Light table").click()
        one, two = order(page)

        page.locator("[name=move]").nth(1).click()

        assert order(page) == [two, one]
        context.close()


class TestKeys:
    def test_slash_goes_to_the_words_and_is_typed_there(self, page: Page):
        page.goto("/")

        page.keyboard.press("/")
        expect(page.get_by_label("Words")).to_be_focused()
        page.keyboard.type("a/?x")

        expect(page.get_by_label("Words")).to_have_value("a/?x")
        expect(page.locator("#help")).not_to_be_visible()

    def test_arrows_walk_the_wall_and_enter_opens(self, page: Page):
        page.goto("/?source=harvard")
        links = page.locator("#wall .card__title a")

        page.keyboard.press("ArrowRight")
        expect(links.nth(0)).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(links.nth(1)).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Home")
        expect(links.nth(0)).to_be_focused()
        page.keyboard.press("x")
        expect(page.locator("#wall .card__pick input").first).to_be_checked()
        page.keyboard.press("Enter")
        expect(page.locator("main > .picture")).to_be_visible()
        page.keyboard.press("Escape")

        expect(page.locator("#wall")).to_be_visible()

    def test_down_reaches_the_next_row(self, page: Page):
        page.goto("/?source=harvard")
        top = "document.activeElement.closest('.card').getBoundingClientRect().top + scrollY"
        page.locator("#wall .card__title a").first.focus()
        before = page.evaluate(top)

        page.keyboard.press("ArrowDown")

        assert page.evaluate(top) > before

    def test_the_question_mark_lists_them_and_they_can_be_turned_off(self, page: Page):
        page.goto("/")

        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Look and keys")).to_be_visible()
        page.get_by_label("Use the keys").uncheck()
        page.keyboard.press("Escape")
        expect(page.locator("#help")).not_to_be_visible()
        page.keyboard.press("?")

        expect(page.locator("#help")).not_to_be_visible()


class TestSlideshow:
    def test_shows_one_picture_after_another_and_returns_to_the_last(self, page: Page):
        page.goto("/?source=harvard")
        titles = page.locator("#wall .card__title a").all_inner_texts()

        page.get_by_role("button", name="Slideshow").click()
        show = page.get_by_role("dialog", name="Slideshow")
        expect(show.get_by_role("link")).to_have_text(titles[0])
        page.keyboard.press("ArrowRight")
        expect(show.get_by_role("link")).to_have_text(titles[1])
        src = show.locator("img").evaluate("(img) => img.decode().then(() => img.currentSrc)")
        page.keyboard.press("Escape")

        assert "/iiif/" in src
        expect(page.locator("#wall .card__title a").nth(1)).to_be_focused()

    def test_plays_only_when_told_to(self, page: Page):
        page.goto("/?source=harvard")
        page.get_by_role("button", name="Slideshow").click()
        play = page.get_by_role("button", name="Play")

        play.click()
        expect(page.get_by_role("button", name="Pause")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name="Next picture").click()

        expect(play).to_have_attribute("aria-pressed", "false")


class TestTransition:
    def test_the_picture_itself_moves_from_the_wall_to_its_page(self, page: Page):
        page.emulate_media(reduced_motion="no-preference")
        page.add_init_script(
            """addEventListener("pagereveal", (event) => {
                 window.hadTransition = Boolean(event.viewTransition);
               });"""
        )
        page.goto("/?source=harvard")

        page.locator("#wall .card__title a").first.click()
        expect(page.locator("main > .picture")).to_be_visible()

        assert page.evaluate("window.hadTransition") is True

    def test_nothing_moves_where_that_is_not_wanted(self, page: Page):
        page.emulate_media(reduced_motion="reduce")
        page.add_init_script(
            """addEventListener("pagereveal", (event) => {
                 window.hadTransition = Boolean(event.viewTransition);
               });"""
        )
        page.goto("/?source=harvard")

        page.locator("#wall .card__title a").first.click()
        expect(page.locator("main > .picture")).to_be_visible()

        assert page.evaluate("window.hadTransition") is False


class TestSurfaces:
    SURFACE = "getComputedStyle(document.documentElement).backgroundColor"

    def test_a_choice_outlives_the_page_and_sets_no_cookie(self, page: Page):
        page.emulate_media(color_scheme="light")
        page.goto("/status/")
        light = page.evaluate(self.SURFACE)
        page.get_by_role("button", name="Look and keys").click()

        page.get_by_label("Dark").check()

        dark = page.evaluate(self.SURFACE)
        assert dark != light
        page.goto("/gaps/")
        assert page.evaluate(self.SURFACE) == dark
        assert page.context.cookies() == []
        page.get_by_role("button", name="Look and keys").click()
        page.get_by_label("As the system").check()
        assert page.evaluate(self.SURFACE) == light


@pytest.mark.parametrize(
    ("theme", "found"), [("light", violations), ("dark", violations_of_colors)]
)
def test_axe_finds_nothing_on_table_and_dialog(page: Page, theme, found):
    page.add_init_script(f"localStorage.setItem('lighttable-theme', '{theme}')")
    open_table(page, 3)

    on_table = found(page)
    page.keyboard.press("?")

    assert on_table + found(page) == []
