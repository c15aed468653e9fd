"""The editors' pages in a real browser: two files are dropped, the review is read, a download is saved."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest
from posting import BEFORE, BROKEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def judged(page: "Page", address: str, folder: Path) -> None:
    filled(page, address, folder)
    page.get_by_role("button", name="Check").click()


def filled(page: "Page", address: str, folder: Path) -> None:
    for name, data in (("before", BEFORE), ("after", BROKEN)):
        (folder / f"{name}.csv").write_bytes(data)
    page.goto(address + "ontology/check")
    page.get_by_label("Before").set_input_files(folder / "before.csv")
    page.get_by_label("After").set_input_files(folder / "after.csv")


def test_an_editor_gives_two_files_and_reads_and_saves_the_review(
    asked: "tuple[Page, list[str]]", address: str, tmp_path: Path
) -> None:
    page, requests = asked
    judged(page, address, tmp_path)

    assert page.locator("h1").inner_text() == "Fail after.csv"
    with page.expect_download() as saved:
        page.get_by_role("link", name="review.json").click()
    file = tmp_path / "saved.json"
    saved.value.save_as(file)
    assert saved.value.suggested_filename == "review.json"
    assert json.loads(file.read_text())["verdict"] == "fail"

    page.locator(".finding h3 a").first.click()
    assert page.get_by_role("heading", name="Why").is_visible()
    elsewhere = {urlsplit(url).netloc for url in requests if not url.startswith("data:")}
    assert elsewhere == {urlsplit(address).netloc}


def test_the_review_works_without_a_script_and_by_keyboard(
    browser: "Browser", address: str, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    filled(page, address, tmp_path)
    page.get_by_role("button", name="Check").focus()
    page.keyboard.press("Enter")
    page.locator(".finding").first.wait_for()
    heading = page.locator("h1").inner_text()
    context.close()

    assert heading == "Fail after.csv"


@pytest.mark.parametrize(
    "path", ["ontology", "ontology/check", "ontology/rules", "ontology/rules/label-lost"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_sideways_on_a_phone(
    browser: "Browser", address: str, path: str, scheme: "Literal['light', 'dark']"
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + path)

    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert width == 360


def test_a_review_fits_a_phone(browser: "Browser", address: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    judged(page, address, tmp_path)
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert width == 360


def test_the_drawing_of_a_term_leads_to_its_neighbours_by_keyboard(
    asked: "tuple[Page, list[str]]", address: str
) -> None:
    page, _ = asked
    page.goto(address + "techniques/PaNET01124")
    link = page.locator("svg.terms a").first
    name = link.locator("text").first.text_content()

    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/techniques/*")

    assert page.locator("h1").inner_text().lower() == name
