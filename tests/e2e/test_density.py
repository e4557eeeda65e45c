"""How dense the wall is: three steps by mouse and keyboard, kept in the browser alone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import Site

pytestmark = pytest.mark.e2e

IN_FIRST_ROW = """() => {
  const tops = [...document.querySelectorAll('#wall .frame')]
    .map((it) => Math.round(it.getBoundingClientRect().top));
  return tops.filter((it) => it === tops[0]).length;
}"""


def test_three_steps_are_kept_and_survive_a_fragment(page: Page):
    page.goto("/", wait_until="networkidle")
    medium = page.evaluate(IN_FIRST_ROW)

    page.get_by_role("radio", name="Medium").focus()
    page.keyboard.press("ArrowLeft")
    dense = page.evaluate(IN_FIRST_ROW)
    page.get_by_role("radio", name="Roomy").check()
    roomy = page.evaluate(IN_FIRST_ROW)
    page.get_by_role("radio", name="Dense").check()
    page.goto("/?q=sun", wait_until="networkidle")
    after = page.evaluate(IN_FIRST_ROW)
    page.get_by_label("Harvard", exact=True).check()
    page.wait_for_url("**source=harvard**")

    expect(page.get_by_role("radio", name="Dense")).to_be_checked()
    assert roomy < medium < dense
    assert after > roomy
    assert page.context.cookies() == []
    assert page.evaluate("document.querySelector('#wall img:not([loading])').sizes.endsWith('px')")


def test_without_a_script_there_is_no_control(browser: Browser, site: Site):
    page = browser.new_page(base_url=site.url, java_script_enabled=False)
    page.goto("/")

    expect(page.locator(".density")).to_be_hidden()
    expect(page.locator("#wall li").first).to_be_visible()
    page.close()
