"""The pages about citations in a real browser: on a phone and on a desk, by keyboard, and with a token.

What stands on them is asked elsewhere; here it is seen, reached and sent. One service serves all of it.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from service_process import serving

from kg.web.rights.tokens import digest_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE, DESK = 390, 1280
TOKEN = "a-token-of-a-curator-0123456789"
FACILITY = "reports/aurora-light-source"
DATASET = "datasets/doi.org/10.5072/aurora.0002"
PATHS = (
    "reports", FACILITY, f"{FACILITY}/pairs", f"{FACILITY}/data", "papers/10.5072/paper.1", DATASET,
    "statement", "curation",
)  # fmt: skip
# In the sample world borealis.0010 is under embargo; the last one is no identifier.
STATEMENT = "Data: https://doi.org/10.5072/aurora.0001, 10.5072/borealis.0010 and 10.5291/ILL-DATA.xxx."

OUT_OF_SIGHT = """() => [...document.querySelectorAll('.scroll')]
  .filter(box => box.querySelector('.counts, .shares, .stack') && box.scrollWidth > box.clientWidth)
  .map(box => box.getAttribute('aria-label'))"""
NOT_BY_KEYBOARD = """() => [...document.querySelectorAll('*')].filter(it => it.tabIndex > 0
  || it.onclick && it.tabIndex < 0
  || it.scrollWidth > it.clientWidth + 1 && it.tabIndex < 0
     && ['auto', 'scroll'].includes(getComputedStyle(it).overflowX)).map(it => it.outerHTML.slice(0, 90))"""
NAMELESS = """() => [...document.querySelectorAll('a, button, input, select, textarea')]
  .filter(it => it.type != 'hidden' && !it.hidden)
  .filter(it => !(it.textContent.trim() || it.labels?.length || it.getAttribute('aria-label')))
  .map(it => it.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def curated(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service where one may label."""
    folder = tmp_path_factory.mktemp("curated")
    tokens = folder / "tokens"
    tokens.write_text(f"sha256:{digest_of(TOKEN).hex()} curator ada\n", encoding="utf-8")
    tokens.chmod(0o600)
    home = Path(shutil.copytree(sample_home, folder / "home"))
    with serving(home, KG_TOKEN_FILE=str(tokens)) as (_, address):
        yield address


@contextmanager
def opened(browser: "Browser", width: int) -> "Iterator[Page]":
    """A page of this width, which must not complain in its console nor load anything from elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    page, complaints, hosts = context.new_page(), list[str](), set[str]()
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    try:
        yield page
    finally:
        context.close()
    assert complaints == []
    assert len(hosts) == 1


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_all_is_in_sight_and_within_reach_of_the_keyboard(
    browser: "Browser", curated: str, width: int
) -> None:
    faults: dict[str, object] = {}
    with opened(browser, width) as page:
        for path in PATHS:
            page.goto(curated + path)
            seen = {
                "width": page.evaluate("document.documentElement.scrollWidth"),
                "out of sight": page.evaluate(OUT_OF_SIGHT),
                "not by keyboard": page.evaluate(NOT_BY_KEYBOARD),
                "nameless": page.evaluate(NAMELESS),
            }
            if seen != {"width": width, "out of sight": [], "not by keyboard": [], "nameless": []}:
                faults[path] = seen

    assert faults == {}


def _kind(href: str) -> tuple[str, ...]:
    """Links of one kind differ in what they ask for, and lead to the same code."""
    parts = urlsplit(href)
    return (*parts.path.split("/")[1:3:2], *sorted({name for name, _ in parse_qsl(parts.query)}))


def test_links_lead_somewhere(browser: "Browser", curated: str) -> None:
    found: dict[tuple[str, ...], str] = {}
    lost: list[str] = []
    with opened(browser, DESK) as page:
        for path in PATHS:
            page.goto(curated + path)
            hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
            ids = set(page.eval_on_selector_all("[id]", "all => all.map(it => it.id)"))
            lost += [
                f"{path}: {href}" for href in hrefs if href.startswith("#") and unquote(href[1:]) not in ids
            ]
            found |= {_kind(href): href for href in hrefs if href.startswith("/")}
        answers = {href: page.request.get(curated.rstrip("/") + href).status for href in found.values()}

    assert lost == []
    assert len(found) > 20
    assert {href: status for href, status in answers.items() if status != 200} == {}


def test_the_content_is_one_key_away_and_what_is_folded_opens_by_key(
    browser: "Browser", curated: str
) -> None:
    with opened(browser, PHONE) as page:
        page.goto(curated + DATASET)
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        main = page.evaluate("document.activeElement.id")
        folded = page.locator("details", has_text="How that is known").first
        before = folded.get_attribute("open")
        folded.locator("summary").focus()
        page.keyboard.press("Enter")
        after = folded.get_attribute("open")
        line = folded.locator("li").first.is_visible()

    assert (first, main) == ("Skip to the content", "main")
    assert (before, after, line) == (None, "", True)


def test_a_chain_of_derivation_is_walked_by_keyboard(browser: "Browser", curated: str) -> None:
    # Strangers made tidewater.reuse.2 from aurora.0002, as the sample world has it.
    with opened(browser, DESK) as page:
        page.goto(curated + DATASET)
        page.locator("svg.chain a", has_text="tidewater.reuse.2").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/tidewater.reuse.2*")
        page.locator(".chains .tree a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{DATASET}*")
        heading = page.locator("h1").inner_text()

    assert heading == "Crystallisation of polyethylene under shear"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_statement_is_typed_and_its_verdicts_are_read(browser: "Browser", curated: str, width: int) -> None:
    with opened(browser, width) as page:
        page.goto(curated + "statement")
        page.get_by_label("Data availability statement").focus()
        page.keyboard.insert_text(STATEMENT)
        page.keyboard.press("Tab")
        page.keyboard.insert_text("2026-05-01")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="The statement, checked").wait_for()
        parts = page.locator("section.checked")
        heads = parts.locator("h2").all_inner_texts()
        failed = [
            re.sub(r":.*", "", line, flags=re.DOTALL)
            for at in range(parts.count())
            for line in parts.nth(at).locator("li:has(.verdict.fail) b").all_inner_texts()
        ]
        page.get_by_role("link", name="10.5072/borealis.0010", exact=True).first.click()
        scrolled = page.evaluate("location.hash")
        wide = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(OUT_OF_SIGHT)

    assert heads == ["10.5072/aurora.0001", "10.5072/borealis.0010", "10.5291/ILL-DATA.xxx"]
    assert "open" in failed
    assert failed[-1] == "syntax"
    assert scrolled == "#id2"
    assert wide == (width, [])


def test_a_pair_is_labelled_without_a_mouse(browser: "Browser", curated: str) -> None:
    with opened(browser, PHONE) as page:
        page.goto(curated + "curation")
        page.get_by_label("Token").focus()
        page.keyboard.insert_text(TOKEN)
        page.keyboard.press("Enter")
        page.get_by_text("Signed in as").wait_for()
        queue = page.evaluate("document.documentElement.scrollWidth")
        page.keyboard.press("Enter")  # the first pair has the focus
        page.get_by_role("heading", name="Your word").wait_for()
        pair = page.evaluate("document.documentElement.scrollWidth")
        page.get_by_label("Independent: nobody of the team and no staff").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # the first of the uses: yes
        page.keyboard.press("Tab")
        page.keyboard.insert_text("Table 2 has their curves.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Your label", exact=True).wait_for(timeout=60_000)
        own = page.locator("ul.said li").first.inner_text()
        page.keyboard.press("Enter")  # the next pair has the focus
        page.get_by_role("heading", name="Pairs to label").wait_for()
        page.get_by_role("link", name="What you said").click()
        mine = page.locator(".hits > li").count()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="Sign in").wait_for()

    assert (queue, pair) == (PHONE, PHONE)
    assert re.match(r"ada, \d{4}-\d\d-\d\d: independent; reuse yes", own)
    assert "Table 2 has their curves." in own
    assert mine == 1
