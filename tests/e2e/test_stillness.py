"""Nothing moves while pictures arrive, fail, or have no size that anybody knows."""

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

SEEN = 0.0005  # of the window and the way moved; browsers report CLS to three decimals
PICTURES = re.compile(r"/sandbox/(iiif|jhu)/")
SHIFTS = """() => new Promise((done) => {
  const found = [];
  const name = (it) => it?.id || it?.className || it?.nodeName;
  new PerformanceObserver((list) => list.getEntries().forEach((it) =>
    found.push([it.value, ...it.sources.map((source) => name(source.node))])))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(found), 100);
})"""
BOXES = """() => [...document.querySelectorAll(".frame, .stage__box")].map((it) => {
  const box = it.getBoundingClientRect();
  return [box.x, box.y + scrollY, box.width, box.height].map(Math.round);
})"""
UNSIZED = """() => [...document.querySelectorAll("img[data-picture]")]
  .filter((it) => !(it.getAttribute("width") > 0 && it.getAttribute("height") > 0)).length"""


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
@pytest.mark.parametrize("path", ["/?color=c23b22~30&q=a", "/de/?color=2255aa~30&color=20a040"])
def test_the_providers_answers_are_whole_sentences_and_move_nothing(
    browser: Browser, site: Site, path, width
):
    page = browser.new_page(base_url=site.url, viewport={"width": width, "height": 900})
    page.goto(path, wait_until="networkidle")

    cut = page.locator("#notes li").evaluate_all(
        """(lines) => lines.filter((it) => it.scrollWidth > it.clientWidth
          || getComputedStyle(it).textOverflow !== "clip").length"""
    )
    moved = page.evaluate(SHIFTS)

    assert page.locator("#notes li").count() == 2
    page.close()
    assert cut == 0
    assert [it for it in moved if it[0] >= SEEN] == []


@pytest.mark.parametrize("size", [(360, 780), (1280, 800)], ids=str)
@pytest.mark.parametrize("path", ["/", "/?sort=widest", "harvard", "hub"])
def test_boxes_are_the_same_with_and_without_pictures(browser: Browser, site: Site, path, size):
    page = browser.new_page(base_url=site.url, viewport={"width": size[0], "height": size[1]})
    address = getattr(site, path, path)
    page.goto(address, wait_until="networkidle")
    with_pictures, moved, unsized = (page.evaluate(it) for it in (BOXES, SHIFTS, UNSIZED))
    page.route(PICTURES, lambda route: route.abort())
    page.reload(wait_until="networkidle")

    without = page.evaluate(BOXES)

    page.close()
    assert with_pictures
    assert without == with_pictures
    assert [it for it in moved if it[0] >= SEEN] == []
    assert unsized == 0
