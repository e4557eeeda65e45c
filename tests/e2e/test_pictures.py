"""The file that a browser took is one of those offered, and right for its box."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

SCREENS = [(360, 780, 3), (768, 1024, 2), (1280, 800, 1), (1920, 1080, 1)]
# The fifth result is a panorama.
FEW_COLORS = "/?color=b22222~50&color=4169e1~50"
PICTURES = """async () => {
  for (let y = 0; y < document.scrollingElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 30));
  }
  const pictures = [...document.querySelectorAll("img[data-picture]")];
  await Promise.all(pictures.map((it) => it.complete || new Promise((done) => (it.onload = it.onerror = done))));
  return pictures.map((it) => ({
    taken: it.currentSrc, src: it.src, srcset: it.srcset, sizes: it.sizes, width: it.clientWidth, height: it.clientHeight,
    fit: getComputedStyle(it).objectFit, ratio: it.getAttribute("width") / it.getAttribute("height"),
    lazy: it.loading === "lazy", said: it.loading === "lazy" ? null : it.naturalWidth,
  }));
}"""


def take(browser: Browser, address: str, width: int, height: int, density: int) -> list[dict]:
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=density
    )
    page = context.new_page()
    page.goto(address, wait_until="load")
    found = page.evaluate(PICTURES)
    context.close()
    return found


def candidates(srcset: str, address: str) -> dict[str, int]:
    """Absolute URL → declared width, as the browser names them."""
    pairs = re.findall(r"(\S+) (\d+)w", srcset)
    return {url if "://" in url else address + url: int(width) for url, width in pairs}


def needed(picture: dict, density: int) -> float:
    """Device pixels across the whole picture for its box."""
    by_height = picture["height"] * picture["ratio"]
    cover = max(picture["width"], by_height)
    contain = min(picture["width"], by_height)
    return density * (contain if picture["fit"] != "cover" else cover)


class TestTheFileTaken:
    @pytest.mark.parametrize(("width", "height", "density"), SCREENS)
    @pytest.mark.parametrize("path", ["/", "harvard", "hub"])
    def test_is_offered_and_fits(self, browser, site: Site, path, width, height, density):
        address = site.url + getattr(site, path.strip("/"), path)

        pictures = take(browser, address, width, height, density)

        with_choice = [it for it in pictures if it["srcset"]]
        assert len(with_choice) >= (20 if path == "/" else 1)
        for it in with_choice:
            offered = candidates(it["srcset"], site.url)
            assert it["taken"] in offered
            pixels, most = offered[it["taken"]], max(offered.values())
            need = needed(it, density)
            assert pixels <= max(1.5 * need, need + 40), (it, need)
            assert pixels >= min(0.9 * need * min(density, 2) / density, most), (it, need)

    @pytest.mark.parametrize("width", [320, 360, 599, 600, 768, 899, 900, 1100, 1280, 1700, 1920])
    def test_sizes_of_eager_cards_say_what_the_style_sheet_does(self, browser, site: Site, width):
        page = browser.new_page(viewport={"width": width, "height": 800}, base_url=site.url)
        page.goto("/")

        # With w descriptors a picture's natural width is what `sizes` said.
        pairs = page.evaluate("""() => Promise.all(
          [...document.querySelectorAll("#wall img[sizes]:not([loading])")].map(
            (it) => it.decode().then(() => [it.clientWidth, it.naturalWidth])))""")
        page.close()

        assert len(pairs) >= 3
        for laid_out, said in pairs:
            assert abs(laid_out - said) <= 2, pairs


LARGEST = """() => new Promise((done) => {
  let last = null;
  new PerformanceObserver((list) => (last = list.getEntries().at(-1)))
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done([last.element?.nodeName, last.element?.loading]), 200);
})"""


class TestTheLargestPictureOfAFirstView:
    @pytest.mark.parametrize("size", [(360, 780), (768, 1024), (1280, 800), (1920, 1080)], ids=str)
    @pytest.mark.parametrize("path", [FEW_COLORS, "/", "/?page=2"])
    def test_is_not_lazy(self, browser, site: Site, path, size):
        width, height = size
        page = browser.new_page(
            viewport={"width": width, "height": height}, base_url=site.url, device_scale_factor=1
        )
        page.goto(path, wait_until="networkidle")

        name, loading = page.evaluate(LARGEST)

        page.close()
        assert name == "IMG"
        assert loading != "lazy"


def test_a_panorama_joins_the_narrow_card_before_it(page: Page):
    page.goto(FEW_COLORS)

    boxes = page.locator("#wall .card").evaluate_all(
        """(cards) => cards.map((it) => {
          const { x, y, width } = it.querySelector(".frame").getBoundingClientRect();
          return { isWide: it.matches(".r520"), y, x, end: x + width };
        })"""
    )

    (at,) = [index for index, it in enumerate(boxes) if it["isWide"]]
    assert boxes[at]["y"] == boxes[at - 1]["y"]
    assert boxes[at]["end"] == pytest.approx(1256, abs=1)
    assert boxes[at - 1]["x"] == 320


class TestAPictureThatFails:
    def test_leaves_its_box_its_title_and_a_way_to_try_again(self, page: Page, site: Site):
        is_down = [True]
        page.route(
            re.compile(r"/sandbox/(iiif|jhu)/"),
            lambda route: route.abort() if is_down[0] else route.continue_(),
        )
        page.goto(site.harvard)
        box = page.locator(".stage__box")
        expect(box.get_by_text("The picture did not load.")).to_be_visible()
        before = box.bounding_box()

        is_down[0] = False
        box.get_by_role("link", name="Try again").click()

        expect(box.get_by_text("The picture did not load.")).to_be_hidden()
        assert box.locator("img").evaluate("it => it.decode().then(() => it.naturalWidth)") > 0
        assert box.bounding_box() == before
        expect(page.get_by_role("heading", level=1)).to_be_visible()


class TestWithoutScript:
    def test_search_pages_and_pictures_work(self, browser, site: Site):
        context = browser.new_context(base_url=site.url, java_script_enabled=False)
        page = context.new_page()
        page.goto("/")

        page.get_by_label("Words").fill("sun")
        page.get_by_label("Harvard", exact=True).check()
        page.get_by_role("button", name="Search").click()

        assert "q=sun" in page.url
        assert "source=harvard" in page.url
        expect(page.get_by_label("Harvard", exact=True)).to_be_checked()
        title = page.locator("#wall h3 a").first
        assert title.evaluate("it => getComputedStyle(it).unicodeBidi") == "isolate"
        title.click()
        expect(page.get_by_role("heading", name="Palette")).to_be_visible()
        context.close()

    def test_the_filters_open_as_a_sheet_on_a_phone(self, browser, site: Site):
        context = browser.new_context(
            base_url=site.url, java_script_enabled=False, viewport={"width": 360, "height": 780}
        )
        page = context.new_page()
        page.goto("/")
        expect(page.get_by_label("Harvard", exact=True)).to_be_hidden()

        page.get_by_role("button", name="Filters").click()
        page.get_by_label("Harvard", exact=True).check()
        page.get_by_role("button", name="Show results").click()

        assert "source=harvard" in page.url
        context.close()
