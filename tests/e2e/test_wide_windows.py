"""Pages for curators fill a window of 1920 px, without longer lines of text."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

WIDE = {"width": 1920, "height": 1080}
# Of each paragraph: its width over that of 75 zeros in its own letters.
LINES = """() => [...document.querySelectorAll("main :is(p, li, dd):not(.unseen)")].map((it) => {
  const ruler = document.createElement("span");
  ruler.textContent = "0".repeat(75);
  ruler.style.cssText = "position: absolute; white-space: nowrap";
  it.append(ruler);
  const limit = ruler.getBoundingClientRect().width;
  ruler.remove();
  const range = document.createRange();
  range.selectNodeContents(it);
  const isText = ![...it.children].some((one) => one.matches("svg, table, form, nav, span[class]"));
  const isList = it.querySelectorAll("a").length > 3;
  return isText && !isList ? range.getBoundingClientRect().width / limit : 0;
})"""


@pytest.fixture
def wide(browser: Browser, site: Site):
    page = browser.new_page(viewport=WIDE, base_url=site.url)
    yield page
    page.close()


def box(page: Page, selector: str) -> dict[str, float]:
    return page.locator(selector).first.bounding_box() or {}


def test_the_bench_sets_files_beside_their_prediction_and_lint_beside_markup(wide, site: Site):
    wide.goto(f"{site.harvard}renditions/")

    assert box(wide, "#matrix")["x"] > box(wide, "#renditions")["x"] + 800
    assert box(wide, "#matrix")["y"] == box(wide, "#renditions")["y"]
    assert box(wide, "#paste")["y"] == box(wide, "#lint")["y"]
    assert box(wide, "[data-live-frame]")["x"] > box(wide, ".live__answer")["x"] + 500
    assert max(wide.evaluate(LINES)) <= 1


def test_both_pictures_of_a_crop_are_large_and_take_the_file_for_it(wide, site: Site):
    wide.goto(f"{site.hub}crop/")

    whole, cut = (wide.locator(".xray__box img").nth(at).bounding_box() for at in (0, 1))
    said = wide.locator(".xray__box img").evaluate_all(
        "(found) => Promise.all(found.map((it) => it.decode().then(() => it.naturalWidth)))"
    )

    assert (whole["width"], cut["width"]) == (880, 880)
    assert whole["y"] == cut["y"]
    assert said == [880, 880]
    assert max(wide.evaluate(LINES)) <= 1


def test_the_tables_of_gaps_are_as_wide_as_the_window(wide):
    wide.goto("/gaps/")

    assert box(wide, ".gap-table")["width"] == 1920 - 2 * 24
    assert box(wide, ".gap-bars li:last-child")["x"] > 960
    assert max(wide.evaluate(LINES)) <= 1
