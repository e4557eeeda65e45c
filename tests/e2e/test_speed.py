"""What a first visit costs: requests before scrolling, bytes, and the time on a slow phone.

"Ours" is all that the gallery's own address serves but htmx, which is a library; htmx's size
is printed beside. `pytest -s` shows every figure.
"""

import pytest
from playwright.sync_api import Browser

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

PAGES = ["/", "harvard", "hub"]
# The link and the processor of the goals: 1.6 Mbit/s, 150 ms, four times slower.
SLOW_LINK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWDOWN = 4
ATTEMPTS = 3  # whatever else the machine does only ever adds time
GOAL = {"lcp": 2_000, "tbt": 100}  # ms, on a quiet machine; every attempt is printed
CEILING = {"lcp": 4_000, "tbt": 600}  # ms, wherever this runs, beside other work too
TIMES = """() => new Promise((done) => {
  const found = { lcp: 0, cls: 0, tbt: 0 };
  const watch = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each))
    .observe({ type, buffered: true });
  watch("largest-contentful-paint", (it) => (found.lcp = it.startTime));
  watch("layout-shift", (it) => (found.cls += it.hadRecentInput ? 0 : it.value));
  const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  watch("longtask", (it) => {
    if (it.startTime + it.duration > painted) found.tbt += Math.max(0, it.duration - 50);
  });
  setTimeout(() => done(found), 500);
})"""


def visit(browser: Browser, site: Site, path: str, *, slow: bool = False, **options):
    """Every answer as (kind, address, bytes on the wire), and the times of one first visit."""
    context = browser.new_context(base_url=site.url, **options)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW_LINK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    answers: dict[str, tuple[str, str]] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.responseReceived",
        lambda it: answers.update({it["requestId"]: (it["type"], it["response"]["url"])}),
    )
    session.on(
        "Network.loadingFinished",
        lambda it: sizes.update({it["requestId"]: int(it["encodedDataLength"])}),
    )
    page.goto(getattr(site, path, path), wait_until="networkidle", timeout=30_000)
    times = page.evaluate(TIMES)
    context.close()
    return [(*answers[it], sizes.get(it, 0)) for it in answers], times


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [(360, 740, 3), (1280, 800, 1), (1920, 1080, 1)], ids=str)
def test_a_first_view_is_small(browser: Browser, site: Site, path, size):
    width, height, density = size
    answers, times = visit(
        browser,
        site,
        path,
        viewport={"width": width, "height": height},
        device_scale_factor=density,
    )

    def total(kind):
        return sum(n for it, url, n in answers if it == kind and "htmx-2" not in url)

    everything = sum(n for *_it, n in answers)
    print(
        f"\n{path} {width}@{density}: {len(answers)} requests, {everything:,} bytes; "
        f"scripts {total('Script'):,}, style sheets {total('Stylesheet'):,}, "
        f"pictures {total('Image'):,}, htmx {sum(n for _, u, n in answers if 'htmx-2' in u):,}"
    )
    assert len(answers) <= 20
    assert total("Script") <= 25_000
    assert total("Stylesheet") <= 15_000
    assert everything <= 500_000
    assert times["cls"] < 0.001


@pytest.mark.alone
@pytest.mark.parametrize("path", PAGES)
def test_a_slow_phone_is_served_soon(browser: Browser, site: Site, path):
    best = {"lcp": float("inf"), "tbt": float("inf"), "cls": 0}
    for _attempt in range(ATTEMPTS):
        _answers, times = visit(
            browser,
            site,
            path,
            slow=True,
            viewport={"width": 360, "height": 740},
            device_scale_factor=3,
        )
        print(f"\n{path} {times}")
        best = {key: min(best[key], times[key]) for key in ("lcp", "tbt")} | {
            "cls": max(best["cls"], times["cls"])
        }
        if all(best[it] <= GOAL[it] for it in GOAL):
            break

    assert best["cls"] < 0.001
    assert all(best[it] <= CEILING[it] for it in CEILING), best


def test_the_other_pictures_wait_for_a_sign_of_the_visitor(browser: Browser, site: Site):
    page = browser.new_page(base_url=site.url, viewport={"width": 1280, "height": 600})
    count = "() => [...document.querySelectorAll('#wall img')].filter((it) => it.currentSrc).length"
    page.goto("/", wait_until="networkidle")
    before = page.evaluate(count)

    page.mouse.move(400, 300)
    page.wait_for_function(f"(before) => ({count})() > before", arg=before)
    page.keyboard.press("End")
    page.wait_for_function(f"() => ({count})() === document.querySelectorAll('#wall img').length")

    page.close()
    assert before <= 12
