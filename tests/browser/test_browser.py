"""The pages in a real browser: search, open a hit, run a query, on a desk and on a phone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def address(sample_home: Path) -> Iterator[str]:
    """A service on the sample world."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--store", str(sample_home), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"KG_ENCODER": "none", "PATH": "/usr/bin:/bin"},
    )
    assert process.stdout is not None
    yield process.stdout.readline().removeprefix("Serving on ").strip()
    process.terminate()
    process.communicate(timeout=30)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    chromium = which("chromium")
    if chromium is None:
        pytest.skip("no chromium here; Debian's package brings it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def asked(browser: "Browser") -> "Iterator[tuple[Page, list[str]]]":
    """A page, and the address of every request it made; the page must not complain in its console."""
    context = browser.new_context()
    page, requests = context.new_page(), list[str]()
    complaints = list[str]()
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    yield page, requests
    context.close()
    assert complaints == []


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
    page.get_by_label("Query").fill("SELECT (1 + 1 AS ?two) {}")
    page.get_by_role("button", name="Run").click()
    assert page.locator("#result td").all_inner_texts() == ["2"]

    assert {urlsplit(url).netloc for url in requests} == {urlsplit(address).netloc}


def test_every_example_query_runs_and_finds_something(asked: "tuple[Page, list[str]]", address: str) -> None:
    page, _ = asked
    page.goto(address + "sparql")
    names = page.locator(".examples summary").all_inner_texts()
    rows = {}

    for name in names:
        page.get_by_text(name, exact=True).click()
        page.get_by_role("link", name=f"Run: {name}").click()
        rows[name] = page.locator("#result tbody tr").count()

    assert len(names) == 5
    assert [name for name, number in rows.items() if not number] == []


def test_a_facet_is_chosen_and_dropped_again(asked: "tuple[Page, list[str]]", address: str) -> None:
    page, _ = asked
    page.goto(address + "search?q=scattering")
    before = page.locator("[aria-live]").inner_text()

    page.locator(".facets a").first.click()
    narrowed = page.locator("[aria-live]").inner_text()
    page.locator("a.chip", has_text="facility:").click()

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
