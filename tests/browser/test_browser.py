"""The pages in a real browser: search, open a hit, run a query, on a desk and on a phone."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from kg.web.sparql.page import EDITOR

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_search_open_a_hit_and_run_a_query(asked: "tuple[Page, list[str]]", address: str) -> None:
    page, requests = asked

    page.goto(address)
    page.get_by_label("Words, a technique").fill("small angle scattering")
    page.get_by_role("button", name="Search").click()
    assert "small angle scattering" in page.locator("h1").inner_text()
    hit = page.locator(".hits h2 a").first
    title = hit.inner_text()
    hit.click()
    assert page.locator("h1").inner_text() == title
    assert page.get_by_role("heading", name="Where this comes from").is_visible()

    page.get_by_role("link", name="SPARQL").click()
    if EDITOR.is_file():
        page.locator(".cm-content").wait_for()
    page.get_by_label("Query").fill("SELECT (1 + 1 AS ?two) {}")
    page.get_by_role("button", name="Run").click()
    page.locator("#result").wait_for()
    assert page.locator("#result td").all_inner_texts() == ["2"]

    assert {urlsplit(url).netloc for url in requests} == {urlsplit(address).netloc}


def test_every_example_query_runs_and_finds_something(asked: "tuple[Page, list[str]]", address: str) -> None:
    page, _ = asked
    page.goto(address + "sparql")
    names = page.locator(".examples summary").all_inner_texts()
    rows = {}

    for name in names:
        page.goto(address + "sparql")
        page.get_by_text(name, exact=True).click()
        page.get_by_role("link", name=f"Run: {name}").click()
        page.locator("#result").wait_for()
        rows[name] = page.locator("#result tbody tr, #result pre").count()

    assert len(names) == 13
    assert [name for name, number in rows.items() if not number] == []


def test_a_facet_is_chosen_and_dropped_again(asked: "tuple[Page, list[str]]", address: str) -> None:
    page, _ = asked
    page.goto(address + "search?q=scattering")
    before = page.locator("[aria-live]").inner_text()

    page.locator(".facets ul a").first.click()
    narrowed = page.locator("[aria-live]").inner_text()
    page.locator(".read summary", has_text="facility:").click()
    page.get_by_role("link", name="Remove Aurora").click()

    assert narrowed != before
    assert page.locator("[aria-live]").inner_text() == before


@pytest.mark.parametrize(
    "path",
    [
        "",
        "search?q=small+angle+scattering",
        "techniques",
        "techniques/PaNET01124",
        "sources",
        "facilities",
        "sparql",
    ],
)
def test_nothing_scrolls_sideways_on_a_phone(browser: "Browser", address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + path)

    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert width == 360


def test_a_dataset_and_a_result_table_fit_a_phone(browser: "Browser", address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + "search?q=small+angle+scattering")
    page.locator(".hits h2 a").first.click()
    dataset = page.evaluate("document.documentElement.scrollWidth")
    page.goto(address + "sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+20")
    table = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert (dataset, table) == (360, 360)
