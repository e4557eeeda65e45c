"""Colours chosen by mouse, by keyboard alone, and without script."""

import io
import re

import PIL.Image
import pytest
from playwright.sync_api import Browser, Page, expect

from gallery.color.spaces import hex_to_oklab
from tests.e2e.axe import violations_light_and_dark
from tests.e2e.conftest import PATIENCE
from tests.e2e.server import Site
from tests.paths import ROOT

pytestmark = pytest.mark.e2e

MATCH = re.compile(r"\d+% · ΔE \d+\.\d · near \w+|under 1% · ΔE")


def ready(page: Page, path: str = "/") -> None:
    page.goto(path)
    page.wait_for_function("window.htmx && !document.getElementById('picker')?.hidden")


def red_picture() -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (90, 60), "#c83232").save(out, "PNG")
    return out.getvalue()


class TestByMouse:
    def test_colors_shares_exclusions_and_nearness(self, page: Page):
        ready(page)

        page.get_by_role("checkbox", name="Red", exact=True).check()
        page.wait_for_url("**/?color=c8281e")
        expect(page.locator("#wall .match").first).to_have_text(MATCH)
        expect(page.locator("#wall .bar__frame").first).to_be_attached()
        expect(page.get_by_role("link", name="Colour map of these results")).to_have_attribute(
            "href", "/colors/?color=c8281e"
        )
        page.get_by_role("checkbox", name="Teal", exact=True).check()
        page.wait_for_url("**/?color=c8281e&color=1e8c8c")
        page.get_by_role("slider", name="Share of Red, in percent").fill("60")
        page.wait_for_url("**/?color=c8281e~60&color=1e8c8c")
        page.get_by_role("checkbox", name="Not Teal").check()
        page.wait_for_url("**/?color=c8281e~60&not_color=1e8c8c")
        page.get_by_role("radio", name="Loose").check()
        page.wait_for_url("**/?color=c8281e~60&tolerance=20&not_color=1e8c8c")
        page.get_by_label("ΔE as a number").fill("9")
        page.get_by_label("ΔE as a number").blur()
        page.wait_for_url("**/?color=c8281e~60&tolerance=9&not_color=1e8c8c")

        page.reload()
        expect(page.get_by_role("checkbox", name="Red", exact=True)).to_be_checked()
        expect(page.get_by_role("checkbox", name="Not Teal")).to_be_checked()

    def test_the_plane_gives_any_color(self, page: Page):
        ready(page)

        page.get_by_text("Pick a colour").click()
        page.get_by_role("slider", name="Hue and lightness").click(position={"x": 120, "y": 60})
        picked = page.locator("#picked").inner_text()
        page.get_by_role("button", name="Add this colour").click()

        page.wait_for_url(re.compile(r"\?color=[0-9a-f]{6}$"))
        assert picked.endswith("#" + page.url[-6:])

    def test_a_facet_filters_and_takes_itself_back(self, page: Page):
        ready(page)

        page.locator("#word-blue").click()
        page.wait_for_url("**/?word=blue")
        page.get_by_role("link", name="Remove some blue").click()

        page.wait_for_url(re.compile(r"/$"))

    def test_a_name_among_the_words_is_offered_as_a_color(self, page: Page):
        ready(page)

        page.get_by_label("Words").fill("firebrick")
        page.get_by_role("button", name="Search", exact=True).click()
        page.get_by_role("link", name="search for Firebrick as a colour").click()

        page.wait_for_url("**/?color=b22222")
        expect(page.get_by_role("heading", name="Pictures with Firebrick")).to_be_visible()

    def test_the_edges_are_links(self, page: Page):
        ready(page, "/?color=00ff00&tolerance=3&q=sun")

        page.locator("#edges a").first.click()

        expect(page.locator("#wall > li").first).to_be_visible()

    def test_a_picture_leads_to_its_like(self, page: Page, site: Site):
        page.goto(site.harvard)

        page.get_by_role("link", name="More with this palette").click()

        expect(page.locator("#wall h3 a").first).to_have_attribute("href", site.harvard)


class TestByKeyboard:
    def test_a_swatch_keeps_the_focus(self, page: Page):
        ready(page)

        page.locator("#pick-2864be").focus()
        page.keyboard.press("Space")
        page.wait_for_url("**/?color=2864be")

        expect(page.locator("#pick-2864be")).to_be_focused()
        expect(page.locator("#pick-2864be")).to_be_checked()

    def test_the_plane_says_where_it_is(self, page: Page):
        ready(page)
        page.locator("#picker summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        plane = page.get_by_role("slider", name="Hue and lightness")
        expect(plane).to_be_focused()
        before = plane.get_attribute("aria-valuetext")

        for key in ("ArrowRight", "Shift+ArrowRight", "ArrowUp", "PageDown"):
            page.keyboard.press(key)

        assert re.match(
            r"near [\w ]+, hue 65°, lightness 57%, vividness 65%",
            plane.get_attribute("aria-valuetext"),
        )
        assert before != plane.get_attribute("aria-valuetext")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"\?color=[0-9a-f]{6}$"))

    def test_the_map_is_one_stop_with_arrow_keys_inside(self, page: Page):
        page.goto("/colors/")
        stops = page.locator("#map a[tabindex='0']")
        expect(stops).to_have_count(1)
        stops.focus()
        first = page.locator("#map-said").inner_text()

        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")

        said = page.locator("#map-said").inner_text()
        assert said != first
        expect(stops).to_have_attribute("aria-label", said)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/\?color=" + re.search(r"#(\w{6})", said)[1]))


class TestWithoutScript:
    @pytest.fixture
    def page(self, browser: Browser, site: Site):
        context = browser.new_context(base_url=site.url, java_script_enabled=False)
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
        context.close()

    def test_the_form_does_it_all(self, page: Page):
        page.goto("/")

        page.get_by_role("checkbox", name="Red", exact=True).check()
        page.get_by_label("Hex or CSS name").fill("cadetblue 30%")
        page.get_by_role("button", name="Add").click()
        page.wait_for_url("**/?color=c8281e&color=5f9ea0~30")
        page.get_by_label("Share of Red, in percent").fill("50")
        page.get_by_role("checkbox", name="Not Cadet Blue").check()
        page.get_by_role("radio", name="Near").check()
        page.get_by_role("button", name="Show results").click()

        page.wait_for_url("**/?color=c8281e~50&tolerance=6&not_color=5f9ea0")
        expect(page.locator("#wall .match").first).to_have_text(MATCH)
        expect(page.locator("#picker")).to_be_hidden()

    def test_a_picture_of_ones_own(self, page: Page):
        page.goto("/?source=harvard")

        page.get_by_text("From a picture").click()
        file = {"name": "mine.png", "mimeType": "image/png", "buffer": red_picture()}
        page.get_by_label("A picture of yours").set_input_files(file)
        page.get_by_role("button", name="Search by its colours").click()

        page.wait_for_url("**/?source=harvard&color=c83232~100")

    def test_a_file_that_is_no_picture_is_refused_in_words(self, page: Page):
        page.goto("/colors/from-picture/")

        file = {"name": "mine.png", "mimeType": "image/png", "buffer": b"<svg/>"}
        page.get_by_label("A picture of yours").set_input_files(file)
        page.get_by_role("button", name="Search by its colours").click()

        expect(page.locator("#picture-problem")).to_contain_text(
            "of the kind SVG; send a JPEG, PNG or WebP"
        )

    def test_the_map_is_a_table_too(self, page: Page):
        page.goto("/colors/?source=jhu")

        page.locator(".mapped__table summary").first.click()
        page.locator(".shades a").first.click()

        page.wait_for_url(re.compile(r"/\?source=jhu&color=[0-9a-f]{6}$"))


class TestForEveryone:
    @pytest.mark.parametrize(
        "path",
        ["/?color=c8281e~40&color=1e8c8c&not_color=fafafa", "/?color=00ff00&tolerance=3&q=sun",
         "/colors/?q=sun&source=jhu", "/colors/from-picture/"],  # a small map: axe takes its time for each cell
    )  # fmt: skip
    def test_axe_finds_nothing(self, page: Page, path):
        page.goto(path)
        for fold in page.locator("details.fold:not([hidden])").all():
            fold.evaluate("it => { it.open = true }")

        assert violations_light_and_dark(page) == []

    @pytest.mark.parametrize(
        "path", ["/?color=c8281e~40&color=1e8c8c&not_color=fafafa", "/colors/"]
    )
    def test_nothing_is_wider_than_320_px(self, browser: Browser, site: Site, path):
        page = browser.new_page(base_url=site.url, viewport={"width": 320, "height": 640})
        page.goto(path)

        wider = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")

        page.close()
        assert wider <= 0

    def test_the_script_measures_as_the_server_does(self, page: Page):
        # Bundles keep their modules to themselves: the module as written, from our own host.
        address = "/static/js/as-written.js"
        module = ROOT / "static" / "js" / "picker-color.js"
        page.route(f"**{address}", lambda it: it.fulfill(path=module))
        page.goto("/")
        colors = ["#000000", "#ffffff", "#c8281e", "#2864be", "#f0d232"]

        measured = page.evaluate(
            "async ([from, colors]) => colors.map((await import(from)).labOf)", [address, colors]
        )

        for color, lab in zip(colors, measured, strict=True):
            assert lab == pytest.approx(hex_to_oklab(color).tolist(), abs=1e-6)
