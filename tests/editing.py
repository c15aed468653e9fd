"""What tests do in the editor of the SPARQL page."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def opened(page: "Page", address: str) -> "Locator":
    """The page with an empty editor, when completion has arrived."""
    with page.expect_response("**/api/v1/vocabulary"):
        page.goto(address + "sparql")
    content = page.locator(".cm-content")
    content.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    return content


def run(page: "Page", query: str) -> None:
    """Write a query into the editor and run it, without a mouse; return when the answer is there."""
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    with page.expect_response("**/sparql"):
        page.keyboard.press("Control+Enter")
    page.locator("#answer[aria-busy]").wait_for(state="detached")
