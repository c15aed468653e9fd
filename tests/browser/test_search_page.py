"""The search page in a real browser: by keyboard, without a script, narrow, dark, and checked by axe."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

PAGES = {
    "front": "",
    "chips": "search?q=SAXS+or+WAXS,+not+ESRF,+open+data&off=access:open&facility=Aurora+Light+Source",
    "nothing": "search?q=SAXS+below+1+K",
    "numbers": "search?q=how+many+datasets+per+year",
    "offers": "search?q=which+instruments+ill+zzqx&why_not=10.1/x&since=2019-01-01",
    "year": "search?q=scattering&year=2020",
    "help": "help/search",
}
CLICKED = (
    "main summary, main button, main input:not([type=hidden]), main select, main .chip, .actions a, .foot a, "
    "svg a"
)
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def open_page(browser: "Browser", address: str, **how: object) -> "tuple[Page, list[str]]":
    """A page with everything unfolded, and what its console said."""
    page = browser.new_context(**how).new_page()  # type: ignore[arg-type]
    complaints = list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    return page, complaints


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_with_everything_unfolded(
    browser: "Browser", address: str, name: str, width: int
) -> None:
    page, complaints = open_page(browser, address + PAGES[name], viewport={"width": width, "height": 740})
    page.evaluate("document.querySelectorAll('details').forEach(of => of.open = true)")

    found = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert (found, complaints) == (width, [])  # the console would tell of a breach of the policy, too


@pytest.mark.parametrize("name", PAGES)
def test_what_is_clicked_is_at_least_24_pixels_high_or_stands_in_a_sentence(
    browser: "Browser", address: str, name: str
) -> None:
    page, _ = open_page(browser, address + PAGES[name], viewport={"width": 390, "height": 740})
    page.evaluate("document.querySelectorAll('details').forEach(of => of.open = true)")
    small = page.evaluate(
        """selectors => [...document.querySelectorAll(selectors)]
             .map(of => [of.outerHTML.slice(0, 120), of.getBoundingClientRect()])
             .filter(([_, box]) => box.width && (box.height < 24 || box.width < 24)).map(([html]) => html)""",
        CLICKED,
    )
    page.context.close()

    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_breach_of_wcag(browser: "Browser", address: str, name: str, scheme: str) -> None:
    script = os.environ.get("PAN_KG_AXE")
    if not script:
        pytest.skip("axe-core is not here; say where its axe.min.js is with PAN_KG_AXE")
    page, _ = open_page(
        browser, address + PAGES[name], viewport={"width": 390, "height": 740}, color_scheme=scheme
    )
    page.evaluate("document.querySelectorAll('details').forEach(of => of.open = true)")
    page.evaluate(Path(script).read_text("utf-8"))
    breaches = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map("
        "of => [of.id, of.nodes[0].html]))",
        _RULES,
    )
    page.context.close()

    assert breaches == []


def box_of(page: "Page") -> "Locator":
    return page.get_by_role("combobox", name="Words, a technique")


def press(page: "Page", keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def test_a_suggestion_is_taken_by_keyboard_and_the_question_asked(
    asked: "tuple[Page, list[str]]", address: str
) -> None:
    page, _ = asked
    page.goto(address)
    page.keyboard.press("/")
    box = box_of(page)
    page.keyboard.type("datasets by small angle x-r")
    page.locator("#suggestions li:visible").first.wait_for()

    assert box.get_attribute("aria-expanded") == "true"
    assert box.evaluate("of => of === document.activeElement")
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert active.locator("b").inner_text() == "small angle x-ray scattering"

    page.keyboard.press("Enter")
    assert box.input_value() == "datasets by small angle x-ray scattering"
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert page.locator(".read summary").inner_text().startswith("technique: small angle x-ray scattering")


def test_escape_closes_the_suggestions_and_keeps_the_text(
    asked: "tuple[Page, list[str]]", address: str
) -> None:
    page, _ = asked
    page.goto(address)
    box_of(page).press_sequentially("ptycho")
    page.locator("#suggestions li:visible").first.wait_for()

    press(page, "ArrowDown Escape")

    assert page.locator("#suggestions li:visible").count() == 0  # hidden
    assert box_of(page).input_value() == "ptycho"
    assert box_of(page).get_attribute("aria-activedescendant") is None


def test_a_suggestion_in_the_middle_leaves_the_rest_of_the_text(
    asked: "tuple[Page, list[str]]", address: str
) -> None:
    page, _ = asked
    page.goto(address)
    box = box_of(page)
    box.fill("😀  of gold")
    box.evaluate("of => of.setSelectionRange(3, 3)")
    page.keyboard.type("ptychogr")
    page.locator("#suggestions li:visible").first.click()

    assert box.input_value() == "😀 ptychography of gold"


def test_a_slash_goes_into_other_fields_as_it_is(asked: "tuple[Page, list[str]]", address: str) -> None:
    page, _ = asked
    page.goto(address + "search?q=SAXS")
    page.get_by_text("A dataset is missing?").click()
    field = page.get_by_label("Its DOI or address")
    field.press_sequentially("10.1/x")

    assert field.input_value() == "10.1/x"


def test_a_chip_is_changed_by_keyboard_alone(asked: "tuple[Page, list[str]]", address: str) -> None:
    page, _ = asked
    page.goto(address + "search?q=SAXS+of+batteries")
    summary = page.locator(".read summary").first
    summary.focus()
    outline = summary.evaluate("of => getComputedStyle(of).outlineStyle")
    press(page, "Enter Tab Tab")  # open it, over "Switch off" to "Exclude instead"
    names = [page.evaluate("document.activeElement.textContent")]
    while page.evaluate("document.activeElement.tagName") != "INPUT":
        page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("WAXS")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=WAXS*")

    assert outline != "none"
    assert names == ["Exclude instead small angle x-ray scattering"]
    assert page.get_by_label("Words, a technique").input_value() == "WAXS of batteries"


def test_all_of_it_works_without_a_script(browser: "Browser", address: str) -> None:
    page, complaints = open_page(browser, address + "search?q=SAXS+since+2019", java_script_enabled=False)
    page.locator(".read summary").first.click()
    page.get_by_role("link", name="Switch off").first.click()
    assert page.locator(".read summary").first.inner_text().startswith("off: technique")

    page.locator("svg.timeline a").last.click()
    assert "year=" in page.url
    page.get_by_text("From day to day").click()
    page.get_by_label("From", exact=True).fill("2020-01-01")
    page.locator(".facets button").click()
    assert "since=2020-01-01" in page.url
    page.get_by_label("Order").select_option("title")
    page.get_by_role("button", name="Apply").first.click()
    assert "sort=title" in page.url
    page.context.close()
    assert complaints == []
