"""What axe, the checker of accessibility, finds on a page that a browser shows."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that look at colours; all others find in the dark what they find in light.
OF_COLORS = ["color-contrast", "link-in-text-block"]

Found = list[tuple[str, str]]


def violations(page: Page) -> Found:
    """Rule and first element of each violation, in the colours that the page has now."""
    return _found(page, {"type": "tag", "values": WCAG})


def violations_of_colors(page: Page) -> Found:
    """The same of the rules that look at colours alone."""
    return _found(page, {"type": "rule", "values": OF_COLORS})


def violations_light_and_dark(page: Page) -> Found:
    """By all rules in light, by those of colours in the dark; without motion in between."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    light = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return light + violations_of_colors(page)


def _found(page: Page, run_only: dict[str, object]) -> Found:
    # Without resultTypes, axe looks for a selector of every element that is as it should be.
    options = {"runOnly": run_only, "resultTypes": ["violations"]}
    answer = Axe().run(page, options=options).response
    return [(it["id"], it["nodes"][0]["html"]) for it in answer["violations"]]
