"""The matrix beside what Chromium really takes: the same file in every cell, or it fails."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, Route

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='3' height='2'/>"
TYPED = "(min-width: 900px) calc((100vw - 344px) / 3), (min-width: 600px) 50vw, 100vw"
WINDOWS = (
    (320, 568), (360, 780), (414, 896), (768, 1024), (1024, 768),
    (1280, 800), (1440, 900), (1920, 1080), (2560, 1440),
)  # fmt: skip
RATIOS = (1, 1.5, 2, 3)
CASES = [("harvard", "picture"), ("harvard", "typed"), ("hub", "wall")]
# The choice is made soon after the picture is there, and before anything is loaded.
TAKEN = """() => new Promise(done => {
  const look = () => {
    const image = document.querySelector("main img");
    if (image?.currentSrc) done(image.currentSrc); else requestAnimationFrame(look);
  };
  look();
})"""
READ = """name => [...document.querySelectorAll(`#matrix-${name} tbody tr`)].map(
  row => [...row.querySelectorAll("td")].map(cell => new URL(cell.dataset.of, location.href).href))"""


@pytest.fixture(scope="module")
def matrices(browser: Browser, site: Site) -> dict[tuple[str, str], list[list[str]]]:
    """By picture and layout: the URLs of the table that the bench shows, as its page has them."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    found = {}
    for picture, path in (("harvard", site.harvard), ("hub", site.hub)):
        page.goto(f"{path}renditions/?sizes={quote(TYPED)}", wait_until="domcontentloaded")
        for name in ("picture", "typed", "wall"):
            found[picture, name] = page.evaluate(READ, name)
    context.close()
    return found


class Stand:
    """The site's own pages and style sheets, fetched once; pictures of its own for each window.

    A browser that has a larger file goes on using it, so no two windows share a file.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.kept: dict[str, APIResponse] = {}
        self.bodies: dict[str, bytes] = {}
        self.window = 0
        context.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        url = route.request.url
        if "/sandbox/" in url:
            route.fulfill(body=SVG, content_type="image/svg+xml")
            return
        if url not in self.kept:
            self.kept[url] = route.fetch()
            self.bodies[url] = self.kept[url].body()
        body = self.bodies[url].replace(b".jpg", b".jpg?%d" % self.window)
        route.fulfill(response=self.kept[url], body=body)


@pytest.mark.parametrize("dpr", RATIOS)
@pytest.mark.parametrize(("picture", "layout"), CASES)
class TestEveryCell:
    def test_is_what_chromium_takes(
        self,
        browser: Browser,
        site: Site,
        matrices: dict[tuple[str, str], list[list[str]]],
        picture: str,
        layout: str,
        dpr: float,
    ) -> None:
        path = {"harvard": site.harvard, "hub": site.hub}[picture]
        url = f"{path}renditions/frame/?layout={layout}&sizes={quote(TYPED)}"
        context = browser.new_context(base_url=site.url, device_scale_factor=dpr)
        stand, page = Stand(context), context.new_page()

        taken = []
        for width, height in WINDOWS:
            stand.window = width
            page.set_viewport_size({"width": width, "height": height})
            page.goto(url, wait_until="domcontentloaded")
            taken.append(page.evaluate(TAKEN))
        context.close()

        predicted = [row[RATIOS.index(dpr)] for row in matrices[picture, layout]]
        assert [name(one) for one in taken] == [name(one) for one in predicted]
        assert len(set(taken)) == len(WINDOWS)


def name(url: str) -> str:
    """What tells the files of one picture apart."""
    return re.sub(r"^.*?/(?:iiif/2/[^/]+|styles)/|\?.*", "", url)
