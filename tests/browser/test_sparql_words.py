"""Names of several words in the SPARQL editor, and what is left of an error when the next query runs."""

from typing import TYPE_CHECKING

import pytest
from editing import ENDLESS, opened, run

from kg.web.sparql.page import EDITOR

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Asked = tuple[Page, list[str]]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not EDITOR.is_file(), reason="the editor is not built; `make editor` needs npm"),
]


def test_a_technique_is_completed_over_all_its_words(asked: "Asked", address: str) -> None:
    page, _ = asked
    content = opened(page, address)

    page.keyboard.type("SELECT * { ?d pan:technique small angle neu", delay=15)
    page.locator(".cm-completionDetail", has_text="small angle neutron scattering").first.wait_for()
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    written = "".join(content.inner_text().split())
    run(page, content.inner_text())

    assert written.endswith("SELECT*{?dpan:techniquepanet:PaNET01189}")
    assert page.locator("#error").count() == 0


def test_an_old_error_is_gone_while_another_query_runs_and_after_it_is_cancelled(
    browser: "Browser", address: str
) -> None:
    page = browser.new_page()
    opened(page, address)
    run(page, "SELECT * {\n ?s a nope:x\n}")
    assert page.locator("#error").count() == 1

    page.locator(".cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(ENDLESS)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Cancel").wait_for()
    meanwhile = page.locator("#answer").inner_text()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("Cancelled.").wait_for()
    after = page.locator("#answer").inner_text()
    page.close()

    assert (meanwhile.strip(), after.strip()) == ("", "")
