"""The prediction beside what a real Chromium takes: the same files, or the test fails."""

import pytest
from playwright.sync_api import Browser, Route

from gallery.responsive.selection import Viewport, predict

pytestmark = pytest.mark.e2e

ORIGIN = "http://pictures.test"
WIDTHS = (200, 400, 600, 843, 1200, 1686, 2400)
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
# Page layouts, and the corners of the grammar where browsers are known to differ.
SIZES = (
    "100vw",
    "(min-width: 900px) calc((100vw - 260px) / 3), (min-width: 600px) 50vw, 100vw",
    "(width >= 1280px) 33vw, (orientation: portrait) and (max-width: 50em) calc(100vw - 2rem), 50vw",
    "(400px < width <= 800px) 300px, clamp(200px, 30vw, 500px)",
    "(not (min-width: 600px)) 90vw, min(50vw, 600px)",
    "screen and (min-width: 1px) 10px, 77vw",
    "(foo) or (min-width: 1px) 222px, 1px",
    "(not (foo)) 200px, 400px",
    "(min-width: 1px) and (max-width: 9999px) or (color) 100px, 500px",
    "(min-resolution: 2dppx) 300px, 600px",
    "auto, 300px",
    "calc(50vw -10px), 150px",
    "-1px, calc(100px * 3.5)",
    "calc(600px / 2px * 100px), 300px",
    "calc(50vw",
    "30vmin",
)
# (srcset, sizes, whether lazy) of many pictures at once → the file each one took.
TAKE = """(pictures) => Promise.all(pictures.map(async ([srcset, sizes, isLazy]) => {
  const image = new Image();
  if (isLazy) { image.loading = "lazy"; image.style.width = "222px"; }
  image.sizes = sizes;
  image.srcset = srcset;
  const loaded = new Promise((done) => { image.onload = image.onerror = done; });
  document.body.append(image);
  await loaded;
  return image.currentSrc;
}))"""


def answer(route: Route) -> None:
    is_picture = route.request.url.endswith(".svg")
    route.fulfill(
        body=SVG if is_picture else "<!doctype html><body>",
        content_type="image/svg+xml" if is_picture else "text/html",
    )


def ladder(name: str) -> str:
    """Addresses of its own for each question: a file in the memory cache would be preferred."""
    return ", ".join(f"{ORIGIN}/{name}/{width}.svg {width}w" for width in WIDTHS)


@pytest.mark.parametrize("dpr", [1, 1.5, 2, 3])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (768, 1024), (1280, 800), (1920, 1080)])
class TestAgainstChromium:
    def test_the_prediction_is_what_it_takes(
        self, browser: Browser, width: int, height: int, dpr: float
    ) -> None:
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=dpr
        )
        context.route(f"{ORIGIN}/**", answer)
        page = context.new_page()
        page.goto(ORIGIN)

        asked = [(ladder(str(index)), sizes, False) for index, sizes in enumerate(SIZES)]
        asked.insert(0, (ladder("lazy"), "auto, 100vw", True))
        taken = page.evaluate(TAKE, asked)
        context.close()

        found = [
            predict(
                srcset, sizes, Viewport(width, height), dpr,
                is_lazy=is_lazy, layout_width=222 if is_lazy else None,
            )
            for srcset, sizes, is_lazy in asked
        ]  # fmt: skip
        predicted = [one.candidate.url if one else "" for one in found]
        assert predicted == taken
