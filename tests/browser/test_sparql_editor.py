"""The SPARQL page with its script: editing, completion, running, cancelling, by mouse and by keyboard."""

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

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

BARS = (
    "SELECT ?name (COUNT(?d) AS ?n) "
    "{ ?d <https://w3id.org/pan-kg/def#facility>/<http://www.w3.org/2000/01/rdf-schema#label> ?name } "
    "GROUP BY ?name ORDER BY ?name"
)


def proposals(page: "Page") -> list[str]:
    page.locator(".cm-tooltip-autocomplete li").first.wait_for()
    return page.locator(".cm-tooltip-autocomplete li .cm-completionLabel").all_inner_texts()


def test_completion_knows_class_properties_and_techniques_and_declares_prefixes(
    asked: "Asked", address: str
) -> None:
    page, _ = asked
    content = opened(page, address)

    page.keyboard.type("SELECT * WHERE {\n?d a pan:Datas", delay=15)
    assert proposals(page)[0] == "pan:Dataset"
    page.wait_for_timeout(150)  # the editor takes no Enter right after proposals appear
    page.keyboard.press("Enter")
    page.keyboard.type(" ; pan:techn", delay=15)
    assert proposals(page)[0] == "pan:technique"
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    page.keyboard.type(" panet:small angle x", delay=15)
    page.locator(".cm-completionDetail", has_text="small angle x-ray scattering").first.wait_for()
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")

    written = content.inner_text().split()
    assert "".join(written[-8:]) == "{?dapan:Dataset;pan:techniquepanet:PaNET01188}"
    assert written[:6] == [
        *("PREFIX", "pan:", "<https://w3id.org/pan-kg/def#>"),
        *("PREFIX", "panet:", "<http://purl.org/pan-science/PaNET/>"),
    ]


def test_properties_of_the_subjects_class_come_first(asked: "Asked", address: str) -> None:
    page, _ = asked
    opened(page, address)

    page.keyboard.insert_text("PREFIX pan: <https://w3id.org/pan-kg/def#> SELECT * { ?f a pan:File ; ")
    page.keyboard.press("Control+Space")
    first = proposals(page)[:7]

    # What a file of the sample world has, and no other class: its checksum and its size.
    assert {"spdx:checksum", "dcat:byteSize"} <= set(first)


def test_a_query_runs_by_keyboard_and_says_rows_seconds_and_generation(asked: "Asked", address: str) -> None:
    page, requests = asked
    opened(page, address)

    run(page, BARS)

    status = page.get_by_role("status").inner_text()
    assert status.startswith("3 rows in 0.")
    assert "generation 1." in status
    assert status.endswith("s in all.")
    assert page.locator("#result td").all_inner_texts()[::2] == [
        "Aurora Light Source", "Borealis Neutron Centre", "Cirrus Free-Electron Laser",
    ]  # fmt: skip
    assert page.get_by_role("img", name="Bars: n by name").is_visible()
    asked_for = parse_qs(urlsplit(page.url).query)
    assert (asked_for["query"], asked_for["generation"]) == ([BARS], ["1"])
    assert {urlsplit(url).netloc for url in requests} == {urlsplit(address).netloc}


def test_columns_sort_and_say_so(asked: "Asked", address: str) -> None:
    page, _ = asked
    opened(page, address)
    run(page, "SELECT ?n { VALUES ?n { 10 9 100 } }")
    head, cells = page.locator("#result th"), page.locator("#result td")

    head.get_by_role("button").click()
    up = (head.get_attribute("aria-sort"), cells.all_inner_texts())
    head.get_by_role("button").click()

    assert up == ("ascending", ["9", "10", "100"])
    assert (head.get_attribute("aria-sort"), cells.all_inner_texts()) == ("descending", ["100", "10", "9"])


def test_an_error_is_marked_where_it_is(browser: "Browser", address: str) -> None:
    page = browser.new_page()
    opened(page, address)

    run(page, "SELECT * {\n ?s a nope:x\n}")

    assert page.locator(".cm-lintRange-error").all_inner_texts() == ["nope:x"]
    assert page.locator(".cm-activeLine").inner_text() == " ?s a nope:x"
    assert page.get_by_role("status").inner_text().startswith("The query cannot be run: ")
    assert page.locator("#error pre").inner_text() == " ?s a nope:x\n      ^"
    run(page, "ASK {}")
    assert page.locator(".cm-lintRange-error").count() == 0
    page.close()


def test_a_cancelled_query_leaves_the_service_free(asked: "Asked", address: str) -> None:
    page, _ = asked
    opened(page, address)

    page.keyboard.insert_text(ENDLESS)
    page.keyboard.press("Control+Enter")
    page.get_by_text("Running…").wait_for()
    page.get_by_role("button", name="Cancel").click()
    cancelled = page.get_by_role("status").inner_text()
    focused = page.evaluate("document.activeElement.textContent")
    run(page, "SELECT (1 + 1 AS ?two) {}")

    assert cancelled.startswith("Cancelled.")
    assert focused == "Run"
    assert page.locator("#result td").all_inner_texts() == ["2"]
    assert page.get_by_role("button", name="Cancel").count() == 0


def test_escape_and_then_tab_leaves_the_editor_and_tab_alone_does_not(asked: "Asked", address: str) -> None:
    page, _ = asked
    content = opened(page, address)
    focused = "document.activeElement.shadowRoot ? 'editor' : document.activeElement.textContent"

    page.keyboard.press("Tab")
    inside = page.evaluate(focused)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    assert (inside, page.evaluate(focused)) == ("editor", "Run")
    assert "Escape, then Tab" in (content.get_attribute("aria-label") or "")
    assert page.get_by_text("Esc and then Tab leaves the editor").is_visible()


def test_a_link_of_another_generation_says_which_one_answered(asked: "Asked", address: str) -> None:
    page, _ = asked

    page.goto(f"{address}sparql?query={quote('SELECT (1 AS ?one) {}')}&generation=99")

    assert "asked of generation 99; the answer is that of generation 1" in page.locator(".note").inner_text()
    assert page.locator(".cm-content").inner_text() == "SELECT (1 AS ?one) {}"
    assert page.locator("#result td").all_inner_texts() == ["1"]


def test_the_readers_own_queries_are_kept_until_they_are_forgotten(asked: "Asked", address: str) -> None:
    page, _ = asked
    content = opened(page, address)
    run(page, "# One of mine\nASK {}")
    run(page, "# <script>alert(1)</script>\nASK {}")

    page.goto(address + "sparql")
    page.get_by_text("Your last queries").click()
    page.get_by_role("button", name="One of mine").click()
    chosen = content.inner_text()
    kept = page.locator("#recent li").all_inner_texts()
    page.get_by_role("button", name="Forget them").click()

    assert chosen == "# One of mine\nASK {}"
    assert kept == ["<script>alert(1)</script>", "One of mine"]
    assert page.locator("#recent li").count() == 0
    assert not page.locator("#recent").is_visible()


def test_data_that_look_like_markup_stay_text(asked: "Asked", address: str) -> None:
    page, _ = asked
    opened(page, address)

    run(page, 'SELECT ?x ?y { VALUES (?x ?y) { ("<img src=x onerror=alert(1)>" <javascript:alert(1)>) } }')

    assert page.locator("#result td").all_inner_texts() == [
        "<img src=x onerror=alert(1)>", "javascript:alert(1)",
    ]  # fmt: skip
    assert page.locator("#result td a, #result td img").count() == 0


def test_without_a_script_the_same_page_runs_queries(browser: "Browser", address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "sparql")

    page.get_by_label("Query").fill(BARS)
    page.get_by_role("button", name="Run").click()
    rows = page.locator("#result tbody tr").count()
    drawn = page.get_by_role("img", name="Bars: n by name").is_visible()
    usable = page.get_by_role("button").all_inner_texts()
    context.close()

    assert (rows, drawn, usable) == (3, True, ["Run"])


@pytest.mark.parametrize("width", [360, 1280])
def test_completion_and_results_fit_the_screen(browser: "Browser", address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    opened(page, address)
    page.keyboard.type("SELECT * { ?x <small", delay=15)
    proposals(page)
    box = page.locator(".cm-tooltip-autocomplete").bounding_box()
    page.keyboard.press("Escape")
    run(page, "SELECT * { ?s ?p ?o } LIMIT 20")
    whole = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert whole == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_the_editor_writes_has_contrast(browser: "Browser", address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + "sparql")
    page.locator(".cm-content").wait_for()

    poor = page.evaluate(_CONTRAST)
    context.close()

    assert poor == []


# WCAG 2.2: relative luminance of each colour of the text against that of the line it stands on.
_CONTRAST = """() => {
  const root = document.querySelector('.editor').shadowRoot;
  const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
  const light = (colour) => parts(colour)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const papers = ['--paper', '--tint'].map((name) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = `var(${name})`;
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  });
  const spans = [...root.querySelectorAll('.cm-line span, .cm-gutterElement')];
  return spans.flatMap((span) => papers.map((paper) => {
    const [high, low] = [light(getComputedStyle(span).color), light(paper)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05) < 4.5 ? `${span.textContent} on ${paper}` : null;
  })).filter(Boolean);
}"""
