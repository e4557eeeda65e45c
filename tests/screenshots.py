"""Takes the pictures in docs/screens/ of the running gallery: `make screenshots`.

`python -m tests.screenshots search-1280-light` takes only those that are named.
"""

from __future__ import annotations

import sys
from pathlib import Path

import PIL.Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests import chromium
from tests.e2e.server import FLAGS, Site, running_site
from tests.paths import ROOT

FOLDER = ROOT / "docs" / "screens"
SIZES = {360: 740, 768: 1024, 1280: 800, 1920: 1080}
SCHEMES = ("light", "dark")
WEBP = {"quality": 60, "method": 6}
WIDEST = 1440  # px of a picture that is kept; wider ones are scaled down


def addresses(site: Site) -> dict[str, str]:
    """Name of the picture → address of the page."""
    pick, other = (":".join(it.strip("/").split("/")[1:3]) for it in (site.harvard, site.hub))
    picks = f"pick={pick}&pick={other}"
    return {
        "search": "/",
        "colors": "/?color=b22222~50&color=4169e1~50",
        "none": "/?q=zzzz",
        "map": "/colors/",
        "picture": site.harvard,
        "hub": site.hub,
        "document": site.document,
        "bench": f"{site.hub}renditions/",
        "crop": f"{site.hub}crop/",
        "look": f"{site.harvard}look/",
        "compare": f"/compare/?{picks}",
        "contact": "/?view=contact",
        "table": "/?view=table",
        "lighttable": f"/table/?{picks}",
        "gaps": "/gaps/",
        "status": "/status/",
        "missing": "/no-such-page/",
    }


def names() -> list[str]:
    """Every picture that is taken, by its file's name without the ending."""
    pages = addresses(Site("", "/images/harvard/1/", "/images/jhu/1/", "/images/jhu/2/"))
    return [f"{page}-{width}-{scheme}" for scheme in SCHEMES for width in SIZES for page in pages]


def take(page: Page, url: str, target: Path) -> None:
    """One picture, after the page has come to rest."""
    page.goto(url, wait_until="load")
    try:
        page.wait_for_load_state("networkidle", timeout=8_000)
    except Error:
        print(f"  {target.name}: still loading when taken", file=sys.stderr)
    part = target.with_suffix(".png")
    page.screenshot(path=part)
    with PIL.Image.open(part) as picture:
        kept = picture.convert("RGB")
        kept.thumbnail((WIDEST, WIDEST))
        kept.save(target, **WEBP)
    part.unlink()


def take_all(browser: Browser, site: Site, only: set[str]) -> None:
    """Every page at every width, light and dark; or `only` some of the pictures."""
    for scheme in SCHEMES:
        for width, height in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            page = context.new_page()
            for name, address in addresses(site).items():
                target = FOLDER / f"{name}-{width}-{scheme}.webp"
                if not only or target.stem in only:
                    take(page, site.url + address, target)
            context.close()
            print(f"{scheme}, {width} px")


def main() -> None:
    """Start the shipped server on the sandbox and take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_site() as site, sync_playwright() as playwright:
        path = chromium.find()
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        take_all(browser, site, set(sys.argv[1:]))
        browser.close()


if __name__ == "__main__":
    main()
